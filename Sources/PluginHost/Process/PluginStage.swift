import Platform

/// Two folders for one run of a plugin: a copy of its own files, in which it runs, and one for what it
/// makes on its way.
///
/// They are locked while the plugin runs. What a process that was killed has left, the next one removes.
struct PluginStage {
  private let root: String
  private let lock: Int32
  private let leftover: Leftovers.Entry
  var folder: String { "\(root)/plugin" }
  var temporary: String { "\(root)/tmp" }

  private static let prefix = "dolen-plugin-"

  init(_ environment: PluginEnvironment) throws(FileError) {
    let base = environment.variables["TMPDIR"] ?? "/tmp"
    Self.clear(base)
    // Under a name that nobody looks for until it is locked.
    guard let path = strdup("\(base)/.dolen-stage-XXXXXX") else {
      throw FileSystem.failure("create the folder", base, ENOMEM)
    }
    defer { free(path) }
    guard mkdtemp(path) != nil else { throw FileSystem.failure("create a folder in", base, errno) }
    let made = String(cString: path)
    let root = "\(base)/\(Self.prefix)\(made.suffix(6))"
    leftover = Leftovers.add {
      FileSystem.remove(made)
      FileSystem.remove(root)
    }
    do {
      lock = try FileSystem.open(made, O_RDONLY | O_NOFOLLOW)
    } catch {
      FileSystem.remove(made)
      Leftovers.drop(leftover)
      throw error
    }
    _ = flock(lock, LOCK_EX | LOCK_NB)
    do {
      try FileSystem.rename(made, to: root)
      self.root = root
      try FileSystem.makeFolder("\(root)/plugin")
      try FileSystem.makeFolder("\(root)/tmp")
    } catch {
      FileSystem.remove(made)
      FileSystem.remove(root)
      close(lock)
      Leftovers.drop(leftover)
      throw error
    }
  }

  func remove() {
    FileSystem.remove(root)
    close(lock)
    Leftovers.drop(leftover)
  }

  /// Removes what killed processes of this user have left in `base`.
  private static func clear(_ base: String) {
    for name in (try? FileSystem.names(in: base)) ?? [] where name.hasPrefix(prefix) {
      let path = "\(base)/\(name)"
      var info = stat()
      guard lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR, info.st_uid == geteuid(),
        let lock = try? FileSystem.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
      else { continue }
      defer { close(lock) }
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { FileSystem.remove(path) }
    }
  }
}
