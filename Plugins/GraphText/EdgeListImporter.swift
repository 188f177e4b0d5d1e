import ExchangeKit
import GraphModel
import PluginKit

/// Reads a list of edges: two names on each line, then a weight, `key=value` pairs, or a map as
/// networkx writes it.
struct EdgeListImporter: GraphImporter {
  private let options: NameOptions

  init(options: NameOptions) throws {
    try options.check()
    self.options = options
  }

  /// Reads every line.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    var lines = try NameLines(source)
    var nodes = MetNodes(label: options.label, property: options.property)
    var remarks = Remarks()
    while try lines.next() {
      let (line, place) = (lines.text, lines.place)
      let read = try sink.reading(.relationship, text: line) { try edge(line, at: place) }
      guard let (start, end, properties) = read else { continue }
      if properties["value1"] != nil {
        remarks.say(
          "A line has several words behind the two names; they are properties: value1, value2 …",
          at: place, to: &sink)
      }
      let from = try nodes.reference(start, at: place, to: &sink)
      guard let end else { continue }
      let to = try nodes.reference(end, at: place, to: &sink)
      try sink.add(
        ImportedRelationship(
          Text(options.standardType), from: from, to: to, properties: properties, at: place))
    }
  }

  private func edge(
    _ line: String, at place: SourcePlace
  ) throws -> (start: String, end: String?, properties: MapValue) {
    var line = line
    var properties = MapValue()
    if let brace = line.firstIndex(of: "{") {
      properties = try Self.map(String(line[brace...]).trimmed, at: place)
      line = String(line[..<brace])
    }
    let sign: Character? = [",", ";"].first { line.contains($0) && !line.contains("\"") }
    var words =
      try sign.map { LineText.fields(of: line, by: $0) } ?? LineText.words(of: line, at: place)
    if words.last == "" { words.removeLast() }
    guard let start = words.first, !start.isEmpty else {
      throw ImportError("The line names no node", at: place, hint: "Write two names on each line")
    }
    guard words.count > 1 else { return (start, nil, properties) }
    for (number, word) in words.dropFirst(2).enumerated() {
      if let equals = word.firstIndex(of: "="), equals != word.startIndex {
        properties[Text(String(word[..<equals]))] = Value(
          plain: String(word[word.index(after: equals)...]))
      } else if words.count == 3 {
        properties["weight"] = Value(plain: word)
      } else {
        properties[Text("value\(number + 1)")] = Value(plain: word)
      }
    }
    return (start, words[1], properties)
  }

  /// A map as Python writes it, such as `{'weight': 1.5, 'color': 'red'}`.
  private static func map(_ text: String, at place: SourcePlace) throws -> MapValue {
    var json = ""
    var quote: Unicode.Scalar?
    var isEscaped = false
    var word = ""
    func flush() {
      switch word {
      case "True": json += "true"
      case "False": json += "false"
      case "None": json += "null"
      case "nan": json += "\"NaN\""
      case "inf": json += "\"Infinity\""
      default: json += word
      }
      word = ""
    }
    for scalar in text.unicodeScalars {
      if let open = quote {
        if isEscaped {
          isEscaped = false
          json += scalar == "'" ? "'" : "\\\(scalar)"
        } else if scalar == "\\" {
          isEscaped = true
        } else if scalar == open {
          quote = nil
          json += "\""
        } else {
          json += scalar == "\"" ? "\\\"" : String(scalar)
        }
      } else if scalar == "'" || scalar == "\"" {
        flush()
        quote = scalar
        json += "\""
      } else if scalar.properties.isAlphabetic {
        word.unicodeScalars.append(scalar)
      } else {
        flush()
        json.unicodeScalars.append(scalar)
      }
    }
    flush()
    do {
      var properties = MapValue()
      for (name, value) in try JSONReader(tags: .ignore).map(of: Text(json)).entries {
        properties[name] = value.storable
      }
      return properties
    } catch {
      throw ImportError(
        "The data of the edge cannot be read: \(error.message)", at: place,
        hint: "Write them as {'weight': 1.5}, or as weight=1.5")
    }
  }
}
