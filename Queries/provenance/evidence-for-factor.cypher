// question: What does the review cite for a factor, for what, and where?
// question-cy: Beth mae'r adolygiad yn ei ddyfynnu ar gyfer ffactor, dros beth, ac ymhle?
// param: $factor = 'F9'
// returns: citation, study, stance, claim, line, printed
// obtained: the four citation files to factors, rows of the factor, sorted by char_start
MATCH (s:Study)-[c:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(f:Factor {id: $factor})
RETURN c.id AS citation, s.id AS study, c.stance AS stance, c.claim_en AS claim,
  c.line_start AS line, c.printed AS printed
ORDER BY c.char_start
