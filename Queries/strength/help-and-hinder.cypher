// question: Which studies are cited both for a help and for a hindrance of one factor?
// question-cy: Pa astudiaethau a ddyfynnir o blaid ffactor ac am rwystr i'r un ffactor?
// returns: factor, study, helping, hindering
// obtained: SUPPORTS.csv and REPORTS_BARRIER.csv, pairs of study and factor that stand in both; ids of the citations in order
MATCH (s:Study)-[helps:SUPPORTS]->(f:Factor)
WITH s, f, helps
ORDER BY helps.id
WITH s, f, collect(helps.id) AS helping
MATCH (s)-[hinders:REPORTS_BARRIER]->(f)
WITH s, f, helping, hinders
ORDER BY hinders.id
WITH s, f, helping, collect(hinders.id) AS hindering
RETURN f.id AS factor, s.id AS study, helping, hindering
ORDER BY f.number, study
