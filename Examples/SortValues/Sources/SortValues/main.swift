// Values without an engine: JSON is read, put into Cypher's order, and shown in Cypher's notation.
import GraphModel

let line = #"[2.5, "ŵ", null, true, 10, "a", [1], {"b": 1, "a": 2}]"#
guard case .list(let values) = try JSONReader().value(of: Text(line)) else {
  preconditionFailure("the line is a list")
}
for value in values.sorted(by: { Value.order($0, $1) < 0 }) {
  print("\(value.typeName): \(value.cypherText)")
}
