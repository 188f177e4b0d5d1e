// question: Which factors rest on the fewest studies?
// question-cy: Pa ffactorau sy'n dibynnu ar y nifer lleiaf o astudiaethau?
// returns: factor, name, studies, citations
// obtained: SUPPORTS, REPORTS_BARRIER, REPORTS_MIXED and DISCUSSES.csv, rows grouped by factor; different studies and rows counted; sorted by both, then by number
MATCH (s:Study)-[c:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(f:Factor)
WITH f, count(DISTINCT s) AS studies, count(c) AS citations
RETURN f.id AS factor, f.name_en AS name, studies, citations
ORDER BY studies, citations, f.number
