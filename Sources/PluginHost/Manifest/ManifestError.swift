import GraphEngine
import PluginKit

/// What is wrong with a plugin's `plugin.json`: which member, where it stands, what to write instead.
///
///     plugins/ris/plugin.json:5:14: 'protocol' lists no version that this Dolen speaks, which is 1
///     hint: Write "protocol": [1]
public struct ManifestError: Error, Hashable, Sendable {
  /// What is wrong, in one sentence that names the member.
  public var message: String
  /// Where in the file.
  public var place: SourcePlace
  /// What to write.
  public var hint: String?

  /// The error `message` at a place.
  public init(_ message: String, at place: SourcePlace, hint: String? = nil) {
    self.message = message
    self.place = place
    self.hint = hint
  }
}

extension ManifestError: CustomStringConvertible {
  /// `file:line:column: message`, and the hint on a line of its own, both escaped.
  public var description: String {
    DisplayText.escaped("\(place): \(message)")
      + (hint.map { "\nhint: \(DisplayText.escaped($0))" } ?? "")
  }
}
