// GraphStore: see docs/architecture.md.
