// A graph of evidence: its citations as the review prints them, each with its study and its place.
import EvidenceKit
import GraphEngine
import GraphModel

let graph = Graph()
_ = try graph.run(
  """
  CREATE (f:Factor {id: 'F4', name_en: 'Deliberately building trust'}),
    (s:Study {id: 'harden-2015', title: 'A study'}),
    (s)-[:SUPPORTS {id: 'c001', printed: 'Harden et al., 2015', lines: '12-14', page: 4,
      mode: 'quote', claim_en: 'trust takes time'}]->(f)
  """)

let rows = try graph.run("MATCH (s:Study)-[c]->(f:Factor) RETURN s.id AS study, c")
while let row = try rows.next() {
  let relationship = try row["c", as: Relationship.self]
  guard let contents = relationship.contents, let citation = Citation(contents) else { continue }
  print("\(try row["study", as: String.self]): \(citation)")
}
