import GraphEngine
import GraphModel
import Platform
import PluginKit
import WordCatalog

/// The few calls on files that the shell needs.
package enum ShellFiles {
  /// Whether there is a folder at `path`.
  package static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether there is anything at `path`.
  package static func exists(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0
  }

  /// Whether both paths lead to one file. Neither is opened.
  package static func isSameFile(_ left: String, _ right: String) -> Bool {
    var a = stat()
    var b = stat()
    guard stat(left, &a) == 0, stat(right, &b) == 0 else { return false }
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino
  }

  /// Makes sure that `path` is not the file of the open graph.
  ///
  /// Closing any descriptor of that file would drop the locks that keep it whole, and writing to it
  /// would destroy it.
  ///
  /// - Throws: ``ShellFailure`` where it is.
  static func refuse(
    _ path: String, asFileOf graph: Graph, words: Words
  ) throws(ShellFailure) {
    if let own = graph.path { try refuse(path, asGraphAt: own, words: words) }
  }

  /// Makes sure that `path` is not the graph's file at `own`, nor one that belongs to it.
  ///
  /// - Throws: ``ShellFailure`` where it is.
  package static func refuse(
    _ path: String, asGraphAt own: String, words: Words
  ) throws(ShellFailure) {
    for suffix in [""] + Graph.sideSuffixes where isSameFile(path, own + suffix) {
      throw ShellFailure(.store, words.isGraphFile(path))
    }
  }

  /// The names in the folder at `path`, sorted; none where it cannot be read.
  package static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The file beside a missing one whose name is nearest; nil where none is near.
  package static func nearestFile(to path: String) -> String? {
    let folder = folder(of: path)
    let name = folder.isEmpty ? path : String(path.dropFirst(folder == "/" ? 1 : folder.count + 1))
    let names = names(in: folder.isEmpty ? "." : folder).filter { other in
      !other.hasPrefix(".") && !Graph.sideSuffixes.contains { other.hasSuffix($0) }
    }
    guard let found = nearest(to: name, in: names) else { return nil }
    return folder.isEmpty ? found : folder == "/" ? "/\(found)" : "\(folder)/\(found)"
  }

  /// The working directory.
  static var workingFolder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// The value of an environment variable that is set and not empty.
  package static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// The folder of `path`; empty where it has none.
  package static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
