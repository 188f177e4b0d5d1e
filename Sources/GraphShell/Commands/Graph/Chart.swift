import GraphEngine
import GraphModel
import PluginKit
import WordCatalog

extension CommandDescription {
  static let chart = CommandDescription(
    "chart", { $0.chartSummary },
    shell: ShellForm(
      [.optional("QUERY", .cypher)], details: { words, _ in words.chartDetails },
      examples: [":chart MATCH (s:Study)-[:SUPPORTS]->(f:Factor) RETURN f.id, count(s)"]))
}

extension ShellCommand {
  /// Shows an answer as bars.
  static let chart = ShellCommand(.chart) { state, argument in
    let (columns, rows) = try state.answer(of: argument)
    guard let chart = BarChart(rows, columns: columns.count, words: state.words) else {
      throw ShellFailure(.query, state.words.chartNeedsNumbers)
    }
    let width = state.screenWidth ?? 80
    return [.text(state.settings.isPlain ? chart.list : chart.drawing(width: width))]
      + (chart.leftOut > 0 ? [.notice(state.words.rowsWithoutNumber(chart.leftOut))] : [])
  }
}

extension ShellState {
  /// The rows of a query, or of the answer that was shown last; that one is not asked for again where it was
  /// kept.
  mutating func answer(of query: String) throws -> (columns: [String], rows: [[Value]]) {
    var question = (text: query, parameters: parameters)
    if query.utf8.last == UInt8(ascii: ";") { question.text.removeLast() }
    if question.text.trimmingBlanks().isEmpty {
      if let kept = lastAnswer, let rows = kept.rows { return (kept.columns, rows) }
      guard let last = lastQuery else { throw ShellFailure(.query, words.noLastAnswer) }
      question = (last.text, last.parameters)
    }
    do {
      guard try !graph.prepare(question.text).isUpdating else {
        throw ShellFailure(.query, words.noLastAnswer)
      }
      let commit = try graph.commitSeen()
      let rows = try graph.run(question.text, parameters: question.parameters)
      lastQuery = LastQuery(text: question.text, parameters: question.parameters, commit: commit)
      return (rows.columns, try rows.all().map(\.values))
    } catch let diagnostic as Diagnostic {
      throw ShellFailure(diagnostic, at: ScriptPlace(source: question.text))
    }
  }
}

/// Numbers with names, as bars of text.
struct BarChart {
  private(set) var bars: [(name: String, number: Double, shown: String)] = []
  /// How many rows had no number.
  private(set) var leftOut = 0

  /// The bars of rows: by the last column of numbers, or a histogram of the only column; nil where there is
  /// no column of numbers.
  init?(_ rows: [[Value]], columns: Int, words: Words) {
    let numbers = (0..<columns).last { column in
      rows.contains { $0[column].asNumber != nil }
        && rows.allSatisfy { $0[column].isNull || $0[column].asNumber != nil }
    }
    guard let numbers else { return nil }
    if columns == 1 {
      makeHistogram(rows.compactMap { $0[0].asNumber })
      leftOut = rows.count { $0[0].isNull }
      return
    }
    for row in rows {
      guard let number = row[numbers].asNumber else {
        leftOut += 1
        continue
      }
      let names = row.indices.filter { $0 != numbers }.prefix(max(1, numbers)).map { row[$0].title }
      bars.append((names.joined(separator: ", "), number, row[numbers].cypherText))
    }
  }

  private mutating func makeHistogram(_ numbers: [Double]) {
    guard let low = numbers.min(), let high = numbers.max() else { return }
    let different = Set(numbers).count
    let isWhole = numbers.allSatisfy { $0 == $0.rounded() } && high - low < 1e9
    // As many bins as Sturges' rule has, of whole numbers no more than there are.
    let wanted = min(different, Int((Double(numbers.count).squareRoot()).rounded(.up)), 20)
    var width = (high - low) / Double(max(1, wanted))
    if isWhole { width = max(1, width.rounded(.up)) }
    guard width > 0 else {
      return bars.append((BarChart.text(low), Double(numbers.count), "\(numbers.count)"))
    }
    let count = isWhole ? Int((high - low) / width) + 1 : max(1, wanted)
    var counts = [Int](repeating: 0, count: count)
    for number in numbers { counts[min(count - 1, Int((number - low) / width))] += 1 }
    for (bin, count) in counts.enumerated() {
      let start = low + Double(bin) * width
      let end = isWhole ? start + width - 1 : start + width
      let name =
        start == end ? BarChart.text(start) : "\(BarChart.text(start))–\(BarChart.text(end))"
      bars.append((name, Double(count), "\(count)"))
    }
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15
      ? "\(Int(number))" : Value.float((number * 1000).rounded() / 1000).cypherText
  }

  /// A name, a number, and a bar that is as long as the number is great, below each other.
  func drawing(width: Int) -> String {
    let names = bars.map {
      DisplayText.cut(DisplayText.escaped($0.name), to: max(8, width / 3)).text
    }
    let nameWidth = names.map { DisplayText.width(of: $0) }.max() ?? 0
    let numberWidth = bars.map(\.shown.count).max() ?? 0
    let room = max(5, width - nameWidth - numberWidth - 3)
    let greatest = bars.map { abs($0.number) }.max() ?? 0
    return zip(names, bars).map { name, bar in
      let space = String(repeating: " ", count: nameWidth - DisplayText.width(of: name))
      let left = String(repeating: " ", count: numberWidth - bar.shown.count)
      let drawn = BarChart.bar(bar.number, greatest, room)
      return "\(name)\(space)  \(left)\(bar.shown)\(drawn.isEmpty ? "" : " \(drawn)")"
    }.joined(separator: "\n")
  }

  /// The same in words.
  var list: String {
    bars.map { "\(DisplayText.escaped($0.name)): \($0.shown)" }.joined(separator: "\n")
  }

  private static func bar(_ number: Double, _ greatest: Double, _ room: Int) -> String {
    guard greatest > 0, greatest.isFinite else { return "" }
    // What is below zero looks different, and its number says so.
    if number < 0 {
      return String(repeating: "▒", count: max(1, Int(-number / greatest * Double(room))))
    }
    let eighths = Int((number / greatest * Double(room) * 8).rounded())
    let parts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let rest = eighths % 8
    return String(repeating: "█", count: eighths / 8) + (rest > 0 ? String(parts[rest - 1]) : "")
  }
}

extension Value {
  fileprivate var asNumber: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .float(let float) where float.isFinite: float
    default: nil
    }
  }

  /// What a person calls the value.
  var title: String {
    switch self {
    case .text(let text): text.string
    case .node(let node): node.shownName
    default: cypherText
    }
  }
}
