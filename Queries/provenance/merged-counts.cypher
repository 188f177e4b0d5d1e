// question: How many studies does each factor have when doubtful labels are merged from a given confidence up?
// question-cy: Faint o astudiaethau sydd gan bob ffactor os unir labeli amheus o hyder penodol i fyny?
// param: $confidence = 0.5
// returns: factor, name, studies, merged
// obtained: the four citation files to factors, different studies per factor; less those that POSSIBLY_SAME_AS.csv, at that confidence or above, leads to another study of the factor
MATCH (s:Study)-[:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(f:Factor)
WITH DISTINCT f, s
WITH f, s, EXISTS {
  MATCH (s)-[p:POSSIBLY_SAME_AS]->(:Study)-[:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(f)
  WHERE p.confidence >= $confidence
} AS merges
WITH f, count(s) AS studies, sum(CASE WHEN merges THEN 1 ELSE 0 END) AS away
RETURN f.id AS factor, f.name_en AS name, studies, studies - away AS merged
ORDER BY f.number
