import Platform

/// Two folders for one run of a plugin: a copy of its own files, in which it runs, and one for what it
/// makes on its way.
struct PluginStage {
  private let root: String
  var folder: String { "\(root)/plugin" }
  var temporary: String { "\(root)/tmp" }

  init(_ environment: PluginEnvironment) throws(FileError) {
    let base = environment.variables["TMPDIR"] ?? "/tmp"
    guard let path = strdup("\(base)/dolen-plugin-XXXXXX") else {
      throw FileSystem.failure("create the folder", base, ENOMEM)
    }
    defer { free(path) }
    guard mkdtemp(path) != nil else { throw FileSystem.failure("create a folder in", base, errno) }
    root = String(cString: path)
    try FileSystem.makeFolder(folder)
    try FileSystem.makeFolder(temporary)
  }

  func remove() { FileSystem.remove(root) }
}
