// question: Which studies fall outside one of the two stated ranges of years (conclusion, criterion)?
// question-cy: Pa astudiaethau sydd y tu allan i un o'r ddau gyfnod a nodir (casgliad, maen prawf)?
// returns: study, year, in_conclusion, in_criterion, year_doubtful
// obtained: Study.csv, years compared with year_from and year_to of Review.csv and of row i5 of Criterion.csv; rows outside at least one
MATCH (r:Review), (c:Criterion {id: 'i5'}), (s:Study)
WITH s,
  s.year >= r.year_from AND s.year <= r.year_to AS in_conclusion,
  s.year >= c.year_from AND s.year <= c.year_to AS in_criterion
WHERE NOT (in_conclusion AND in_criterion)
RETURN s.id AS study, s.year AS year, in_conclusion, in_criterion,
  coalesce(s.year_doubtful, false) AS year_doubtful
ORDER BY year, study
