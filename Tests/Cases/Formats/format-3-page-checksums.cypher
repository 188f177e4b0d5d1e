MATCH (n) RETURN id(n) AS id, n ORDER BY id;
MATCH (a)-[r]->(b) RETURN id(r) AS id, id(a) AS a, r, id(b) AS b ORDER BY id;
SHOW INDEXES;
MATCH (s:Study) WHERE s.year = 2015 RETURN s.key AS key;
MATCH (s:Study {key: 'b'}) RETURN labels(s) AS labels;
MATCH ()-[r:SUPPORTS]->() WHERE r.weight > 1 RETURN id(r) AS id;
CALL db.index.fulltext.queryNodes('words', 'iechyd OR cwsg') YIELD node RETURN id(node) AS id ORDER BY id
