// CypherFunctions: see docs/architecture.md.
