// question: Which study is cited most for each factor, how many tie with it, and how large is its share?
// question-cy: Pa astudiaeth a ddyfynnir amlaf ar gyfer pob ffactor, faint sy'n gyfartal, a beth yw ei chyfran?
// returns: factor, name, study, citations, tied, all_citations, share
// obtained: the four citation files to factors, rows counted per factor and study; the largest count, the first id among equals, and how many are equal; divided by all rows of the factor
MATCH (s:Study)-[c:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(f:Factor)
WITH f, s, count(c) AS n
ORDER BY n DESC, s.id
WITH f, collect(s.id) AS studies, collect(n) AS counts, sum(n) AS all_citations
RETURN f.id AS factor, f.name_en AS name, studies[0] AS study, counts[0] AS citations,
  size([n IN counts WHERE n = counts[0]]) AS tied,
  all_citations, toFloat(counts[0]) / all_citations AS share
ORDER BY share DESC, f.number
