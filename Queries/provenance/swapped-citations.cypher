// question: For which programmes does the review give one work in one place and another in the next?
// question-cy: Ar gyfer pa raglenni y mae'r adolygiad yn nodi un gwaith mewn un lle a gwaith arall mewn lle arall?
// returns: programme, line, study
// obtained: REPORTED_IN.csv, rows with a note
MATCH (p:Programme)-[c:REPORTED_IN]->(s:Study)
WHERE c.note IS NOT NULL
RETURN p.id AS programme, c.lines AS line, s.id AS study
ORDER BY programme, line
