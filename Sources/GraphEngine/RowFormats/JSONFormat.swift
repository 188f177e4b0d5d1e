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
struct JSONRowWriter: RowWriter {
  private let output: any ByteOutput
  private let isArray: Bool
  private var writer = JSONWriter(mode: .plain)
  private var columns: [Text] = []
  private var isFirst = true

  init(output: any ByteOutput, isArray: Bool) {
    self.output = output
    self.isArray = isArray
  }

  mutating func begin(_ columns: [String]) throws {
    self.columns = columns.map { Text($0) }
    if isArray, !columns.isEmpty { writer.write(literal: "[") }
  }

  mutating func write(_ row: [Value]) throws {
    if columns.isEmpty { return }
    if isArray { writer.write(literal: isFirst ? "\n" : ",\n") }
    isFirst = false
    writer.write(literal: "{")
    for (i, (column, value)) in zip(columns, row).enumerated() {
      if i > 0 { writer.write(literal: ",") }
      writer.write(column)
      writer.write(literal: ":")
      try writer.write(value)
    }
    writer.write(literal: isArray ? "}" : "}\n")
    if writer.bytes.count >= 1 << 15 { try flush() }
  }

  mutating func end(_ summary: Summary) throws {
    if isArray, !columns.isEmpty { writer.write(literal: isFirst ? "]\n" : "\n]\n") }
    try flush()
  }

  private mutating func flush() throws {
    if writer.bytes.isEmpty { return }
    try output.write(writer.bytes)
    writer.removeAll()
  }
}
