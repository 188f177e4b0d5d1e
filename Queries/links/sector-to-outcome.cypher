// question: Is there a path from a sector to an outcome that one study vouches for?
// question-cy: A oes llwybr o sector at ddeilliant y mae un astudiaeth yn sail iddo?
// returns: sector, programme, factor, outcome, study, lines
// obtained: INVOLVES.Programme-Sector, ILLUSTRATES.Factor, LEADS_TO.Factor-Outcome, REPORTED_IN and REPORTS.Outcome.csv joined, so that the programme and the outcome have the study in common
MATCH (sector:Sector)<-[:INVOLVES]-(p:Programme)-[:ILLUSTRATES]->(f:Factor)-[l:LEADS_TO]->(o:Outcome)
MATCH (p)-[:REPORTED_IN]->(s:Study)-[:REPORTS]->(o)
RETURN sector.id AS sector, p.name_en AS programme, f.id AS factor,
  o.name_en AS outcome, s.id AS study, l.lines AS lines
ORDER BY sector, programme, factor, outcome, study, lines
