import EvidenceKit
import GraphEngine
import PluginKit
import WordCatalog

/// Holds a graph against what its file and a schema promise.
public struct GraphCheck {
  private let graph: Graph
  private let words: Words

  /// A check of `graph`.
  ///
  /// - Parameter words: The language of what is found.
  public init(_ graph: Graph, words: Words = .english) {
    self.graph = graph
    self.words = words
  }

  /// What is damaged in the file or the indexes, one sentence each; nothing where all is sound.
  ///
  /// - Parameter compareIndex: Whether the index is compared with one that is built from the rows.
  /// - Throws: `StoreError` where the check itself cannot be done.
  public func damage(ofIndex compareIndex: Bool = false) throws -> [String] {
    try graph.check() + (compareIndex ? try graph.checkIndex() : [])
  }

  /// Where the graph is not as a schema says, one sentence each, at most 1,000.
  ///
  /// - Parameter name: `evidence` for the schema that is built in, otherwise the path of a
  ///   `schema.json`.
  /// - Throws: `FileError` where the file cannot be read, ``ShellFailure`` where it is no schema.
  /// - Complexity: O(*n*) in the properties of the graph.
  public func violations(ofSchema name: String) throws -> [String] {
    try schema(name).problems(in: graph, words: words).map(\.description)
  }

  private func schema(_ name: String) throws -> EvidenceSchema {
    if name == "evidence" { return .standard }
    do {
      return try EvidenceSchema(json: try InputFile.bytes(of: name), words: words)
    } catch let error as EvidenceSchema.ReadingError {
      throw ShellFailure(.data, "\(name): \(error)")
    }
  }
}
