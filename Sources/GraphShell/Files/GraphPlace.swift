import GraphEngine
import GraphModel

/// A file, or a snapshot in one, as a command line names it: `review.dolen`, `review.dolen@may`.
///
/// `@may` is a snapshot of the file that was named before. A file whose own name has an `@` is that file.
package struct GraphPlace: Hashable, Sendable {
  /// The file; nil for the one that was named before.
  package let file: String?
  /// The snapshot; nil for the graph of today.
  package let snapshot: String?

  /// The place that a text names.
  package init(_ text: String) {
    guard !ShellFiles.exists(text), let at = text.lastIndex(of: "@") else {
      (file, snapshot) = (text, nil)
      return
    }
    let path = String(text[..<at])
    let name = String(text[text.index(after: at)...])
    file = path.isEmpty ? nil : path
    snapshot = name.isEmpty ? nil : name
  }

  /// The place as it is written.
  package var text: String { (file ?? "") + (snapshot.map { "@\($0)" } ?? "") }
}
