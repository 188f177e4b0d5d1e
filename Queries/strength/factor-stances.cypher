// question: How many citations support each factor, report a barrier, are mixed or neutral?
// question-cy: Faint o ddyfyniadau sy'n cefnogi pob ffactor, yn adrodd rhwystr, yn gymysg neu'n niwtral?
// returns: factor, name, supports, barrier, mixed, neutral, citations
// obtained: the four citation files to factors, rows counted per factor and stance
MATCH (:Study)-[c:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(f:Factor)
WITH f,
  sum(CASE c.stance WHEN 'supports' THEN 1 ELSE 0 END) AS supports,
  sum(CASE c.stance WHEN 'barrier' THEN 1 ELSE 0 END) AS barrier,
  sum(CASE c.stance WHEN 'mixed' THEN 1 ELSE 0 END) AS mixed,
  sum(CASE c.stance WHEN 'neutral' THEN 1 ELSE 0 END) AS neutral,
  count(c) AS citations
RETURN f.id AS factor, f.name_en AS name, supports, barrier, mixed, neutral, citations
ORDER BY f.number
