import ExchangeKit
import GraphModel

/// A table of a document: its header, which repeats on every page, and its rows, which no page parts.
struct WordTable {
  private let columns: [String]
  private let widths: [Int]
  /// How wide a letter of nine points is, and what stands beside the text of a cell.
  private static let (letterWidth, margins) = (100, 220)

  /// A table whose columns are as wide as `rows` want them, together `width` twentieths of a point.
  init(_ columns: [String], _ rows: [[Value]], width: Int) {
    self.columns = columns
    // No column is narrower than its longest word, as far as all of them fit; what is left goes to those
    // whose texts are long.
    var least: [Int] = []
    var more: [Int] = []
    for (index, column) in columns.enumerated() {
      var word = Self.longestWord(of: column)
      var length = column.count
      for row in rows {
        let text = WordText.cell(row[index])
        word = max(word, Self.longestWord(of: text))
        length = max(length, text.count)
      }
      least.append(min(word, 24) * Self.letterWidth + Self.margins)
      more.append(min(max(length, 1), 80))
    }
    let sum = max(1, least.reduce(0, +))
    let moreSum = max(1, more.reduce(0, +))
    var widths: [Int] = []
    for index in least.indices {
      let room = (width - sum) * more[index] / moreSum
      widths.append(sum < width ? least[index] + room : least[index] * width / sum)
    }
    self.widths = widths
  }

  private static func longestWord(of text: String) -> Int {
    text.prefix(400).split { $0 == " " || $0 == "\n" || $0 == "-" }.map(\.count).max() ?? 0
  }

  /// The properties of the table, and its first row.
  func head(caption: String) -> String {
    var text =
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"GridTable1Light\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>"
      + "<w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" "
      + "w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>"
    if !caption.isEmpty { text += "<w:tblCaption w:val=\"\(XMLText.escaped(caption))\"/>" }
    text += "</w:tblPr><w:tblGrid>"
    text += (widths.isEmpty ? [100] : widths).map { "<w:gridCol w:w=\"\($0)\"/>" }.joined()
    text += "</w:tblGrid>"
    guard !columns.isEmpty else { return text }
    text += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    for (column, width) in zip(columns, widths) { text += cell(column, width, isNumber: false) }
    return text + "</w:tr>"
  }

  /// A row; a value that is null is an empty cell, and so is one that is not there.
  func row(_ values: [Value]) -> String {
    var text = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
    for (index, width) in (widths.isEmpty ? [100] : widths).enumerated() {
      let value = index < values.count ? values[index] : .null
      let isNumber =
        switch value {
        case .integer, .float: true
        default: false
        }
      text += cell(WordText.cell(value), width, isNumber: isNumber)
    }
    return text + "</w:tr>"
  }

  private func cell(_ text: String, _ width: Int, isNumber: Bool) -> String {
    "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr>"
      + "<w:pStyle w:val=\"NoSpacing\"/>\(isNumber ? "<w:jc w:val=\"right\"/>" : "")</w:pPr>"
      + "\(WordText.run(text))</w:p></w:tc>"
  }
}

/// Texts of a document.
enum WordText {
  /// A run of text; ends of lines and tabs are elements.
  static func run(_ text: String) -> String {
    if text.isEmpty { return "" }
    var runs = ""
    var piece = ""
    func take() {
      if !piece.isEmpty { runs += "<w:t xml:space=\"preserve\">\(XMLText.escaped(piece))</w:t>" }
      piece = ""
    }
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r":
        take()
        runs += "<w:br/>"
      case "\t":
        take()
        runs += "<w:tab/>"
      default: piece.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    take()
    return "<w:r>\(runs)</w:r>"
  }

  /// A value as a person reads it.
  static func cell(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .list(let items): items.map { cell($0) }.joined(separator: "; ")
    case .node(let node): node.contents?.caption ?? value.cypherText
    default: value.scalarText ?? value.cypherText
    }
  }
}
