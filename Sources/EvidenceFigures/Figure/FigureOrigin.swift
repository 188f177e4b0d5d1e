import GraphEngine
import GraphModel
import PluginKit
import WordCatalog

/// Where the numbers of a figure come from: the queries, their parameters, the graph, the time.
///
/// It goes into every figure, so that who finds a picture years later can tell what was asked of what.
public struct FigureOrigin: Sendable {
  /// The queries, each with what it is for.
  public var queries: [(name: String, text: String)]
  /// The parameters of the queries.
  public var parameters: MapValue
  /// The digest of the graph, as ``GraphDigest`` makes it.
  public var digest: String
  /// When it was asked, as ISO 8601 has it.
  public var date: String

  /// The origin of an answer that `graph` gives now.
  ///
  /// - Parameter epoch: The time to be told instead of now, in seconds since 1970, as
  ///   `SOURCE_DATE_EPOCH` gives it for files that are to be the same in every run.
  /// - Throws: `Diagnostic` where the graph cannot be read.
  /// - Complexity: O(*n*) in the size of the graph, all of which the digest is of.
  public init(
    _ queries: [(name: String, text: String)], of graph: GraphSession,
    parameters: [String: Value] = [:], epoch: Int? = nil
  ) throws {
    self.queries = queries
    self.parameters = MapValue(
      parameters.sorted { $0.key < $1.key }.map { (Text($0.key), $0.value) })
    digest = try GraphDigest.text(of: graph)
    let time = try graph.evaluate(
      "toString(datetime.truncate('second', CASE WHEN $epoch IS NULL THEN datetime() "
        + "ELSE datetime({epochSeconds: $epoch}) END))",
      parameters: ["epoch": epoch.map(Value.integer) ?? .null])
    date = time.scalarText ?? ""
  }

  /// The line that stands below a figure.
  public func line(in words: Words) -> String {
    words.figureOrigin(
      digest: String(digest.prefix(16)), date: date, version: EngineVersion.current)
  }

  /// Everything, as text for programs: one query a line, then parameters, digest and date.
  public var metadata: String {
    var lines = queries.map {
      "\($0.name): \($0.text.split(separator: "\n").joined(separator: " "))"
    }
    if !parameters.isEmpty { lines.append("parameters: \(Value.map(parameters).cypherText)") }
    lines += ["sha256: \(digest)", "date: \(date)", "dolen: \(EngineVersion.current)"]
    return lines.joined(separator: "\n")
  }
}

/// A number by which a graph is known again: of all its nodes and relationships, and of nothing else.
public enum GraphDigest {
  /// The SHA-256 of a line of JSON for each node, then for each relationship, in the order of their
  /// numbers, labels and properties by name.
  ///
  /// Two copies of a file have one digest, whatever indexes they have; a graph that was exported and
  /// imported again has another where its elements have got other numbers.
  ///
  /// - Throws: `Diagnostic` where the graph cannot be read; `JSONError` where a value is nested too deep.
  /// - Complexity: O(*n*) in the size of the graph.
  public static func text(of graph: GraphSession) throws -> String {
    var sum = SHA256()
    func add(_ fields: [(Text, Value)]) throws {
      var writer = JSONWriter()
      try writer.write(MapValue(fields))
      (writer.text + "\n").utf8CString.withUnsafeBytes {
        sum.update(UnsafeRawBufferPointer(rebasing: $0.dropLast()))
      }
    }
    func sorted(_ map: MapValue) -> Value {
      .map(MapValue(map.sorted.map { ($0.key, $0.value) }))
    }
    try graph.forEachNode { node in
      let contents = node.contents
      try add([
        ("n", .integer(node.id)),
        ("l", .list((contents?.labels ?? []).sorted().map(Value.text))),
        ("p", sorted(contents?.properties ?? MapValue())),
      ])
    }
    try graph.forEachRelationship { relationship in
      guard let contents = relationship.contents else { return }
      try add([
        ("r", .integer(relationship.id)), ("t", .text(contents.type)),
        ("a", .integer(contents.start)), ("b", .integer(contents.end)),
        ("p", sorted(contents.properties)),
      ])
    }
    return sum.finalized()
  }
}
