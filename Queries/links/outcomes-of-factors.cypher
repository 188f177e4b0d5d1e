// question: To which outcomes does each factor lead, and is it only said to be possible?
// question-cy: At ba ddeilliannau y mae pob ffactor yn arwain, ac ai dim ond posibilrwydd a nodir?
// returns: factor, outcome, level, hedged, studies, lines
// obtained: LEADS_TO.Factor-Outcome.csv, all rows, with names from Outcome.csv
MATCH (f:Factor)-[l:LEADS_TO]->(o:Outcome)
RETURN f.id AS factor, o.name_en AS outcome, o.level AS level, l.hedged AS hedged,
  coalesce(l.study_ids, []) AS studies, l.lines AS lines
ORDER BY f.number, hedged, outcome
