// question: In which search blocks do the operators differ between the dialects?
// question-cy: Ym mha flociau chwilio y mae'r gweithredwyr yn wahanol rhwng y fersiynau?
// returns: block, concept, ebsco, spp, scopus
// obtained: SearchBlock.csv, the three rows of one letter side by side, where the operators are not all the same
MATCH (e:SearchBlock {dialect: 'EBSCO'}),
  (p:SearchBlock {dialect: 'SPP'}),
  (x:SearchBlock {dialect: 'SCOPUS'})
WHERE e.letter = p.letter AND p.letter = x.letter
  AND (e.operator <> p.operator OR p.operator <> x.operator OR e.operator <> x.operator)
RETURN e.letter AS block, e.name_en AS concept,
  e.operator AS ebsco, p.operator AS spp, x.operator AS scopus
ORDER BY block
