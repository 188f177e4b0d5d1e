import Foundation
import GraphModel
import GraphTestKit

/// The diagnostics of the sources: every call that makes one, with its type, phase and detail.
///
/// Diagnostics are made in many places by calls with literal arguments; this reads the calls. A call
/// that it cannot read is an error, so that the page of errors is never short of one.
struct ErrorCatalog {
  /// A message with its code.
  struct Entry: Hashable {
    var detail: String
    var type: String
    var phase: String
    var message: String
    var file: String
  }

  /// All of them.
  let entries: [Entry]

  /// The details in alphabetical order.
  var details: [String] { Set(entries.map(\.detail)).sorted() }

  /// Reads the sources of the libraries.
  init() throws {
    let folders = ["Sources", "Plugins"].map { TestFolder.root.appending(path: $0) }
    let files = folders.flatMap { TestFolder.files(below: $0, suffix: ".swift") }
    entries = try files.flatMap { file in
      try ErrorCatalog.entries(
        in: try String(contentsOf: file, encoding: .utf8), file: TestFolder.name(of: file))
    }
  }

  private static func entries(in source: String, file: String) throws -> [Entry] {
    let code = source.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces).hasPrefix("//") ? "" : String($0) }
      .joined(separator: "\n")
    var entries: [Entry] = []
    // The general form: Diagnostic(.syntaxError, .compile, "UndefinedVariable", "Variable …".
    for match in code.matches(of: /\bDiagnostic\(\s*\.(\w+),\s*\.(\w+),\s*/) {
      let rest = code[match.range.upperBound...]
      // A family of warnings whose details end in the words of a switch.
      if let family = rest.prefixMatch(of: /"(\w+)\\\([\w.]*detail\)",\s*/) {
        let words = code.components(separatedBy: "var detail: String").dropFirst().first ?? ""
        for word in words.prefix(400).matches(of: /case \.\w+: "(\w+)"/) {
          entries.append(
            Entry(
              detail: "\(family.1)\(word.1)", type: "Warning", phase: String(match.2),
              message: message(rest[family.range.upperBound...]), file: file))
        }
        continue
      }
      // The body of a short form, whose calls are read below.
      if rest.hasPrefix("detail,") { continue }
      guard let type = Diagnostic.Kind.allCases.first(where: { "\($0)" == match.1 }),
        let detail = rest.prefixMatch(of: /"(\w+)",\s*/)
      else {
        throw CaseFailure("\(file): cannot read Diagnostic(\(rest.prefix(60))")
      }
      entries.append(
        Entry(
          detail: String(detail.1), type: type.rawValue, phase: String(match.2),
          message: message(rest[detail.range.upperBound...]), file: file))
    }
    // The short forms of a stage: syntax("UndefinedVariable", "Variable …"), a SyntaxError, and
    // unexpectedSyntax("…").
    for match in code.matches(of: /\b(?:syntax\(\s*"(\w+)",\s*|unexpectedSyntax\(\s*(?!\s*_ ))/) {
      entries.append(
        Entry(
          detail: match.1.map(String.init) ?? "UnexpectedSyntax", type: "SyntaxError",
          phase: "compile", message: message(code[match.range.upperBound...]), file: file))
    }
    return entries
  }

  /// What entries of the catalog of words say in English, by name, where they begin with a literal.
  private static let words: [Substring: Substring] = {
    let folder = TestFolder.root.appending(path: "Sources/WordCatalog")
    var words: [Substring: Substring] = [:]
    for file in TestFolder.files(below: folder, suffix: ".swift") {
      guard let source = try? String(contentsOf: file, encoding: .utf8) else { continue }
      for match in source.matches(of: /package (?:var|func) (\w+)[^{]*\{\s*say\(\s*en: (".*)/) {
        words[match.1] = match.2
      }
    }
    return words
  }()

  /// The literal at the start of `code`, or of the entry of the catalog that is named there, with `…`
  /// for what is put in and for what is no literal.
  private static func message(_ code: Substring) -> String {
    if let entry = code.prefixMatch(of: /words\.(\w+)/), let literal = words[entry.1] {
      return message(literal)
    }
    guard code.hasPrefix("\"") else { return "…" }
    var text = ""
    var depth = 0
    var scalars = code.drop { $0 == "\"" }[...]
    scan: while let character = scalars.popFirst() {
      if depth > 0 {
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
      } else if character == "\\" {
        switch scalars.popFirst() {
        case "(": (depth, text) = (1, text + "…")
        case "\n", nil: while scalars.first == " " { scalars.removeFirst() }
        case let escaped?: text.append(escaped)
        }
      } else if character == "\"" {
        // A literal that goes on in another.
        if scalars.prefixMatch(of: /\s*\+/) != nil { text += " …" }
        break scan
      } else if character != "\n" {
        text.append(character)
      }
    }
    return text.trimmingCharacters(in: .whitespaces)
  }
}

extension ReferencePage {
  static func errors() throws -> ReferencePage {
    let catalog = try ErrorCatalog()
    let sections = catalog.details.map { detail in
      let entries = catalog.entries.filter { $0.detail == detail }
      let kinds = Set(
        entries.map { "\($0.type), at \($0.phase == "compile" ? "compile time" : "runtime")" })
      let messages = Set(entries.map(\.message)).subtracting(["…"]).sorted().map { "* \($0)" }
      return "## \(detail)\n\n\(kinds.sorted().joined(separator: "; ")).\n"
        + (messages.isEmpty ? "" : "\n\(messages.joined(separator: "\n"))\n")
    }
    return ReferencePage(
      "docs/reference/errors.md", title: "Errors",
      body: """
        A query that cannot be answered ends in a diagnostic: its type, when it was found, its detail,
        a message, the place in the text, and often a hint. Types, phases and details are those of the
        openCypher TCK where it has one. `…` stands for what is said of the query at hand.

        \(sections.joined(separator: "\n"))
        """)
  }
}
