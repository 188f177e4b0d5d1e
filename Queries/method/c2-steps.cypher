// question: What are the seven steps of C2, in their order?
// question-cy: Beth yw saith cam C2, yn eu trefn?
// returns: place, step, name, produces, lines
// obtained: Step.csv, from the step that no NEXT leads to along NEXT.Step-Step.csv
MATCH path = (first:Step)-[:NEXT*0..]->(s:Step)
WHERE NOT EXISTS { (:Step)-[:NEXT]->(first) }
RETURN length(path) + 1 AS place, s.id AS step, s.name_cy AS name,
  s.produces_en AS produces, s.lines AS lines
ORDER BY place
