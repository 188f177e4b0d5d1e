import PluginKit

/// How the files of a format begin, as data.
///
///     {"begins": "%edges"}                    after blanks and empty lines
///     {"offset": 0, "text": "PK"}             at exactly that byte
///     {"contains": "https://openalex.org/"}   anywhere in the first 4,096 bytes
///
/// What stands in one rule must hold all together; of several rules, one has to hold.
public struct SniffRule: Hashable, Sendable {
  /// How the text begins.
  public var begins: String?
  /// What stands somewhere.
  public var contains: String?
  /// What stands at an offset.
  public var text: String?
  /// Where ``text`` stands.
  public var offset = 0

  /// Whether a file that begins so is of the format.
  func fits(_ head: FileHead) -> Bool {
    if let begins, !head.begins(with: begins) { return false }
    if let contains, !head.contains(contains) { return false }
    if let text, !head.bytes.dropFirst(offset).starts(with: text.utf8) { return false }
    return true
  }
}
