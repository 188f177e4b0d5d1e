import GraphModel
import Platform
import PluginKit
import WordCatalog

extension CommandDescription {
  static let save = CommandDescription(
    "save", { $0.saveSummary },
    shell: ShellForm(
      [.required("NAME"), .optional("QUESTION")],
      details: { words, _ in words.saveDetails },
      examples: [":save links/who-cites Which studies cite a factor?", ":run who-cites"]))
}

extension ShellCommand {
  /// Keeps the last statement as a saved query.
  static let save = ShellCommand(.save, reachesOut: true) { state, argument in
    var words = ArgumentReader(argument)
    let (name, isForced) = try words.target()
    guard let text = state.lastStatement else {
      throw ShellFailure(.query, state.words.noLastStatement)
    }
    let used = try state.graph.prepare(text).parameterNames
    var lines: [String] = []
    let question = words.rest
    if !question.isEmpty { lines.append("// question: \(question)") }
    for parameter in used.sorted() {
      let value = (state.parameters[parameter] ?? .null).cypherText
      lines.append("// param: $\(parameter) = \(value)")
    }
    lines.append(text.trimmingBlanks() + ";")
    let path = try state.library.newPath(of: name, words: state.words)
    let file = try AtomicFile(path, replacing: isForced)
    try file.write(lines.joined(separator: "\n") + "\n")
    try file.commit()
    state.library = state.library.isFolderKnown ? state.library : .standard()
    return [.notice(path)]
  }
}

extension QueryLibrary {
  /// Whether there is a folder of saved queries.
  var isFolderKnown: Bool { folder != nil }

  /// Where a new query of that name is written; its folder is made where it is missing.
  ///
  /// - Throws: ``ShellFailure`` where the name is none; `FileError` where a folder cannot be made.
  func newPath(of name: String, words: Words) throws -> String {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy(QueryLibrary.isName) else {
      throw ShellFailure(.query, words.noQueryName(name))
    }
    let base = folder ?? "Queries"
    try QueryLibrary.make(base)
    if parts.count == 2 { try QueryLibrary.make("\(base)/\(parts[0])") }
    return "\(base)/\(name).cypher"
  }

  private static func isName(_ part: Substring) -> Bool {
    !part.isEmpty
      && part.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_"
      }
  }

  private static func make(_ folder: String) throws(FileError) {
    if ShellFiles.isFolder(folder) || mkdir(folder, 0o777) == 0 { return }
    throw FileError("create", folder, String(cString: strerror(errno)), code: errno)
  }
}
