import PluginKit

/// A query that is kept in a file, with the question that it answers.
///
/// The file begins with comments of the form `// question: …` and, once for each parameter,
/// `// param: $name = expression`, where the expression is the value that holds unless another is
/// given.
public struct SavedQuery: Sendable, Hashable {
  /// The name: that of the file without its ending.
  public var name: String
  /// The topic: the folder it stands in; empty where it stands in the library's own.
  public var topic: String
  /// The question that it answers.
  public var question: String
  /// Parameters with the expressions that hold unless others are given.
  public var parameters: [Parameter]
  /// The text, header and all.
  public var text: String
  /// The file.
  public var path: String

  /// A parameter of a saved query.
  public struct Parameter: Sendable, Hashable {
    /// The name without the dollar.
    public var name: String
    /// The value, as an expression.
    public var expression: String
  }

  /// The query in `text`, which was read from `path`.
  init(name: String, topic: String, text: String, path: String) {
    self.name = name
    self.topic = topic
    self.path = path
    question = ""
    parameters = []
    self.text = text.trimmingBlanks()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("//") else { break }
      let content = String(line.dropFirst(2)).trimmingBlanks()
      if let question = content.after("question:") { self.question = question }
      guard let parameter = content.after("param:"), parameter.hasPrefix("$"),
        let equals = parameter.firstIndex(of: "=")
      else { continue }
      parameters.append(
        Parameter(
          name: String(parameter[..<equals].dropFirst()).trimmingBlanks(),
          expression: String(parameter[parameter.index(after: equals)...]).trimmingBlanks()))
    }
    // One statement; the semicolon at its end is no part of it.
    if self.text.utf8.last == UInt8(ascii: ";") { self.text = String(self.text.dropLast()) }
  }
}

extension SavedQuery {
  /// The query in the file at `path`.
  ///
  /// - Throws: `FileError` where it cannot be read.
  package init(file path: String) throws(FileError) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    self.init(
      name: file.hasSuffix(".cypher") ? String(file.dropLast(7)) : file, topic: "",
      text: try InputFile.text(of: path), path: path)
  }
}

extension String {
  /// What follows `prefix`, without blanks at the ends; nil where it does not begin so.
  fileprivate func after(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)).trimmingBlanks() : nil
  }
}
