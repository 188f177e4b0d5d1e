// question: Which two labels may be one work, and which factors and models would lose a study if they were merged?
// question-cy: Pa ddau label a allai fod yn un gwaith, a pha ffactorau a modelau fyddai'n colli astudiaeth o'u huno?
// returns: one, other, confidence, factors_losing_one, models_losing_one
// obtained: POSSIBLY_SAME_AS.csv; per pair the factors and models for which both stand in the citation files
MATCH (a:Study)-[p:POSSIBLY_SAME_AS]->(b:Study)
OPTIONAL MATCH (a)-[:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(f:Factor)
  <-[:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]-(b)
WITH a, p, b, f
ORDER BY f.number
WITH a, p, b, collect(DISTINCT f.id) AS factors_losing_one
OPTIONAL MATCH (a)-[:DESCRIBES|ALSO_DESCRIBES]->(m:Model)<-[:DESCRIBES|ALSO_DESCRIBES]-(b)
WITH a, p, b, factors_losing_one, m
ORDER BY m.number
WITH a, p, b, factors_losing_one, collect(DISTINCT m.id) AS models_losing_one
RETURN a.id AS one, b.id AS other, p.confidence AS confidence,
  factors_losing_one, models_losing_one
ORDER BY confidence DESC, one, other
