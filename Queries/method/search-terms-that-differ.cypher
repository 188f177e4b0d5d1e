// question: Which search terms stand in one dialect of a block and not in all three?
// question-cy: Pa dermau chwilio sydd mewn un fersiwn o floc ond nid ym mhob un?
// returns: block, term, dialects
// obtained: SearchTerm.csv through PART_OF.SearchTerm-SearchBlock.csv, terms grouped by letter; those of fewer than three dialects
MATCH (t:SearchTerm)-[:PART_OF]->(b:SearchBlock)
WITH b.letter AS block, t.name_en AS term, b.dialect AS dialect
ORDER BY dialect
WITH block, term, collect(DISTINCT dialect) AS dialects
WHERE size(dialects) < 3
RETURN block, term, dialects
ORDER BY block, term
