import Foundation

/// Reads the part of Gherkin that the feature files of the TCK are written in.
///
/// Features, backgrounds, scenarios, outlines with examples, texts between quotation marks and
/// tables; tags are passed over. Keywords are English.
struct FeatureReader {
  private let file: String
  private let lines: [Substring]
  private let feature: String
  private var position = 0
  private var background: [Scenario.Step] = []
  private var open: Outline?
  private var place = Place.feature
  private var scenarios: [Scenario] = []

  /// A scenario that is being read.
  private struct Outline {
    var name: String
    var steps: [Scenario.Step] = []
    /// The rows of each table of examples, its head first; nil for a scenario without examples.
    var examples: [[[String]]]?
  }

  /// What the lines that follow belong to.
  private enum Place { case feature, background, scenario, examples }

  /// A line that is not as Gherkin has it.
  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  private init(_ text: String, file: String, feature: String) {
    self.file = file
    self.feature = feature
    // Swift takes a carriage return with its line feed for one character.
    lines = text.replacingOccurrences(of: "\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The scenarios of `text`, in order.
  ///
  /// - Parameter feature: What each scenario's id begins with.
  static func scenarios(of text: String, file: String, feature: String) throws -> [Scenario] {
    var reader = FeatureReader(text, file: file, feature: feature)
    try reader.read()
    return reader.scenarios
  }

  private mutating func read() throws {
    while position < lines.count {
      let line = lines[position].trimmingCharacters(in: .whitespaces)
      position += 1
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix("@") { continue }
      if readHeading(line) { continue }
      if line.hasPrefix("|") {
        try add(row: FeatureReader.cells(of: line))
      } else if line.hasPrefix("\"\"\"") || line.hasPrefix("```") {
        let document = try readDocument(until: String(line.prefix(3)))
        try changeLastStep { $0.document = document }
      } else if place == .background || place == .scenario,
        let step = line.wholeMatch(of: /(?:Given|When|Then|And|But|\*)\s+(.*)/)
      {
        add(Scenario.Step(text: String(step.1)))
      } else if place != .feature {
        throw malformed("cannot read '\(line)'")
      }
    }
    try close()
  }

  private func malformed(_ message: String) -> Malformed {
    Malformed(description: "\(file):\(position): \(message)")
  }

  /// Whether `line` began a part of the file.
  private mutating func readHeading(_ line: String) -> Bool {
    let pattern =
      /(Feature|Background|Scenario Outline|Scenario Template|Scenario|Examples|Scenarios|Example):\s*(.*)/
    guard let heading = line.wholeMatch(of: pattern) else { return false }
    switch heading.1 {
    case "Feature": place = .feature
    case "Background":
      place = .background
    case "Examples", "Scenarios":
      place = .examples
      let tables = open?.examples ?? []
      open?.examples = tables + [[]]
    default:
      closeOrRemember()
      place = .scenario
      open = Outline(name: String(heading.2))
    }
    return true
  }

  /// Ends the scenario before; what is wrong with it shows at the end of the file.
  private mutating func closeOrRemember() {
    guard let outline = open else { return }
    scenarios += expanded(outline)
    open = nil
  }

  private mutating func close() throws {
    closeOrRemember()
    guard !scenarios.isEmpty else { throw malformed("there is no scenario") }
    // Some names stand twice in one file.
    var seen: [String: Int] = [:]
    for index in scenarios.indices {
      let count = seen[scenarios[index].id, default: 0] + 1
      seen[scenarios[index].id] = count
      if count > 1 { scenarios[index].id += " (\(count))" }
    }
  }

  private func expanded(_ outline: Outline) -> [Scenario] {
    guard let examples = outline.examples else {
      return [Scenario(id: "\(feature) \(outline.name)", steps: background + outline.steps)]
    }
    var result: [Scenario] = []
    for table in examples {
      guard let head = table.first else { continue }
      for row in table.dropFirst() {
        let fill = Dictionary(zip(head, row)) { first, _ in first }
        let replace = { (text: String) in
          text.replacing(/<([^<>|]+)>/) { fill[String($0.1)] ?? String($0.0) }
        }
        result.append(
          Scenario(
            id: "\(feature) \(replace(outline.name)) #\(result.count + 1)",
            steps: background + outline.steps.map { $0.mapped(replace) }))
      }
    }
    return result
  }

  private mutating func add(_ step: Scenario.Step) {
    if place == .background { background.append(step) } else { open?.steps.append(step) }
  }

  private mutating func add(row: [String]) throws {
    guard place == .examples else {
      return try changeLastStep { $0.table = ($0.table ?? []) + [row] }
    }
    guard let last = open?.examples?.indices.last else { throw malformed("a row without a table") }
    if let head = open?.examples?[last].first, head.count != row.count {
      throw malformed("a row of \(row.count) cells under a head of \(head.count)")
    }
    open?.examples?[last].append(row)
  }

  private mutating func changeLastStep(_ change: (inout Scenario.Step) throws -> Void) throws {
    var steps = place == .background ? background : open?.steps ?? []
    guard var step = steps.popLast() else { throw malformed("this belongs to no step") }
    try change(&step)
    steps.append(step)
    if place == .background { background = steps } else { open?.steps = steps }
  }

  /// The lines up to `mark`, without the indentation of the first mark.
  private mutating func readDocument(until mark: String) throws -> String {
    let indentation = lines[position - 1].prefix { $0 == " " || $0 == "\t" }.count
    var body: [String] = []
    while position < lines.count {
      let line = lines[position]
      position += 1
      if line.trimmingCharacters(in: .whitespaces) == mark {
        return body.joined(separator: "\n")
      }
      let blank = line.prefix(indentation).prefix { $0 == " " || $0 == "\t" }.count
      body.append(line.dropFirst(blank).replacingOccurrences(of: "\\\"\\\"\\\"", with: "\"\"\""))
    }
    throw malformed("the text that begins above has no end")
  }

  /// The cells of a row, in which `\n`, `\|` and `\\` stand for a line's end, a bar and a backslash.
  static func cells(of line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    // What stands before the first bar is no cell.
    for scalar in line.unicodeScalars.dropFirst() {
      if isEscaped {
        switch scalar {
        case "n": cell.unicodeScalars.append("\n")
        case "|", "\\": cell.unicodeScalars.append(scalar)
        default:
          cell.unicodeScalars.append("\\")
          cell.unicodeScalars.append(scalar)
        }
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "|" {
        cells.append(cell.trimmingCharacters(in: CharacterSet(charactersIn: " \t")))
        cell = ""
      } else {
        cell.unicodeScalars.append(scalar)
      }
    }
    return cells
  }
}
