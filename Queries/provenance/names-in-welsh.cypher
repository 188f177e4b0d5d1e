// question: For each kind of node, how many have a name in English and how many in Welsh?
// question-cy: Ar gyfer pob math o nod, faint sydd ag enw Saesneg a faint sydd ag enw Cymraeg?
// returns: label, nodes, english, welsh
// obtained: every file of nodes with a name column: rows, rows with name_en, rows with name_cy
MATCH (n)
WITH labels(n)[0] AS label, count(n) AS nodes, count(n.name_en) AS english, count(n.name_cy) AS welsh
WHERE english > 0 OR welsh > 0
RETURN label, nodes, english, welsh
ORDER BY label
