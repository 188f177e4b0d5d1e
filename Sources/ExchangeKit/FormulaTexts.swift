import GraphModel
import PluginKit
import WordCatalog

/// Texts that a spreadsheet would run as formulas where a table of theirs is opened in one.
///
///     var formulas = FormulaTexts()
///     formulas.note("=1+1")
///     formulas.count                    // 1
///
/// Source: OWASP, *CSV Injection*.
public struct FormulaTexts: Sendable {
  /// How many were noted.
  public private(set) var count = 0

  /// None yet.
  public init() {}

  /// Whether a spreadsheet may run a text: it begins with a sign of formulas, in full width too, behind
  /// blanks or not, or with a blank that some take away.
  ///
  /// - Complexity: O(*n*) in the blanks that it begins with.
  public static func contain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    if ["\t", "\r", "\n"].contains(first) { return true }
    let sign = text.unicodeScalars.first { !$0.properties.isWhitespace }
    return sign.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } ?? false
  }

  /// Counts a text.
  public mutating func note(_ text: Text) {
    if Self.contain(text.string) { count += 1 }
  }

  /// Counts what stands in a cell: a text, or the first of a list; numbers are none.
  public mutating func note(_ value: Value) {
    switch value {
    case .text(let text): note(text)
    case .list(let items): if case .text(let text)? = items.first { note(text) }
    default: break
    }
  }

  /// Adds those of another table.
  public mutating func add(_ other: FormulaTexts) { count += other.count }

  /// What to do instead, of tables that programs read.
  public static let cureOfTables =
    "these tables are for programs and hold every text as it is; xlsx is for people"

  /// Says of the texts, where there are some, that a spreadsheet may run them.
  ///
  /// - Parameter cure: What to do instead, as the end of a sentence.
  public func tell(in report: inout ExportReport, cure: String) {
    guard count > 0 else { return }
    report.note(
      "\(Words.counted(count, "text begins", "texts begin")) as formulas do, which a spreadsheet "
        + "may run; \(cure)")
  }
}
