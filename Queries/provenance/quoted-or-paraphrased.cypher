// question: For each factor, how many citations quote words and how many paraphrase?
// question-cy: Ar gyfer pob ffactor, faint o ddyfyniadau sydd air am air a faint sydd wedi'u haralleirio?
// returns: factor, name, quoted, paraphrased, quotations
// obtained: the four citation files to factors, rows counted per factor and mode; ids of the quotations in order
MATCH (:Study)-[c:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(f:Factor)
WITH f, c
ORDER BY c.id
WITH f,
  sum(CASE c.mode WHEN 'quote' THEN 1 ELSE 0 END) AS quoted,
  sum(CASE c.mode WHEN 'paraphrase' THEN 1 ELSE 0 END) AS paraphrased,
  collect(CASE c.mode WHEN 'quote' THEN c.id END) AS quotations
RETURN f.id AS factor, f.name_en AS name, quoted, paraphrased, quotations
ORDER BY f.number
