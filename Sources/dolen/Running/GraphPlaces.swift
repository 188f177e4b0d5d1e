import GraphEngine
import GraphShell
import WordCatalog

/// The graphs that a command line names, each file opened once, so that states of one file know each other.
struct GraphPlaces {
  private let words: Words
  /// How many of them are the caller's.
  private let given: Int
  private var open: [(file: String, graph: Graph)] = []

  /// - Parameter open: Graphs that are open already, which are the caller's to close.
  init(words: Words, open: [(file: String, graph: Graph)] = []) {
    self.words = words
    self.open = open
    given = open.count
  }

  /// The graph at a place.
  ///
  /// - Parameter access: What is to be done with the file, where it is not open yet.
  /// - Throws: ``ShellFailure`` where there is no such file, `Diagnostic` where it has no such snapshot, `StoreError`.
  mutating func graph(_ text: String, access: Graph.Access = .readOnly) throws -> Graph {
    let place = GraphPlace(text)
    guard let file = place.file ?? open.last?.file else {
      throw ShellFailure(.usage, words.placeNeedsFile(text))
    }
    let graph: Graph
    if let known = open.first(where: { $0.file == file || ShellFiles.isSameFile($0.file, file) }) {
      graph = known.graph
    } else {
      graph = try GraphOpening(file: file, access: access, words: words).graph()
      open.append((file, graph))
    }
    return try place.snapshot.map { try graph.reader(at: $0) } ?? graph
  }

  /// Makes sure that what is to be written is none of the files.
  ///
  /// - Throws: ``ShellFailure`` where it is.
  func refuse(_ output: String) throws {
    for (file, _) in open { try ShellFiles.refuse(output, asGraphAt: file, words: words) }
  }

  mutating func close() throws {
    let all = open.dropFirst(given)
    open = []
    for (_, graph) in all { try graph.close() }
  }
}
