// CypherPlan: see docs/architecture.md.
