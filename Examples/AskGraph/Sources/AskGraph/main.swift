// A graph in memory: made, asked for rows and for columns, and followed from node to node.
import GraphEngine
import GraphModel

let graph = Graph()
_ = try graph.run(
  """
  CREATE (f:Factor {id: 'F4', name: 'Deliberately building trust'}),
    (:Study {id: 'harden-2015', year: 2015})-[:SUPPORTS {page: 12}]->(f),
    (:Study {id: 'alderwick-2021', year: 2021})-[:SUPPORTS {page: 3}]->(f)
  """)

let rows = try graph.run(
  """
  MATCH (s:Study)-[c:SUPPORTS]->(f:Factor {id: $factor})
  RETURN s.id AS study, c.page AS page ORDER BY page
  """, parameters: ["factor": "F4"])
while let row = try rows.next() {
  print("\(try row["study", as: String.self]), page \(try row["page", as: Int.self])")
}

// Many rows are better taken as columns, which are lent and not copied.
let years = try graph.run("MATCH (s:Study) RETURN s.year AS year")
var latest = 0
while let batch = try years.nextBatch() {
  if case .integers(let column, nulls: _)? = batch["year"] {
    latest = max(latest, column.max() ?? 0)
  }
}
print("latest: \(latest)")

// Who has a node follows its relationships without a query.
if let factor = try graph.run("MATCH (f:Factor) RETURN f").next()?["f", as: Node.self] {
  for neighbor in try graph.neighbors(of: factor.id, .incoming, types: ["SUPPORTS"]) {
    print(Value.node(neighbor.node).cypherText)
  }
}
try graph.close()
