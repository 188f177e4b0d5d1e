import Foundation
import GraphEngine
import GraphModel

/// What came of a query.
struct Outcome {
  var columns: [String] = []
  var rows: [String] = []
  var warnings: [Diagnostic] = []
  var summary = Summary()
  var error: Diagnostic?
  /// An error that is no diagnostic, which no case expects.
  var failure: String?
  private let query: String

  init(of query: String, on graph: Graph, parameters: [String: Value]) {
    self.query = query
    do {
      let answer = try graph.run(query, parameters: parameters)
      columns = answer.columns
      while let row = try answer.next() {
        rows.append(row.values.map(\.caseText).joined(separator: " | "))
      }
      warnings = answer.warnings
      summary = answer.summary
    } catch let diagnostic as Diagnostic {
      error = diagnostic
    } catch {
      failure = "\(error)"
    }
  }

  /// The section as it should have been written, or nil where it holds.
  func disagreement(with section: QueryCase.Section) -> [String]? {
    if section.head.hasPrefix("error ") { return errorDisagreement(with: section) }
    if let failure { return ["---- failure", failure] }
    if let error { return ["---- " + Outcome.head(of: error), error.message] }
    let actual: [String]
    switch section.head {
    case "rows": actual = rows
    case "rows, any order":
      actual = rows.sorted()
      return actual == section.lines.sorted() ? nil : ["---- " + section.head] + actual
    case "columns": actual = [columns.joined(separator: " | ")]
    case "done":
      actual = columns.isEmpty ? rows : ["columns: " + columns.joined(separator: " | ")] + rows
    case "counters": actual = counterLines
    case "plan":
      actual = (summary.plan ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
    case "warnings":
      actual = warnings.map { "\($0.detail): \($0.message)\($0.hint.map { ". \($0)" } ?? "")" }
      let holds =
        actual.count == section.lines.count
        && zip(actual, section.lines).allSatisfy { $0.contains($1) }
      return holds ? nil : ["---- warnings"] + actual
    default: return ["---- (there is no such section)"]
    }
    return actual == section.lines ? nil : ["---- " + section.head] + actual
  }

  private func errorDisagreement(with section: QueryCase.Section) -> [String]? {
    if let failure { return ["---- failure", failure] }
    guard let error else { return ["---- rows"] + rows }
    let said = "\(error.message)\n\(error.hint ?? "")"
    let place = "at: \(marked(by: error) ?? "(no place)")"
    let words = [place, error.message] + (error.hint.map { [$0] } ?? [])
    guard section.head == Outcome.head(of: error),
      section.lines.allSatisfy({ $0.hasPrefix("at: ") ? $0 == place : said.contains($0) })
    else { return ["---- " + Outcome.head(of: error)] + words }
    return nil
  }

  /// The part of the query that the error is about.
  private func marked(by error: Diagnostic) -> String? {
    let bytes = Array(query.utf8)
    guard let span = error.span, span.end <= bytes.count else { return nil }
    return String(decoding: bytes[span.start..<span.end], as: UTF8.self)
      .replacingOccurrences(of: "\n", with: " ")
  }

  private static func head(of error: Diagnostic) -> String {
    let phase = error.phase == .compile ? "compile time" : "runtime"
    return "error \(error.type.rawValue) at \(phase): \(error.detail)"
  }

  /// The error drawn under the query, for people.
  func explanation(in query: String) -> String {
    error.map { "\n\n" + $0.rendered(in: query) } ?? ""
  }

  private var counterLines: [String] {
    Mirror(reflecting: summary.counters).children.compactMap { child in
      guard let name = child.label, let count = child.value as? Int, count != 0 else { return nil }
      return "\(name) \(count)"
    }
  }
}
