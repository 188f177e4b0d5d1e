// question: Which action answers which barrier, and on which studies does it rest?
// question-cy: Pa gam gweithredu sy'n ateb pa rwystr, ac ar ba astudiaethau y mae'n seiliedig?
// returns: barrier, name, action, what, studies
// obtained: OVERCOME_BY.Action.csv, all rows; studies from RESTS_ON.csv, in order of their ids
MATCH (b:Barrier)-[:OVERCOME_BY]->(a:Action)
OPTIONAL MATCH (a)-[:RESTS_ON]->(s:Study)
WITH b, a, s
ORDER BY s.id
WITH b, a, collect(s.id) AS studies
RETURN b.id AS barrier, b.name_en AS name, a.id AS action, a.name_en AS what, studies
ORDER BY barrier, action
