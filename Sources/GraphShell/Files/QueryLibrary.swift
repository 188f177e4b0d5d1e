import GraphModel
import PluginKit
import WordCatalog

/// The saved queries: files that end in `.cypher`, in a folder and its subfolders, one a topic.
public struct QueryLibrary: Sendable {
  /// The folder; nil where there is none.
  public let folder: String?
  /// Whether nobody named the folder: it was found where the user stands, and is said.
  public let isFound: Bool

  /// The library in `folder`.
  public init(folder: String?) {
    self.folder = folder
    isFound = false
  }

  private init(found folder: String) {
    self.folder = folder
    isFound = true
  }

  /// The library that is meant where nothing else is said: `$DOLEN_QUERIES`, or a folder `Queries`
  /// in the working directory or above it.
  public static func standard() -> QueryLibrary {
    if let path = ShellFiles.environment("DOLEN_QUERIES") { return QueryLibrary(folder: path) }
    var folder = ShellFiles.workingFolder
    var candidate = "Queries"
    while true {
      if ShellFiles.isFolder(candidate) { return QueryLibrary(found: candidate) }
      candidate = "../\(candidate)"
      if folder == "/" || folder.isEmpty || !folder.hasPrefix("/") { break }
      folder = ShellFiles.folder(of: folder)
    }
    return QueryLibrary(folder: nil)
  }

  /// Names and topics of all queries, sorted; nothing is read.
  public var entries: [(name: String, topic: String, path: String)] {
    guard let folder else { return [] }
    var entries: [(name: String, topic: String, path: String)] = []
    for name in ShellFiles.names(in: folder) where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      if let query = QueryLibrary.queryName(name) {
        entries.append((query, "", path))
      } else if ShellFiles.isFolder(path) {
        for inner in ShellFiles.names(in: path) {
          guard let query = QueryLibrary.queryName(inner) else { continue }
          entries.append((query, name, "\(path)/\(inner)"))
        }
      }
    }
    return entries
  }

  /// All queries.
  ///
  /// - Throws: `FileError` where one cannot be read.
  public func all() throws(FileError) -> [SavedQuery] {
    var queries: [SavedQuery] = []
    for entry in entries { queries.append(try read(entry)) }
    return queries
  }

  /// The query called `name`, also as `topic/name`.
  ///
  /// - Throws: ``ShellFailure`` where there is none, or several of that name; `FileError` where it
  ///   cannot be read.
  public func query(_ name: String, words: Words = .english) throws -> SavedQuery {
    guard folder != nil else { throw ShellFailure(.query, words.noQueryLibrary) }
    let entries = entries
    var found = entries.filter { "\($0.topic)/\($0.name)" == name || $0.name == name }
    // One that stands in the library's own folder has no other name.
    if let own = found.first(where: { $0.topic.isEmpty }) { found = [own] }
    if found.count == 1 { return try read(found[0]) }
    if found.count > 1 {
      throw ShellFailure(
        .query, words.ambiguousQuery(name, found.map { "\($0.topic)/\($0.name)" }))
    }
    throw ShellFailure(
      .query, words.noSavedQuery(name, nearest: nearest(to: name, in: entries.map(\.name))))
  }

  private func read(
    _ entry: (name: String, topic: String, path: String)
  ) throws(FileError) -> SavedQuery {
    SavedQuery(
      name: entry.name, topic: entry.topic, text: try InputFile.text(of: entry.path),
      path: entry.path)
  }

  private static func queryName(_ file: String) -> String? {
    file.hasSuffix(".cypher") && file.utf8.count > 7 ? String(file.dropLast(7)) : nil
  }
}
