import EvidenceChecks
import EvidenceKit
import GraphEngine
import GraphModel
import PluginKit
import WordCatalog

/// Holds a graph against what its file and a schema promise, and against what a review needs.
public struct GraphCheck {
  private let graph: Graph
  private let words: Words

  /// A check of `graph`.
  ///
  /// - Parameter words: The language of what is found.
  public init(_ graph: Graph, words: Words = .english) {
    self.graph = graph
    self.words = words
  }

  /// What is damaged in the file or the indexes, one sentence each; nothing where all is sound.
  ///
  /// - Parameter compareIndex: Whether the index is compared with one that is built from the rows.
  /// - Throws: `StoreError` where the check itself cannot be done.
  public func damage(ofIndex compareIndex: Bool = false) throws -> [String] {
    try graph.check() + (compareIndex ? try graph.checkIndex() : [])
  }

  /// The graph as the rules look at it.
  ///
  /// - Parameters:
  ///   - name: `evidence` for the schema that is built in, otherwise the path of a `schema.json`;
  ///     nil for the one that lies in the graph, if any.
  ///   - template: The path of a template of an update, if studies are held against one.
  ///   - before: The graph whose studies are not new to the template; nil where all are.
  /// - Throws: `FileError` where a file cannot be read, ``ShellFailure`` where it is no schema or no template.
  package func checked(
    schema name: String?, template: String? = nil, since before: Graph? = nil
  ) throws -> CheckedGraph {
    do {
      return try CheckedGraph(
        graph, schema: try name.map(schema), template: try template.map(self.template),
        since: before, words: words)
    } catch let error as EvidenceSchema.ReadingError {
      throw ShellFailure(.data, "\(name ?? words.graphFileLabel): \(error)")
    }
  }

  private func template(_ path: String) throws -> UpdateTemplate {
    let text = try InputFile.text(of: path)
    do {
      return try UpdateTemplate(text: text, words: words)
    } catch {
      throw ShellFailure(.data, "\(path): \(error)")
    }
  }

  private func schema(_ name: String) throws -> EvidenceSchema {
    if name == "evidence" { return .standard }
    return try EvidenceSchema(json: try InputFile.bytes(of: name), words: words)
  }

  /// The rule of a code.
  ///
  /// - Throws: ``ShellFailure`` where there is none, with the nearest.
  package func rule(_ code: String) throws(ShellFailure) -> CheckRule {
    guard let rule = CheckRule.named(code) else {
      let known = CheckRule.all.map(\.code)
      throw ShellFailure(
        .usage,
        words.noCheckRule(code, nearest: nearest(to: code, in: known), known: known))
    }
    return rule
  }

  /// How many findings there are of each severity, in words.
  package static func counts(
    of found: [(rule: CheckRule, finding: CheckFinding)], in words: Words
  ) -> String {
    func count(_ severity: CheckSeverity) -> Int { found.count { $0.rule.severity == severity } }
    return words.findingCounts(
      errors: count(.error), warnings: count(.warning), notes: count(.note))
  }

  /// Findings as lines: each severity and code with what was found, then what to do about it.
  package func lines(of found: [(rule: CheckRule, finding: CheckFinding)]) -> [String] {
    var lines: [String] = []
    for (place, (rule, finding)) in found.enumerated() {
      if place == 0 || found[place - 1].rule.code != rule.code {
        lines.append("\(rule.severity.text(in: words)) \(rule.code): \(rule.summary(words))")
      }
      let locator = finding.place.locator.map { " [\($0)]" } ?? ""
      lines.append("  \(finding.message)\(locator)")
      if finding.advice != rule.advice(words) { lines.append("    \(finding.advice)") }
      if let statement = finding.statement { lines.append("    \(statement)") }
      if place + 1 == found.count || found[place + 1].rule.code != rule.code {
        lines.append("  \(words.fixHeading): \(rule.advice(words))")
      }
    }
    return lines
  }

  /// All that was found, as JSON: the damage, the findings, and how many of each severity.
  ///
  /// - Throws: `JSONError` where a text is too long to be written.
  package func json(
    damage: [String], _ found: [(rule: CheckRule, finding: CheckFinding)], fixed: [String] = []
  ) throws -> String {
    func count(_ severity: CheckSeverity) -> Value {
      .integer(found.count { $0.rule.severity == severity })
    }
    var writer = JSONWriter(mode: .plain)
    try writer.write(
      .map([
        "damage": .list(damage.map { .string($0) }), "errors": count(.error),
        "warnings": count(.warning), "notes": count(.note),
        "findings": .list(found.map { $0.finding.value(of: $0.rule) }),
        "fixed": .list(fixed.map { .string($0) }),
      ]))
    return writer.text + "\n"
  }
}
