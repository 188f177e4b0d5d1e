import EvidenceKit
import FigureKit
import GraphDrawing
import GraphLayout
import GraphModel
import PluginKit
import WordCatalog

/// The facts of a page as JSON: what is drawn, and what is known of it.
///
/// Whatever may differ between the languages is an object of both where it does, else a text.
struct PageData {
  private let picture: GraphPicture
  private let subject: ExportSubject
  private let title: String
  private let language: Language
  private let captions: [Caption]
  private var labels: [Text: Int] = [:]
  private var kinds: [LineKind: Int] = [:]
  private var keys: [Text: Int] = [:]
  private var keyNames: [Value] = []

  init(
    _ picture: GraphPicture, subject: ExportSubject, title: String, language: Language,
    nameProperty: String
  ) {
    self.picture = picture
    self.subject = subject
    self.title = title
    self.language = language
    captions = Language.allCases.map {
      Caption(words: Words($0), nameProperty: Text(nameProperty))
    }
    for label in picture.nodeStyles.keys.sorted() { labels[label] = labels.count }
    for kind in picture.lineStyles.keys.sorted() { kinds[kind] = kinds.count }
  }

  /// The facts.
  ///
  /// - Throws: `JSONError` where a value is nested too deep.
  mutating func json() throws -> String {
    let words = Dictionary(
      uniqueKeysWithValues: PageWords.entries.map { entry in
        (entry.key, Self.bothAlways(entry.text))
      })
    let nodes = try picture.nodes.map { try node($0) }
    let relationships = try picture.relationships.map { try relationship($0) }
    let lines = picture.lines.map { line($0) }
    let stances = Stance.allCases.map { stance in both { stance.text(in: $0) } }
    let common = LegendEntry.common(
      largestCount: picture.largestCount, hasHedged: picture.hasHedged, words: Words(.en))
    let welsh = LegendEntry.common(
      largestCount: picture.largestCount, hasHedged: picture.hasHedged, words: Words(.cy))
    let legend = zip(common, welsh).map { entry, other in
      look(entry.style, count: entry.count, name: Self.pair(entry.name, other.name))
    }
    let facts: [(Text, Value)] = [
      ("language", .string(language.rawValue)), ("title", shown(title)),
      ("words", .map(MapValue(words.sorted { $0.key < $1.key }.map { (Text($0.key), $0.value) }))),
      ("shown", shownText), ("source", sourceText),
      ("size", [.float(picture.size.width), .float(picture.size.height)]),
      ("labels", .list(labelLooks)), ("kinds", .list(kindLooks)), ("legend", .list(legend)),
      ("stances", .list(stances)),
      (
        "stanceLooks",
        .list(Stance.allCases.map { stance in look(.of(stance), count: 1, name: .string("")) })
      ),
      ("keys", .list(keyNames)), ("nodes", .list(nodes)), ("relationships", .list(relationships)),
      ("lines", .list(lines)),
    ]
    var writer = JSONWriter(mode: .plain)
    try writer.write(MapValue(facts))
    return writer.text
  }

  // MARK: Texts

  private func shown(_ text: String) -> Value { .string(VisibleText.ofLines(text)) }

  /// A text of both languages, one text where they agree.
  private func both(_ text: (Words) -> String) -> Value {
    Self.pair(text(Words(.en)), text(Words(.cy)))
  }

  private static func pair(_ english: String, _ welsh: String) -> Value {
    let (en, cy) = (VisibleText.ofLines(english), VisibleText.ofLines(welsh))
    return en == cy ? .string(en) : ["en": .string(en), "cy": .string(cy)]
  }

  private static func bothAlways(_ text: (Words) -> String) -> Value {
    ["en": .string(text(Words(.en))), "cy": .string(text(Words(.cy)))]
  }

  /// How much of the graph is here.
  private var shownText: Value {
    both { picture.sizeText(in: $0) }
  }

  private var sourceText: Value {
    both { words in subject.query.map { words.drawnQuery($0) } ?? "" }
  }

  // MARK: Looks

  private var labelLooks: [Value] {
    picture.nodeStyles.keys.sorted().map { label in
      let style = picture.nodeStyles[label] ?? NodeStyle(.box, .white)
      let sample = style.outline(in: Rectangle(Point(3, 1), Size(28, 16)))
      return [
        "n": shown(label.string), "fill": .string(style.fill.rawValue),
        "text": .string(style.fill.text), "bold": .boolean(style.style == .bold),
        "sample": [.string(sample.filled), .string(sample.lines)],
      ]
    }
  }

  private var kindLooks: [Value] {
    picture.lineStyles.keys.sorted().map { kind in
      look(
        picture.lineStyles[kind] ?? EdgeStyle("#000000"), count: 1,
        name: both { kind.name(in: $0) })
    }
  }

  private func look(_ style: EdgeStyle, count: Int, name: Value) -> Value {
    let fill =
      switch style.headFill {
      case .color: "color"
      case .white: "white"
      case .none: "none"
      }
    let sample = Route([Point(2, 9), Point(31, 9)])
    return [
      "n": name, "color": .string(style.color),
      "width": .float(Double(style.width(count: count)) / 10),
      "dashes": .string(EdgeStyle.dashes(style.line)), "fill": .string(fill),
      "head": .string(style.headPath(at: sample)),
    ]
  }

  // MARK: Things

  private mutating func node(_ node: GraphPicture.Node) throws -> Value {
    let style = picture.style(of: node)
    let outline = style.outline(in: node.box)
    let center = style.textCenter(in: node.box)
    let names = captions.map { $0.name(of: node.id, node.contents) }
    let lines = node.names.map { Value.list($0.lines.map(Value.string)) }
    var fields: [(Text, Value)] = [
      ("id", .integer(node.id)), ("l", .integer(labels[node.label] ?? 0)),
      ("n", Self.pair(names[0], names[1])), ("b", numbers(node.box)),
      ("s", .string(outline.filled)), ("d", .string(outline.lines)),
      ("t", ["en": lines[0], "cy": lines[1]]), ("c", [rounded(center.x), rounded(center.y)]),
      ("p", try properties(node.contents.properties)),
    ]
    if node.isFocus { fields.append(("f", 1)) }
    if let locator = Locator(node.contents.properties) {
      fields.append(("w", both { locator.text(in: $0) }))
    }
    return .map(MapValue(fields))
  }

  private mutating func relationship(_ drawn: GraphPicture.Drawn) throws -> Value {
    let contents = drawn.contents
    let stance = Stance(contents).flatMap(Stance.allCases.firstIndex) ?? -1
    var fields: [(Text, Value)] = [
      ("id", .integer(drawn.id)), ("t", shown(contents.type.string)),
      ("a", .integer(drawn.start)), ("b", .integer(drawn.end)), ("s", .integer(stance)),
      ("p", try properties(contents.properties)),
    ]
    if let locator = Locator(contents.properties) {
      fields.append(("w", both { locator.text(in: $0) }))
    }
    func text(_ key: Text) -> String? {
      if case .text(let text)? = contents.properties[key], !text.isEmpty {
        text.string
      } else {
        nil
      }
    }
    if let printed = text("quote") ?? text("printed") { fields.append(("q", shown(printed))) }
    if text("mode") == "quote" || text("quote") != nil { fields.append(("m", 1)) }
    if let claim = text("claim_en") ?? text("claim") { fields.append(("c", shown(claim))) }
    return .map(MapValue(fields))
  }

  private func line(_ line: GraphPicture.Line) -> Value {
    let style = picture.style(of: line)
    var bounds = Rectangle(line.route.points.first ?? Point(0, 0), Size(0, 0))
    for point in line.route.points { bounds = bounds.union(Rectangle(point, Size(0, 0))) }
    var fields: [(Text, Value)] = [
      ("k", .integer(kinds[line.kind] ?? 0)),
      ("h", .string(EdgeStyle.dashes(style.line(hedged: line.isHedged)))),
      ("w", .float(Double(style.width(count: line.relationships.count)) / 10)),
      ("d", .string(line.route.pathData)), ("e", .string(style.headPath(at: line.route))),
      ("r", .list(line.relationships.map(Value.integer))),
      (
        "x",
        numbers(
          Rectangle(
            bounds.origin.moved(-6, -6), Size(bounds.size.width + 12, bounds.size.height + 12)))
      ),
    ]
    if let label = line.label, let box = line.labelBox {
      fields += [("t", shown(label)), ("b", numbers(box))]
    }
    return .map(MapValue(fields))
  }

  private mutating func properties(_ properties: MapValue) throws -> Value {
    var pairs: [Value] = []
    for (key, value) in properties.entries {
      let number = keys[key] ?? keyNames.count
      if keys[key] == nil {
        keys[key] = number
        keyNames.append(shown(key.string))
      }
      var text: String
      if case .text(let own) = value {
        text = own.string
      } else {
        var writer = JSONWriter(mode: .plain)
        try writer.write(value)
        text = writer.text
      }
      text = VisibleText.ofLines(text)
      pairs.append([.integer(number), .string(text)])
    }
    return .list(pairs)
  }

  private func numbers(_ box: Rectangle) -> Value {
    [
      rounded(box.minX), rounded(box.minY), rounded(box.size.width), rounded(box.size.height),
    ]
  }

  private func rounded(_ number: Double) -> Value { .float((number * 10).rounded() / 10) }
}
