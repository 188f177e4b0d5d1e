// question: Which terms are printed more than once within one search block?
// question-cy: Pa dermau sydd wedi'u hargraffu fwy nag unwaith mewn un bloc chwilio?
// returns: block, term, times, positions
// obtained: SearchTerm.csv through PART_OF.SearchTerm-SearchBlock.csv, rows counted per block and term; those above 1
MATCH (t:SearchTerm)-[:PART_OF]->(b:SearchBlock)
WITH b.id AS block, t.name_en AS term, t.position AS position
ORDER BY position
WITH block, term, count(position) AS times, collect(position) AS positions
WHERE times > 1
RETURN block, term, times, positions
ORDER BY block, term
