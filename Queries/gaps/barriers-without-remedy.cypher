// question: For which barriers does the text name no remedy?
// question-cy: Pa rwystrau nad yw'r testun yn cynnig ateb iddynt?
// returns: barrier, name, factor, lines
// obtained: Barrier.csv, rows with an empty remedy_en; the factor from HINDERS.csv
MATCH (b:Barrier)-[h:HINDERS]->(f:Factor)
WHERE b.remedy_en IS NULL
RETURN b.id AS barrier, b.name_en AS name, f.id AS factor, h.lines AS lines
ORDER BY f.number, barrier
