// question: For every model and every factor, what links the two?
// question-cy: Ar gyfer pob model a phob ffactor, beth sy'n cysylltu'r ddau?
// returns: model, factor, statements, by_category, studies
// obtained: every model with every factor: rows of DRAWS_ON.Model-Factor.csv; rows of DRAWS_ON.Category-Factor.csv of its categories; different studies in DESCRIBES.Model.csv or ALSO_DESCRIBES.csv that also stand in a citation file of the factor
MATCH (m:Model), (f:Factor)
OPTIONAL MATCH (m)<-[:DESCRIBES|ALSO_DESCRIBES]-(s:Study)
    -[:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(f)
WITH m, f, count(DISTINCT s) AS studies
RETURN m.id AS model, f.id AS factor,
  COUNT { (m)-[:DRAWS_ON]->(f) } AS statements,
  COUNT { (m)-[:IN_CATEGORY]->(:Category)-[:DRAWS_ON]->(f) } AS by_category,
  studies
ORDER BY m.number, f.number
