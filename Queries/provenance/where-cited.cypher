// question: Where does the review cite a study, in reading order?
// question-cy: Ble mae'r adolygiad yn dyfynnu astudiaeth, yn nhrefn darllen?
// param: $study = 'wallace-2013'
// returns: citation, line, page, link, about, printed
// obtained: all citation files but ALSO_DESCRIBES, rows of the study, sorted by char_start
MATCH (s:Study {id: $study})-[c:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES|DESCRIBES|CITED_IN]->(about)
RETURN c.id AS citation, c.line_start AS line, c.page AS page, type(c) AS link,
  about.id AS about, c.printed AS printed
ORDER BY c.char_start
