// GraphEngine: see docs/architecture.md.
