// EvidenceKit: see docs/architecture.md.
