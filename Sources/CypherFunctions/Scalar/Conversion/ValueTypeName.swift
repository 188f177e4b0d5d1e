import GraphModel

extension ScalarFunction {
  static let valueType = ScalarFunction(
    "valueType", [.init("value", .any)], returns: .string,
    summary: "The name of the value's most precise type.",
    examples: [
      .init([1], "INTEGER NOT NULL"), .init([nil], "NULL"), .init([[]], "LIST<NOTHING> NOT NULL"),
      .init([[1, 2]], "LIST<INTEGER NOT NULL> NOT NULL"),
      .init([["a", 1, nil]], "LIST<STRING | INTEGER> NOT NULL"),
      .init([["a", 1]], "LIST<STRING NOT NULL | INTEGER NOT NULL> NOT NULL"),
      .init([[nil]], "LIST<NULL> NOT NULL"), .init([["k": 1]], "MAP NOT NULL"),
    ],
    nullInNullOut: false,
    .unary { (value) throws(Diagnostic) in .string(name(of: value)) })

  private static func name(of value: Value) -> String {
    value.isNull ? "NULL" : typeName(of: value) + " NOT NULL"
  }

  /// The name without a word about null; of a list, with the types of its elements in their order.
  private static func typeName(of value: Value) -> String {
    guard case .list(let list) = value else { return ValueType(of: value).description }
    if list.isEmpty { return "LIST<NOTHING>" }
    var types: [(rank: Int, name: String)] = []
    var nullable = false
    for element in list {
      if element.isNull {
        nullable = true
        continue
      }
      let name = typeName(of: element)
      if !types.contains(where: { $0.name == name }) {
        let rank = order.firstIndex(of: ValueType(of: element)) ?? order.count
        types.append((rank, name))
      }
    }
    if types.isEmpty { return "LIST<NULL>" }
    let names = types.sorted { ($0.rank, $0.name) < ($1.rank, $1.name) }
      .map { nullable ? $0.name : $0.name + " NOT NULL" }
    return "LIST<\(names.joined(separator: " | "))>"
  }

  private static let order: [ValueType] = [
    .boolean, .string, .integer, .float, .date, .localTime, .time, .localDateTime, .dateTime,
    .duration, .point, .node, .relationship, .map, .list, .path,
  ]
}
