import GraphModel
import PluginKit

/// The rows of a table, one after the other: of a text, or of a sheet of a workbook.
protocol TableRows: AnyObject {
  /// Whether a row may have fewer cells than the header, or more.
  static var isRagged: Bool { get }
  /// Whether cells may have types of their own, or hold errors.
  static var isTyped: Bool { get }
  /// The number of cells of the current row.
  var count: Int { get }
  /// Where the current row begins.
  var place: SourcePlace { get }
  /// The line of ``place``.
  var line: Int { get }
  /// The current row as it stands in the source.
  var rowText: String { get }

  /// Goes to the next row; false after the last.
  ///
  /// - Throws: `ImportError` where it cannot be read; ``recover()`` goes past it then.
  func next() throws -> Bool
  /// Gives up the row at which ``next()`` has thrown.
  func recover() throws
  /// Lends the text of a cell, for as long as `body` runs.
  func withBytes<R>(of column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R
  /// The text of a cell, good until the next row, where it stands in memory as it is.
  func plainBytes(_ column: Int) -> UnsafeBufferPointer<UInt8>?
  /// The value of a cell that has a type of its own; nil for text.
  func native(_ column: Int) -> Value?
  /// Why a cell holds no value, such as `#DIV/0!`; nil where it does.
  func fault(_ column: Int) -> String?
  /// Where a cell stands.
  func place(of column: Int) -> SourcePlace
}

extension TableRows {
  static var isTyped: Bool { false }
  func plainBytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? { nil }
  func native(_ column: Int) -> Value? { nil }
  func fault(_ column: Int) -> String? { nil }

  /// Lends the text of a cell without blanks around it, for as long as `body` runs.
  @inline(__always)
  func withTrimmed<R>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R {
    if let bytes = plainBytes(column) { return try body(bytes.trimmed) }
    return try withBytes(of: column) { try body($0.trimmed) }
  }

  /// The text of a cell without blanks around it; empty where the row has no such cell.
  func string(_ column: Int) -> String {
    guard column < count else { return "" }
    return withTrimmed(column) { String(decoding: $0, as: UTF8.self) }
  }

  func isBlank(_ column: Int) -> Bool {
    guard column < count else { return true }
    return withTrimmed(column) { $0.isEmpty }
  }

  /// Whether all cells are blank.
  var isBlank: Bool { (0..<count).allSatisfy { isBlank($0) } }

  /// All cells as texts.
  var strings: [String] { (0..<count).map { string($0) } }
}

/// What rows are read from, again from the start as often as wanted.
protocol TableSource {
  associatedtype Rows: TableRows

  var name: String { get }
  /// Whether all of it is at hand, so that going through it twice costs little.
  var isWhole: Bool { get }

  func rows() throws -> Rows
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes without blanks and line ends around them, no-break spaces among them.
  var trimmed: UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, count)
    while start < end {
      if self[start] <= 0x20 {
        start += 1
      } else if start + 1 < end, self[start] == 0xC2, self[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while end > start {
      if self[end - 1] <= 0x20 {
        end -= 1
      } else if end - 1 > start, self[end - 2] == 0xC2, self[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    return UnsafeBufferPointer(rebasing: self[start..<end])
  }
}

extension StringProtocol {
  /// The text without blanks and line ends around it.
  var trimmedBlanks: String {
    var copy = String(self)
    return copy.withUTF8 { String(decoding: $0.trimmed, as: UTF8.self) }
  }

  /// The text with each run of blanks and line ends as one blank, as names of columns are compared.
  var collapsedBlanks: String {
    split { $0.isWhitespace }.joined(separator: " ")
  }
}
