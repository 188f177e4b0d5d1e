import GraphStore

extension Graph {
  /// What is appended to the name of a graph's file for the files that may lie beside it while it is open.
  package static var sideSuffixes: [String] { GraphStore.sideSuffixes }

  /// Removes the file at `path`, which was made for nothing and which nobody has open, with what may lie
  /// beside it.
  package static func removeFiles(at path: String) { GraphStore.removeFiles(at: path) }
}
