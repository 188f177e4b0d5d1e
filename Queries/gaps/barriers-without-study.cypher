// question: Which barriers stand in the text without a study behind them?
// question-cy: Pa rwystrau sydd yn y testun heb astudiaeth y tu ôl iddynt?
// returns: barrier, name, factor, remedy
// obtained: Barrier.csv, rows whose id is no end in REPORTS.Barrier.csv
MATCH (b:Barrier)-[:HINDERS]->(f:Factor)
WHERE NOT EXISTS { (:Study)-[:REPORTS]->(b) }
RETURN b.id AS barrier, b.name_en AS name, f.id AS factor, b.remedy_en AS remedy
ORDER BY f.number, barrier
