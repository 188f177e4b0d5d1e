// question: How much supports each factor when one study is left out?
// question-cy: Faint sy'n cefnogi pob ffactor os gadewir un astudiaeth allan?
// param: $study = 'harden-2015'
// returns: factor, name, studies, studies_without, citations, citations_without
// obtained: SUPPORTS.csv, rows grouped by factor, counted with and without the rows of the study; different studies likewise
MATCH (f:Factor)
OPTIONAL MATCH (s:Study)-[c:SUPPORTS]->(f)
WITH f,
  count(DISTINCT s.id) AS studies,
  count(DISTINCT CASE WHEN s.id <> $study THEN s.id END) AS studies_without,
  count(c) AS citations,
  count(CASE WHEN s.id <> $study THEN c.id END) AS citations_without
RETURN f.id AS factor, f.name_en AS name, studies, studies_without, citations, citations_without
ORDER BY studies_without, citations_without, f.number
