import Foundation

/// The cases of one file, read line by line.
struct CaseFile {
  let lines: [String]
  private(set) var cases: [QueryCase] = []

  private let file: URL
  private var setup: [String] = []
  private var position = 0

  /// Reads `file`.
  ///
  /// - Throws: `CaseFailure` with the line, where the file is not well formed.
  init(_ file: URL) throws {
    self.file = file
    let text = try String(contentsOf: file, encoding: .utf8)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while position < lines.count {
      let line = lines[position]
      if line.isEmpty || line.hasPrefix("#") {
        position += 1
      } else if line == "graph" {
        position += 1
        setup = readGraph()
      } else if line.hasPrefix("case ") {
        cases.append(try readCase())
      } else {
        throw failure("expected 'graph', 'case NAME' or a remark that begins with '#'")
      }
    }
    let names = cases.map(\.name)
    guard Set(names).count == names.count else {
      throw CaseFailure("\(TestFolder.name(of: file)): two cases have one name")
    }
    guard !cases.isEmpty else {
      throw CaseFailure("\(TestFolder.name(of: file)): there is no case")
    }
  }

  private func failure(_ message: String) -> CaseFailure {
    CaseFailure("\(TestFolder.name(of: file)):\(position + 1): \(message)")
  }

  private var startsCaseOrGraph: Bool {
    lines[position] == "graph" || lines[position].hasPrefix("case ")
  }

  private mutating func readGraph() -> [String] {
    var body: [String] = []
    while position < lines.count, !startsCaseOrGraph {
      if !lines[position].hasPrefix("#") { body.append(lines[position]) }
      position += 1
    }
    let text = body.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    if text.isEmpty { return [] }
    if text.hasPrefix("(") { return ["CREATE " + text] }
    return (text + "\n").components(separatedBy: ";\n")
      .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
  }

  private mutating func readCase() throws -> QueryCase {
    var result = QueryCase(
      file: file, line: position + 1, name: String(lines[position].dropFirst(5)), setup: setup,
      parameters: [], steps: [])
    position += 1
    while position < lines.count, lines[position].hasPrefix("param ") {
      let parts = lines[position].dropFirst(6).split(separator: "=", maxSplits: 1)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 2 else { throw failure("expected 'param name = expression'") }
      result.parameters.append((name: parts[0], expression: parts[1]))
      position += 1
    }
    repeat {
      result.steps.append(try readStep())
    } while position < lines.count && lines[position] == "---- then"
    return result
  }

  private mutating func readStep() throws -> QueryCase.Step {
    if position < lines.count, lines[position] == "---- then" { position += 1 }
    var query: [String] = []
    while position < lines.count, !lines[position].hasPrefix("----") {
      query.append(lines[position])
      position += 1
    }
    let text = query.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { throw failure("expected a query") }
    var sections: [QueryCase.Section] = []
    while position < lines.count, lines[position].hasPrefix("---- "), lines[position] != "---- then"
    {
      sections.append(readSection())
    }
    guard !sections.isEmpty else {
      throw failure("expected '---- rows' or another section: a query without one shows nothing")
    }
    return QueryCase.Step(query: text, sections: sections)
  }

  private mutating func readSection() -> QueryCase.Section {
    let start = position
    let head = String(lines[position].dropFirst(5))
    position += 1
    var end = position
    // Blank lines part cases; a remark, a graph or a case ends the section only after one.
    var afterBlank = false
    while position < lines.count, !lines[position].hasPrefix("----") {
      let line = lines[position]
      if startsCaseOrGraph { break }
      if afterBlank, line.hasPrefix("#") { break }
      afterBlank = line.isEmpty
      position += 1
      if !line.isEmpty { end = position }
    }
    return QueryCase.Section(
      head: head, lines: Array(lines[(start + 1)..<end]), range: start..<end)
  }
}
