// question: Which sectors are named without any study or programme that the text ties to them?
// question-cy: Pa sectorau a enwir heb astudiaeth na rhaglen y mae'r testun yn eu cysylltu â nhw?
// returns: sector, name, name_cy, scope
// obtained: Sector.csv, rows whose id is no end in INVOLVES.Study-Sector.csv or INVOLVES.Programme-Sector.csv
MATCH (sector:Sector)
WHERE NOT (sector)<-[:INVOLVES]-()
RETURN sector.id AS sector, sector.name_en AS name, sector.name_cy AS name_cy, sector.scope AS scope
ORDER BY scope, sector
