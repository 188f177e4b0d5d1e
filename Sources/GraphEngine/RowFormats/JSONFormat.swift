import GraphModel

/// One JSON array with an object for each row, its keys in the order of the columns.
public struct JSONFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "json" }
  /// What it is good for.
  public var summary: String { "One array of objects, for programs that read a whole answer" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    JSONRowWriter(output: output, isArray: true)
  }
}

extension RowFormat where Self == JSONFormat {
  /// One JSON array of objects.
  public static var json: JSONFormat { JSONFormat() }
}

/// Writes rows as JSON objects: the elements of one array, or one a line.
///
/// An answer that was stopped is left open, so that no program takes it for whole: the array without its
/// end, the row without what is missing.
struct JSONRowWriter: RowWriter {
  private let out: AnswerText
  private let isArray: Bool
  private var json = JSONWriter(mode: .plain)
  private var columns: [Text] = []
  private var isFirst = true

  init(output: any ByteOutput, isArray: Bool) {
    out = AnswerText(output)
    self.isArray = isArray
  }

  mutating func begin(_ columns: [String]) throws {
    self.columns = columns.map { Text($0) }
    if isArray, !columns.isEmpty { try out.endRow("[") }
  }

  mutating func write(_ row: [Value]) throws {
    if columns.isEmpty { return }
    // A row ends with its own end: what comes between two belongs to the second.
    json.write(literal: !isArray ? "{" : isFirst ? "\n{" : ",\n{")
    isFirst = false
    for (i, (column, value)) in zip(columns, row).enumerated() {
      if i > 0 { json.write(literal: ",") }
      json.write(column)
      json.write(literal: ":")
      try out.append(json: value, &json)
    }
    try out.endRow(&json, isArray ? "}" : "}\n")
  }

  mutating func end(_ summary: Summary) throws {
    if isArray, !columns.isEmpty { try out.append(isFirst ? "]\n" : "\n]\n") }
    try out.flush()
  }

  mutating func stop() throws {
    guard try out.stop() else { return }
    if isArray || out.isWithinRow { try out.append("\n") }
    try out.flush()
  }
}
