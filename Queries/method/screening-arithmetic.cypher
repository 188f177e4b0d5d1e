// question: Do the numbers of the screening flow add up?
// question-cy: A yw rhifau'r llif sgrinio yn gywir?
// returns: stage, coming_in, set_aside, stated, difference
// obtained: FlowStage.csv: per stage that NEXT leads to, the sum of n before it, less n of what EXCLUDES sets aside, less its own n
MATCH (a:FlowStage)-[:NEXT]->(b:FlowStage)
OPTIONAL MATCH (a)-[:EXCLUDES]->(x:FlowStage)
WITH b, sum(a.n) AS coming_in, sum(x.n) AS set_aside
RETURN b.id AS stage, coming_in, set_aside, b.n AS stated, coming_in - set_aside - b.n AS difference
ORDER BY b.order
