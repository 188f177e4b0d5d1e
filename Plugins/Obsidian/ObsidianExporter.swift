import ExchangeKit
import GraphModel
import PluginKit

extension FormatPlugin {
  /// A folder of linked Markdown notes, one a node, as Obsidian and Logseq read.
  public static let obsidian = FormatPlugin(
    FormatInfo(
      name: "obsidian", title: "Markdown vault",
      summary: "A folder of Markdown notes, one a node, with links between them, for Obsidian",
      extensions: ["vault"], layout: .folder(marker: "Graph.md", owned: ["Notes"]), holds: []),
    exporting: FormatAbility(ObsidianExporter.init))
}

/// Writes a note for each node, and one that lists them all.
struct ObsidianExporter: GraphExporter {
  init(options: NoOptions) {}

  /// Writes the notes of all nodes by rising id, then the list.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var report = ExportReport()
    var names = NoteNames()
    try subject.forEachNode { node, contents in names.add(node.id, contents) }
    var links: [Int: [String]] = [:]
    try subject.forEachRelationship { relationship, contents in
      report.relationships += 1
      let type = MarkdownText.plain(contents.type.string)
      if MarkdownText.isReplaced(contents.type.string) {
        report.noteLoss(
          "relationship types with control characters, written as U+FFFD",
          example: "relationship \(relationship.id)")
      }
      let note = contents.properties.isEmpty ? "" : " `\(try json(contents.properties))`"
      links[contents.start, default: []].append(
        "- \(type) → \(names.link(to: contents.end))\(note)")
      links[contents.end, default: []].append(
        "- ← \(type) \(names.link(to: contents.start))\(note)")
    }
    try subject.forEachNode { node, contents in
      report.nodes += 1
      guard let path = names.path(of: node.id) else { return }
      try output.beginFile("\(path).md")
      try output.write(try note(contents, links[node.id] ?? []))
    }
    try output.beginFile("Graph.md")
    try output.write("# Graph\n")
    for (label, ids) in names.byLabel {
      try output.write("\n## \(MarkdownText.plain(label))\n\n")
      for id in ids { try output.write("- \(names.link(to: id))\n") }
    }
    report.note("Notes are for reading and cannot be imported; jsonl keeps every value")
    return report
  }

  private func note(_ contents: Node.Contents, _ links: [String]) throws -> String {
    var text = "---\n"
    if contents.properties["labels"] == nil {
      text += "labels: \(try json(.list(contents.labels.map(Value.text))))\n"
    }
    for (name, value) in contents.properties.entries {
      let key = try json(.text(name))
      // YAML takes a key of a line for one only within its first 1,024 characters.
      let isLong = key.utf8.count > 1_000
      text += isLong ? "? \(key)\n: \(try json(value))\n" : "\(key): \(try json(value))\n"
    }
    text +=
      "---\n# \(MarkdownText.plain(contents.caption ?? contents.labels.first?.string ?? "—"))\n"
    if !links.isEmpty { text += "\n" + links.joined(separator: "\n") + "\n" }
    return text
  }

  /// JSON, which is YAML as well.
  private func json(_ value: Value) throws -> String {
    var writer = JSONWriter(mode: .plain)
    do {
      try writer.write(value)
    } catch {
      throw ExportError("A property cannot be written: \(error.message)")
    }
    return JSONEscapes.forYAML(writer.text)
  }

  private func json(_ properties: MapValue) throws -> String {
    // A backtick would end the code in which it stands.
    try json(.map(properties)).replacing("`", with: "\\u0060")
  }
}

/// The files of notes: names that every file system takes, and that differ in more than case.
struct NoteNames {
  private var paths: [Int: String] = [:]
  private var captions: [Int: String] = [:]
  private var taken: Set<String> = []
  /// The nodes of each first label, in the order of labels.
  private(set) var byLabel: [(label: String, ids: [Int])] = []
  private var positions: [String: Int] = [:]

  mutating func add(_ id: Int, _ contents: Node.Contents) {
    let label = contents.labels.first?.string ?? "Without label"
    let caption = contents.caption ?? "\(label) \(id)"
    let folder = Self.safe(label)
    let name = Self.safe(caption)
    var path = "Notes/\(folder)/\(name)"
    var number = 0
    while !taken.insert(path.lowercased()).inserted {
      number += 1
      path = "Notes/\(folder)/\(name) (\(id)\(number == 1 ? "" : ".\(number)"))"
    }
    paths[id] = path
    captions[id] = caption
    if let position = positions[label] {
      byLabel[position].ids.append(id)
    } else {
      positions[label] = byLabel.count
      byLabel.append((label, [id]))
    }
  }

  /// The path of a node's note without its ending.
  func path(of id: Int) -> String? { paths[id] }

  /// A link to a node's note.
  func link(to id: Int) -> String {
    "[[\(paths[id] ?? "")|\(MarkdownText.plain(captions[id] ?? ""))]]"
  }

  /// `text` without what paths and links give a meaning, at most 80 characters of it.
  private static func safe(_ text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars.prefix(80) {
      // File systems take 255 bytes, and a number and the ending come behind.
      if name.utf8.count > 150 { break }
      let isUnsafe =
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        || "[]#^|\\/:*?\"<>`%".unicodeScalars.contains(scalar)
        || scalar.properties.generalCategory == .format
      name.unicodeScalars.append(isUnsafe ? "_" : scalar)
    }
    while name.hasSuffix(" ") || name.hasSuffix(".") { name.removeLast() }
    if name.isEmpty || name.hasPrefix(".") || name.hasPrefix(" ") || isDevice(name) {
      name = "_" + name
    }
    return name
  }

  /// Whether Windows takes the name for a device.
  private static func isDevice(_ name: String) -> Bool {
    let stem = name.uppercased().prefix { $0 != "." }
    if ["CON", "PRN", "AUX", "NUL"].contains(stem) { return true }
    return stem.count == 4 && (stem.hasPrefix("COM") || stem.hasPrefix("LPT"))
      && stem.last?.isNumber == true
  }
}

/// Text in Markdown that means nothing but itself.
enum MarkdownText {
  /// `text` on one line, with what Markdown, HTML and links give a meaning replaced by entities.
  static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t", "\u{85}", "\u{2028}", "\u{2029}": result += " "
      case "&", "<", ">", "*", "_", "`", "[", "]", "|", "#", "\\", "~", "$", "=", "!":
        result += "&#\(scalar.value);"
      case _ where isReplaced(scalar): result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a character of `text` is written as U+FFFD.
  static func isReplaced(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      isReplaced($0) && !["\n", "\r", "\t", "\u{85}"].contains($0)
    }
  }

  private static func isReplaced(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.value == 0xFFFE
      || scalar.value == 0xFFFF
  }
}
