// What scripts/limits-trial tries: blocks of statements, of which the last is judged.

// Values with shared parts.
RETURN reduce(t = {a: 1}, x IN range(1, 40) | {l: t, r: t})

WITH reduce(t = {a: 1}, x IN range(1, 40) | {l: t, r: t}) AS t RETURN t = t

WITH reduce(t = [1], x IN range(1, 40) | [t, t]) AS t, reduce(t = [1], x IN range(1, 40) | [t, t]) AS u RETURN t = u, t < u, t <> u

UNWIND [1, 2] AS i WITH reduce(t = {a: i}, x IN range(1, 40) | {l: t, r: t}) AS t RETURN count(DISTINCT t)

UNWIND [1, 2] AS i WITH reduce(t = [i], x IN range(1, 40) | [t, t]) AS t RETURN DISTINCT t

UNWIND [1, 2] AS i WITH reduce(t = [i], x IN range(1, 40) | [t, t]) AS t RETURN size(t) ORDER BY t

UNWIND [1, 2] AS i WITH reduce(t = [i], x IN range(1, 40) | [t, t]) AS t RETURN size(collect(t))

RETURN valueType(reduce(t = [1], x IN range(1, 40) | [t, t]))

RETURN reduce(t = [1], x IN range(1, 40) | [t, t]) IN [[1], [2]]

RETURN [x IN [reduce(t = [1], x IN range(1, 40) | [t, t])] | [x, x]]

WITH {a: 1} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a WITH {l: a, r: a} AS a RETURN a

WITH [1] AS a WITH collect(a) + collect(a) AS a WITH [a, a, a, a, a, a, a, a] AS a WITH [a, a, a, a, a, a, a, a] AS a WITH [a, a, a, a, a, a, a, a] AS a WITH [a, a, a, a, a, a, a, a] AS a WITH [a, a, a, a, a, a, a, a] AS a WITH [a, a, a, a, a, a, a, a] AS a WITH [a, a, a, a, a, a, a, a] AS a WITH [a, a, a, a, a, a, a, a] AS a WITH [a, a, a, a, a, a, a, a] AS a WITH [a, a, a, a, a, a, a, a] AS a RETURN a

WITH [1] AS a CALL (a) { UNWIND range(1, 2) AS i RETURN collect(a) AS b } CALL (b) { UNWIND range(1, 3000) AS i RETURN collect(b) AS c } CALL (c) { UNWIND range(1, 3000) AS i RETURN collect(c) AS d } CALL (d) { UNWIND range(1, 3000) AS i RETURN collect(d) AS e } RETURN e

WITH reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 19) | s + s) AS s RETURN [x IN range(1, 1000) | s]

WITH reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 19) | s + s) AS s RETURN [x IN range(1, 1000) | s] = [x IN range(1, 1000) | s]

// Text functions.
WITH reduce(s = 'a,b,c,d,e,f,g,h,', x IN range(1, 20) | s + s) AS s RETURN size(split(s, ','))

WITH reduce(s = 'a,b,c,d,e,f,g,h,', x IN range(1, 20) | s + s) AS s RETURN size(split(s, ''))

WITH reduce(s = 'a,b,c,d,e,f,g,h,', x IN range(1, 20) | s + s) AS s RETURN size(split(s, [',', 'a']))

WITH reduce(s = 'a,b,c,d,e,f,g,h,', x IN range(1, 20) | s + s) AS s RETURN size(replace(s, ',', 'xxxxx'))

WITH reduce(s = 'a,b,c,d,e,f,g,h,', x IN range(1, 20) | s + s) AS s RETURN size(replace(s, '', 'x'))

WITH reduce(s = 'a,b,c,d,e,f,g,h,', x IN range(1, 21) | s + s) AS s RETURN size(reverse(s)), size(toUpper(s)), size(toLower(s)), size(trim(s)), size(normalize(s)), size(left(s, 10000000)), size(right(s, 10000000)), size(substring(s, 3))

WITH reduce(s = 'a,b,c,d,e,f,g,h,', x IN range(1, 18) | s + s) AS s UNWIND range(1, 100) AS i RETURN toUpper(s + i)

WITH reduce(s = 'a,b,c,d,e,f,g,h,', x IN range(1, 18) | s + s) AS s UNWIND range(1, 100) AS i RETURN count(DISTINCT toUpper(s + i))

WITH reduce(s = 'a,b,c,d,e,f,g,h,', x IN range(1, 18) | s + s) AS s UNWIND range(1, 100) AS i WITH split(s, ',') AS parts RETURN sum(size(parts))

WITH reduce(s = 'a,b,c,d,e,f,g,h,', x IN range(1, 18) | s + s) AS s UNWIND range(1, 100) AS i RETURN size(toString(i) + s) + size(reverse(s)) AS n ORDER BY n

WITH reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 20) | s + s) AS s RETURN s =~ '(a*)*b'

WITH reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 20) | s + s) AS s RETURN s CONTAINS left(s, 8000000) + 'b'

WITH reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 20) | s + s) AS s RETURN size(split(s, left(s, 8000000) + 'b')), size(replace(s, left(s, 8000000) + 'b', ''))

WITH reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 20) | s + s) AS s RETURN s

WITH reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 20) | s + s) AS s RETURN toInteger(s), toFloat(s), toBoolean(s), toInteger(replace(s, 'a', '1')), toFloat(replace(s, 'a', '1'))

// Lists.
RETURN size(range(1, 100000000))

RETURN size(range(1, 3000000) + range(1, 3000000))

RETURN size([x IN range(1, 3000000) | [x]])

RETURN size([x IN range(1, 2000000) | {a: x, b: x}])

RETURN size(reverse(range(1, 2000000))), size(tail(range(1, 2000000))), size(range(1, 2000000)[1..])

UNWIND range(1, 100) AS i RETURN range(1, 1000000)

UNWIND range(1, 100) AS i RETURN range(1, 100000 + i)

UNWIND range(1, 2000) AS i RETURN size(range(1, 100000 + i))

UNWIND range(1, 2000) AS i RETURN size([x IN range(1, 10000 + i) | toString(x)])

UNWIND range(1, 10000000) AS i RETURN size(collect(i))

UNWIND range(1, 10000000) AS i RETURN size(collect({i: i}))

UNWIND range(1, 10000000) AS i RETURN size(collect(DISTINCT toString(i)))

UNWIND range(1, 10000000) AS i RETURN percentileCont(i, 0.5), percentileDisc(i, 0.9), stDev(i)

UNWIND range(1, 10000000) AS i WITH i ORDER BY -i RETURN sum(i)

UNWIND range(1, 10000000) AS i WITH DISTINCT toString(i) AS s RETURN count(*)

UNWIND range(1, 3000) AS i RETURN i, COLLECT { UNWIND range(1, 3000 + i) AS j RETURN toString(j) + 'a long text after the number' } AS l

RETURN size(reduce(l = [], x IN range(1, 100000) | l + x))

RETURN size(reduce(l = [], x IN range(1, 100000) | l + [[x, x, x]]))

RETURN size(reduce(s = '', x IN range(1, 1000000) | s + 'some text of some length'))

WITH range(1, 1000000) AS l RETURN [x IN range(1, 1000000) | l]

WITH range(1, 30000) AS l RETURN size([x IN l WHERE x IN l + [x]]), all(x IN l WHERE any(y IN l WHERE y = x))

WITH range(1, 300000) AS l UNWIND l AS x UNWIND l AS y WITH x, y WHERE [x, y] IN [[1, 2]] RETURN count(*)

// Writes.
UNWIND range(1, 1500) AS i CREATE ({i: i})
MATCH (n) MATCH (m) CREATE (n)-[:T {a: n.i, b: m.i}]->(m)

CREATE (h:Hub) WITH h UNWIND range(1, 1000000) AS i CREATE (h)-[:R]->(:N)

CREATE (h:Hub) WITH h UNWIND range(1, 1000000) AS i CREATE (h)-[:R {i: i}]->(:N {i: i})

UNWIND range(1, 10000000) AS i CREATE (:N)

UNWIND range(1, 10000000) AS i CREATE (:N {a: i, b: toString(i) + ' is a number'})

UNWIND range(1, 100000) AS i CREATE (:N {i: i})
UNWIND range(1, 10) AS j MATCH (n:N) SET n.x = n.i * j, n.y = 'some text that is longer ' + j

UNWIND range(1, 100000) AS i CREATE (:N {i: i})
MATCH (n:N) UNWIND range(1, 100) AS j SET n.x = j

UNWIND range(1, 100000) AS i CREATE (:N {i: i})
MATCH (n:N) SET n:A:B:C REMOVE n:A SET n += {a: 1, b: 2, c: [1, 2, 3]} DETACH DELETE n

UNWIND range(1, 1000000) AS i MERGE (:M {i: i})

UNWIND range(1, 200000) AS i MERGE (:M {i: i % 100})

UNWIND range(1, 100) AS i CREATE ({t: reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 18) | s + s) + i})

UNWIND range(1, 1000) AS i CREATE ({l: range(i, i + 20000)})

FOREACH (i IN range(1, 3000000) | CREATE (:N {i: i}))

UNWIND range(1, 3000) AS i CALL (i) { UNWIND range(1, 1000) AS j CREATE (:N {i: i, j: j}) }

UNWIND range(1, 300000) AS i CREATE (a:N)-[:R]->(b:N) RETURN a, b

CREATE (a {x: reduce(t = {a: 1}, x IN range(1, 40) | {l: t, r: t})})

CREATE (a) SET a = reduce(t = {a: 1}, x IN range(1, 40) | {l: t, r: t})

// Paths.
UNWIND range(1, 30) AS i CREATE (:K {i: i})
MATCH (a:K), (b:K) WHERE a.i < b.i CREATE (a)-[:R]->(b)
MATCH p = (:K)-[:R*]->(:K) RETURN p

UNWIND range(1, 30) AS i CREATE (:K {i: i})
MATCH (a:K), (b:K) WHERE a.i < b.i CREATE (a)-[:R]->(b)
MATCH p = (:K)-[:R*]->(:K) RETURN collect(p)

UNWIND range(1, 30) AS i CREATE (:K {i: i})
MATCH (a:K), (b:K) WHERE a.i < b.i CREATE (a)-[:R]->(b)
MATCH p = (:K)-[:R*]->(:K) WITH p ORDER BY length(p) RETURN nodes(p), relationships(p)

UNWIND range(1, 30) AS i CREATE (:K {i: i})
MATCH (a:K), (b:K) WHERE a.i < b.i CREATE (a)-[:R]->(b)
MATCH (:K)-[r:R*]->(:K) RETURN DISTINCT r

UNWIND range(1, 30) AS i CREATE (:K {i: i})
MATCH (a:K), (b:K) WHERE a.i < b.i CREATE (a)-[:R]->(b)
MATCH p = allShortestPaths((:K {i: 1})-[:R*]->(:K {i: 30})) RETURN p

UNWIND range(1, 30) AS i CREATE (:K {i: i})
MATCH (a:K), (b:K) WHERE a.i < b.i CREATE (a)-[:R]->(b)
MATCH p = shortestPath((:K {i: 1})-[:R*]->(:K {i: 30})) WHERE length(p) > 20 RETURN p

UNWIND range(1, 30) AS i CREATE (:K {i: i})
MATCH (a:K), (b:K) WHERE a.i < b.i CREATE (a)-[:R]->(b)
MATCH (a:K {i: 1}) RETURN [p = (a)-[:R*]->() | p]

UNWIND range(1, 100000) AS i CREATE (:C {i: i})
MATCH (a:C), (b:C {i: a.i + 1}) CREATE (a)-[:R]->(b)
MATCH p = (:C)-[:R*]->(:C) RETURN p

UNWIND range(1, 30) AS i CREATE (:K {i: i})
MATCH (a:K), (b:K) WHERE a.i < b.i CREATE (a)-[:R]->(b)
MATCH (a), (b), (c), (d), (e) WITH a, b, c, d, e ORDER BY a.i + b.i RETURN count(*), collect([a, b, c, d, e])

MATCH (a) UNION ALL UNWIND range(1, 10000000) AS a RETURN a

CALL { UNWIND range(1, 3000000) AS i RETURN collect(i) AS l } CALL { UNWIND range(1, 3000000) AS i RETURN collect(i) AS m } RETURN size(l) + size(m)

// Answers that take longer to be written than to be made.
//+ formats
WITH reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 13) | s + s) AS l RETURN [i IN range(1, 250) | l]

//+ formats
WITH reduce(s = 'abcdefg"', x IN range(1, 14) | s + s) AS l UNWIND range(1, 20000) AS i RETURN l, i

//+ formats
WITH reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 8) | s + s) AS l UNWIND range(1, 50000) AS i RETURN {a: l, b: [l, l]} AS m

//+ formats
CREATE (a {t: reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 15) | s + s)})-[:R {t: 'short'}]->(a)
MATCH p = (a)-->(a) UNWIND range(1, 5000) AS i RETURN p, a

//+ formats
CREATE (a)-[r:R {t: reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 15) | s + s)}]->(a)
MATCH ()-[r]->() UNWIND range(1, 5000) AS i RETURN r

//+ formats
UNWIND range(1, 100000000) AS i RETURN i, toString(i) AS t

// Many names.
CREATE (a { {{20000|k#: #|, }} })

CREATE (a { {{20000|k#: #|, }} })
MATCH (n) RETURN n, size(keys(n)), properties(n) AS p, n {.*} AS m

CREATE (a)
MATCH (n) SET n = { {{20000|k#: #|, }} } SET n += { {{20000|l#: #|, }} }

CREATE (a)
MATCH (n) SET {{20000|n.k# = #|, }}

CREATE {{20000|({k#: 1})|, }}
MATCH (n) RETURN n

CREATE {{20000|(:L#)|, }}
MATCH (n) RETURN labels(n), n

CREATE {{20000|(:L#)|, }}
CALL db.labels() YIELD label RETURN count(label)

CREATE (a:{{20000|L#|:}})

CREATE (a) CREATE {{20000|(a)-[:T# {k#: 1}]->(a)|, }}
MATCH (a)-[r]->() RETURN r

MATCH (n { {{20000|k#: #|, }} }) RETURN n

MERGE (n { {{20000|k#: #|, }} }) RETURN n

RETURN { {{20000|k#: #|, }} } AS m

// Hubs.
//+ pipe
CREATE (:Hub {name: 'h'})
MATCH (h:Hub) UNWIND range(1, 100000) AS i CREATE (h)-[:R]->(:Leaf)
MATCH (h:Hub)-->() RETURN h

//+ pipe
CREATE (:Hub {name: 'h'})
MATCH (h:Hub) UNWIND range(1, 100000) AS i CREATE (h)-[:R]->(:Leaf)
MATCH p = (h:Hub)-[r]->(l) RETURN h, r, l, p

CREATE (:Hub {name: 'h'})
MATCH (h:Hub) UNWIND range(1, 100000) AS i CREATE (h)-[:R]->(:Leaf)
MATCH (h:Hub)-->(l) MERGE (h)-[s:S]->(l) RETURN count(s)

CREATE (:Hub {name: 'h'})
MATCH (h:Hub) UNWIND range(1, 100000) AS i CREATE (h)-[:R]->(:Leaf)
MATCH (l:Leaf) MERGE (h:Hub)-[s:R]->(l) ON MATCH SET s.seen = true RETURN count(s)

// Texts that are turned into others.
WITH reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 21) | s + s) AS s RETURN size(reverse(s))

// Long statements.
WITH 1 AS a {{60000|WITH a AS a| }} RETURN a

{{20000|UNWIND [1] AS a#| }} RETURN 1 AS one

WITH 1 AS a {{30000|CALL (a) { RETURN 1 AS b# }| }} RETURN a

{{40000|MATCH (n#)|  }} RETURN 1 AS one

RETURN {{200000|1|+}} AS x

RETURN [{{300000|#|,}}] AS l

WITH 1 AS a {{20000|CALL (*) { RETURN 1 AS b# }| }} RETURN a

{{30000|OPTIONAL MATCH (a#)-->()| }} RETURN 1

WITH 1 AS a {{70000|WITH a+1 AS a| }} RETURN a

WITH 1 AS a {{50000|WITH count(*) AS a| }} RETURN a
