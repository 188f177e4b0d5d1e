// question: Which models rest on the same studies?
// question-cy: Pa fodelau sy'n dibynnu ar yr un astudiaethau?
// returns: model, other, shared, studies
// obtained: DESCRIBES.Model.csv and ALSO_DESCRIBES.csv, for each pair of models the different studies of both
MATCH (a:Model)<-[:DESCRIBES|ALSO_DESCRIBES]-(s:Study)-[:DESCRIBES|ALSO_DESCRIBES]->(b:Model)
WHERE a.number < b.number
WITH a, b, s
ORDER BY s.id
WITH a, b, collect(DISTINCT s.id) AS studies
RETURN a.id AS model, b.id AS other, size(studies) AS shared, studies
ORDER BY shared DESC, a.number, b.number
