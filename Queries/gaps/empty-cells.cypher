// question: Between which models and factors is there neither a statement nor a study in common?
// question-cy: Rhwng pa fodelau a pha ffactorau nad oes na datganiad nac astudiaeth yn gyffredin?
// returns: model, name, empty, factors
// obtained: the pairs of the gap matrix with 0 in all three columns, grouped by model
MATCH (m:Model), (f:Factor)
WHERE NOT EXISTS { (m)-[:DRAWS_ON]->(f) }
  AND NOT EXISTS { (m)-[:IN_CATEGORY]->(:Category)-[:DRAWS_ON]->(f) }
  AND NOT EXISTS { (m)<-[:DESCRIBES|ALSO_DESCRIBES]-(:Study)
    -[:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(f) }
WITH m, f
ORDER BY f.number
WITH m, collect(f.id) AS factors
RETURN m.id AS model, m.name_en AS name, size(factors) AS empty, factors
ORDER BY empty DESC, m.number
