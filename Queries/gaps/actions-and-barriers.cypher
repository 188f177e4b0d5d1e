// question: How many actions and barriers does the text name for each factor?
// question-cy: Faint o gamau gweithredu a rhwystrau y mae'r testun yn eu henwi ar gyfer pob ffactor?
// returns: factor, name, actions, barriers, with_remedy
// obtained: ADVANCES.csv and HINDERS.csv, rows counted per factor; barriers with a remedy_en in Barrier.csv
MATCH (f:Factor)
RETURN f.id AS factor, f.name_en AS name,
  COUNT { (:Action)-[:ADVANCES]->(f) } AS actions,
  COUNT { (:Barrier)-[:HINDERS]->(f) } AS barriers,
  COUNT { MATCH (b:Barrier)-[:HINDERS]->(f) WHERE b.remedy_en IS NOT NULL } AS with_remedy
ORDER BY actions, f.number
