/// A file under construction, beside the place that it is meant for.
///
/// Nobody sees it under its name before it is whole and on the disk: it has a hidden name in the same
/// folder, and is locked for as long as it is being made. Unless it was installed, it is removed with
/// the last reference; what a killed process left, the next one that makes a file for the same place
/// removes.
///
///     let file = try NewFile(for: "factors.json")
///     …                                   // write to file.descriptor
///     try file.install(replacing: false)
package final class NewFile {
  /// Where the file goes in the end.
  package let target: String
  /// Where it is meanwhile.
  package let path: String
  /// The open file, to be written through; it is closed with the last reference.
  package let descriptor: Int32
  private let sideSuffixes: [String]
  private let leftover: Leftovers.Entry
  private var isInstalled = false

  /// Makes an empty file for `target`, in a folder that exists.
  ///
  /// - Parameter sideSuffixes: What another library appends to the name of the file for files of its
  ///   own, which are removed with it.
  /// - Throws: ``FileError`` where it cannot be made.
  package init(
    for target: String, mode: mode_t = 0o666, sideSuffixes: [String] = []
  ) throws(FileError) {
    HiddenName.clear(besides: target, sideSuffixes: sideSuffixes)
    self.target = target
    self.sideSuffixes = sideSuffixes
    let path = HiddenName.new(for: target)
    self.path = path
    leftover = Leftovers.add { for suffix in [""] + sideSuffixes { unlink(path + suffix) } }
    do {
      descriptor = try FileSystem.open(
        path, O_WRONLY | O_CREAT | O_EXCL, mode: mode, doing: "create")
    } catch {
      Leftovers.drop(leftover)
      throw error
    }
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
  }

  deinit {
    close(descriptor)
    defer { Leftovers.drop(leftover) }
    guard !isInstalled else { return }
    for suffix in [""] + sideSuffixes { unlink(path + suffix) }
  }

  /// Gives the file, which is whole and on the disk, its name.
  ///
  /// - Parameter replacing: Whether a file of that name gives way; otherwise it is left alone.
  /// - Throws: ``FileError``, with the code `EEXIST` where the name is taken.
  package func install(replacing: Bool) throws(FileError) {
    if replacing {
      try FileSystem.rename(path, to: target)
    } else {
      try FileSystem.installNew(path, at: target)
    }
    isInstalled = true
  }
}
