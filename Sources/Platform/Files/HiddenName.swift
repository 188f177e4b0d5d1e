/// The hidden names under which files and folders are made beside the place that they are meant for.
///
/// Who makes one keeps it locked. A name that nobody locks is what a killed process left, and the
/// next one that makes something for the same place removes it.
package enum HiddenName {
  private static let digits = 16

  /// A name that nobody has.
  package static func new(for target: String, suffix: String = "tmp") -> String {
    let (folder, name) = FileSystem.split(target)
    let number = String(UInt64.random(in: .min ... .max), radix: 16)
    let mark = String(repeating: "0", count: digits - number.utf8.count) + number
    return "\(folder)/.\(name).\(mark).\(suffix)"
  }

  /// Removes what killed processes left beside `target`, with the files whose names have the suffixes.
  /// What cannot be removed stays.
  package static func clear(besides target: String, sideSuffixes: [String] = []) {
    for path in left(besides: target, suffix: "tmp") {
      let flags = O_RDONLY | O_NONBLOCK | O_NOFOLLOW
      guard let descriptor = try? FileSystem.open(path, flags) else { continue }
      defer { close(descriptor) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
      for suffix in [""] + sideSuffixes { FileSystem.remove(path + suffix) }
    }
  }

  /// The hidden names of `target` that end in `suffix`.
  package static func left(besides target: String, suffix: String) -> [String] {
    let (folder, name) = FileSystem.split(target)
    let names = (try? FileSystem.names(in: folder)) ?? []
    return names.filter { isName($0, of: name, suffix: suffix) }.map { "\(folder)/\($0)" }
  }

  private static func isName(_ file: String, of name: String, suffix: String) -> Bool {
    let (head, tail) = (".\(name).", ".\(suffix)")
    guard file.hasPrefix(head), file.hasSuffix(tail),
      file.utf8.count == head.utf8.count + digits + tail.utf8.count
    else { return false }
    return file.utf8.dropFirst(head.utf8.count).prefix(digits).allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
  }
}
