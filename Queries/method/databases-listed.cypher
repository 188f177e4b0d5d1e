// question: Which databases stand in which of the two printed lists, and is a strategy printed for them?
// question-cy: Pa gronfeydd data sydd ym mha restr, ac a oes strategaeth chwilio wedi'i hargraffu ar eu cyfer?
// returns: database, name, lists, strategy_printed
// obtained: Database.csv, lists from SEARCHED.Database.csv, strategy where RUN_IN.csv leads to it; those in one list first
MATCH (d:Database)<-[l:SEARCHED]-(:Review)
WITH d, l
ORDER BY l.list
WITH d, collect(l.list) AS lists
RETURN d.id AS database, d.name_en AS name, lists,
  EXISTS { (:SearchBlock)-[:RUN_IN]->(d) } AS strategy_printed
ORDER BY size(lists), database
