// CypherRuntime: see docs/architecture.md.
