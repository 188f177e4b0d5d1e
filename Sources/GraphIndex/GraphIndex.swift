// GraphIndex: see docs/architecture.md.
