// question: Which factors overlap or point to each other, and is it said outright?
// question-cy: Pa ffactorau sy'n gorgyffwrdd neu'n cyfeirio at ei gilydd, ac a ddywedir hynny'n agored?
// returns: factor, link, other, relation, basis, lines
// obtained: OVERLAPS_WITH.csv and POINTS_TO.csv, all rows; explicit ones first
MATCH (a:Factor)-[l:OVERLAPS_WITH|POINTS_TO]->(b:Factor)
RETURN a.id AS factor, type(l) AS link, b.id AS other,
  l.relation AS relation, l.basis AS basis, l.lines AS lines
ORDER BY basis, a.number, b.number
