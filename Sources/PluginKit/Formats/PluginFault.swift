import GraphEngine
import GraphModel

/// What a program that reads or writes a format for us did wrong, with all that helps to find out why.
///
///     The plugin 'ris 1.2' wrote a line that is no JSON (line 7 of its output): 'Traceback (most …'
///     what it said last:
///       ValueError: invalid literal for int() with base 10: 'n.d.'
///     hint: Run it again with --plugin-trace FILE, which keeps all that passes between it and Dolen
///
/// A mistake in the data is an ``ImportError``, which such a program reports itself; this is one in the
/// program. Nothing of what it sent is kept.
public struct PluginFault: Error, Hashable, Sendable {
  /// The plugin's name and version.
  public var plugin: String
  /// What it did, as the rest of a sentence that begins with the plugin.
  public var deed: String
  /// The number of the line of its output, from 1, where it is about one.
  public var line: Int?
  /// That line, escaped and cut.
  public var text: String?
  /// The last lines of its standard error, escaped and cut.
  public var lastErrors: [String]
  /// What to do.
  public var hint: String?

  /// A fault of the given parts.
  public init(
    plugin: String, deed: String, line: Int? = nil, text: String? = nil,
    lastErrors: [String] = [], hint: String? = nil
  ) {
    self.plugin = plugin
    self.deed = deed
    self.line = line
    self.text = text
    self.lastErrors = lastErrors
    self.hint = hint
  }
}

extension PluginFault: CustomStringConvertible {
  /// The sentence, what the plugin said last, and the hint.
  public var description: String {
    // The line and the last words are escaped already, as bytes that need not be text.
    var lines = [DisplayText.escaped("The plugin '\(plugin)' \(deed)")]
    if let line { lines[0] += " (line \(line) of its output)" }
    if let text { lines[0] += ": '\(text)'" }
    if !lastErrors.isEmpty {
      lines.append("what it said last:")
      lines += lastErrors.map { "  \($0)" }
    }
    if let hint { lines.append("hint: \(DisplayText.escaped(hint))") }
    return lines.joined(separator: "\n")
  }
}
