// CypherSyntax: see docs/architecture.md.
