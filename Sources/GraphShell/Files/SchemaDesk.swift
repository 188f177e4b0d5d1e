import EvidenceKit
import GraphEngine
import PluginKit
import WordCatalog

/// The schema that lies in a graph, for people.
public struct SchemaDesk {
  private let graph: Graph
  private let words: Words

  /// The schema of `graph`.
  ///
  /// - Parameter words: The language of what is said.
  public init(_ graph: Graph, words: Words = .english) {
    self.graph = graph
    self.words = words
  }

  /// Keeps the `schema.json` at `path` in the graph, and says so.
  ///
  /// - Returns: What was done, in one sentence.
  /// - Throws: `FileError` where the file cannot be read, ``ShellFailure`` where it is no schema, what
  ///   the graph throws where it cannot take it.
  public func keep(_ path: String) throws -> String {
    let bytes = try InputFile.bytes(of: path)
    // What it says of properties and ends must be sound too.
    _ = try schema(bytes, of: path)
    let isOther = graph.schemaText.map { $0 != String(decoding: bytes, as: UTF8.self) } ?? false
    try graph.setSchema(json: bytes)
    return isOther ? words.schemaReplaced(path) : words.schemaKept(path)
  }

  private func schema(_ bytes: [UInt8], of path: String) throws -> EvidenceSchema {
    do {
      return try EvidenceSchema(json: bytes, words: words)
    } catch let error as EvidenceSchema.ReadingError {
      throw ShellFailure(.data, "\(path): \(error)")
    }
  }
}
