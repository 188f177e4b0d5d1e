// GraphShell: see docs/architecture.md.
