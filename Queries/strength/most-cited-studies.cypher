// question: Which ten studies are cited most, and for how many factors and models?
// question-cy: Pa ddeg astudiaeth a ddyfynnir amlaf, ac ar gyfer faint o ffactorau a modelau?
// returns: study, label, citations, factors, models
// obtained: all citation files but ALSO_DESCRIBES, rows counted per study; different factors; different models with ALSO_DESCRIBES.csv; the first ten
MATCH (s:Study)-[c:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES|DESCRIBES|CITED_IN]->()
WITH s, count(c) AS citations
OPTIONAL MATCH (s)-[:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(f:Factor)
WITH s, citations, count(DISTINCT f) AS factors
OPTIONAL MATCH (s)-[:DESCRIBES|ALSO_DESCRIBES]->(m:Model)
WITH s, citations, factors, count(DISTINCT m) AS models
RETURN s.id AS study, s.name_en AS label, citations, factors, models
ORDER BY citations DESC, study
LIMIT 10
