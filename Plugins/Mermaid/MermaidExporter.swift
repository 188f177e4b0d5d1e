import ExchangeKit
import GraphModel
import PluginKit

extension FormatPlugin {
  /// A drawing in Mermaid, which GitHub, GitLab and Obsidian show within Markdown.
  public static let mermaid = FormatPlugin(
    FormatInfo(
      name: "mermaid", title: "Mermaid",
      summary: "A drawing that GitHub, GitLab and Obsidian show within Markdown",
      extensions: ["mmd", "mermaid"], holds: []),
    exporting: FormatAbility(MermaidExporter.init))
}

/// Writes a flow chart.
struct MermaidExporter: GraphExporter {
  /// How a graph is drawn.
  struct Options: FormatOptions {
    /// Where the relationships point.
    var direction = Direction.lr
    /// Whether nodes show their labels.
    var labels = true
    /// The longest name, in characters.
    var maxLabel = 80

    /// Where relationships point.
    enum Direction: String, CaseIterable, Sendable {
      case lr
      case tb
      case rl
      case bt
    }

    static let list: [FormatOption<Options>] = [
      .choice("direction", \.direction, "Where the relationships point"),
      .flag("labels", \.labels, "Write the labels of a node below its name"),
      .integer("max-label", \.maxLabel, 1...1_000, "The longest name, in characters"),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// How many edges Mermaid draws unless it is told otherwise.
  private static let edgeLimit = 500
  /// How many characters Mermaid reads unless it is told otherwise.
  private static let textLimit = 50_000

  /// Writes every node, then every relationship, by rising id.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var report = ExportReport()
    var length = 0
    func line(_ text: String) throws {
      length += text.utf8.count
      try output.write(text + "\n")
    }
    try line("flowchart \(options.direction.rawValue.uppercased())")
    try subject.forEachNode { node, contents in
      report.nodes += 1
      let caption = contents.caption ?? contents.labels.first?.string ?? "\(node.id)"
      noteUnseen([caption] + contents.labels.map(\.string), of: "node \(node.id)", &report)
      var text = MermaidText.escaped(shortened(caption, of: "node \(node.id)", &report))
      if options.labels, !contents.labels.isEmpty {
        let labels = contents.labels.map(\.string).joined(separator: ", ")
        text += "<br/>" + MermaidText.escaped(labels)
      }
      for (name, value) in contents.properties.entries where value != .string(caption) {
        report.noteLoss(
          "values of '\(name)', which the drawing does not show", example: "node \(node.id)")
      }
      try line("  n\(node.id)[\"\(text)\"]")
    }
    try subject.forEachRelationship { relationship, contents in
      report.relationships += 1
      let place = "relationship \(relationship.id)"
      noteUnseen([contents.type.string], of: place, &report)
      let type = MermaidText.escaped(shortened(contents.type.string, of: place, &report))
      for name in contents.properties.keys {
        report.noteLoss("values of '\(name)', which the drawing does not show", example: place)
      }
      try line("  n\(contents.start) -->|\"\(type)\"| n\(contents.end)")
    }
    if report.relationships > Self.edgeLimit || length > Self.textLimit {
      report.note(
        "Mermaid draws at most \(Self.edgeLimit) edges and \(Self.textLimit) characters unless "
          + "maxEdges and maxTextSize are raised; export an answer or a neighbourhood instead")
    }
    return report
  }

  private func noteUnseen(_ texts: [String], of place: String, _ report: inout ExportReport) {
    guard texts.contains(where: MermaidText.hasUnseen) else { return }
    report.noteLoss("texts with characters that cannot be seen, drawn by signs", example: place)
  }

  private func shortened(
    _ text: String, of place: String, _ report: inout ExportReport
  ) -> String {
    guard text.count > options.maxLabel else { return text }
    report.noteLoss("names shortened to \(options.maxLabel) characters", example: place)
    return text.prefix(options.maxLabel) + "…"
  }
}

/// Text between the quotes of Mermaid.
enum MermaidText {
  /// `text` with numbers for all characters that Mermaid, Markdown or HTML could take for their own.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\u{85}", "\u{2028}", "\u{2029}": result += "<br/>"
      case "\r": break
      case "\t": result += " "
      case "\"", "#", "&", "<", ">", "`", "\\", "*", "_", "~", "[", "]", "{", "}", "(", ")", "|",
        ";",
        "$", "%":
        result += "#\(scalar.value);"
      default: result += visible(scalar)
      }
    }
    return result
  }

  /// Whether another character stands for one of `text`.
  static func hasUnseen(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      !["\n", "\r", "\t", "\u{85}"].contains(scalar) && visible(scalar) != String(scalar)
    }
  }

  /// The character, or one that stands for it where HTML cannot hold it or it would turn what is read.
  private static func visible(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value).map(String.init) ?? ""
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: "\u{FFFD}"
    default: String(scalar)
    }
  }
}
