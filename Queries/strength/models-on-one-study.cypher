// question: Which models rest on one study in their own section, and do others speak of them elsewhere?
// question-cy: Pa fodelau sy'n dibynnu ar un astudiaeth yn eu hadran eu hunain, ac a oes eraill sy'n sôn amdanynt?
// returns: model, name, study, studies_anywhere, others
// obtained: DESCRIBES.Model.csv, models with one different study; ALSO_DESCRIBES.csv added for the last two columns
MATCH (own:Study)-[:DESCRIBES]->(m:Model)
WITH m, collect(DISTINCT own.id) AS studies
WHERE size(studies) = 1
WITH m, studies[0] AS study
MATCH (s:Study)-[:DESCRIBES|ALSO_DESCRIBES]->(m)
WITH m, study, s
ORDER BY s.id
WITH m, study, collect(DISTINCT s.id) AS anywhere
RETURN m.id AS model, m.name_en AS name, study, size(anywhere) AS studies_anywhere,
  [x IN anywhere WHERE x <> study] AS others
ORDER BY m.number
