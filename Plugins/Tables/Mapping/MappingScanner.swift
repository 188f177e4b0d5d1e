import PluginKit

/// The characters of one statement of a mapping, with the place of each.
struct MappingScanner {
  private let characters: [Character]
  private let places: [SourcePlace]
  private let end: SourcePlace
  private(set) var index = 0

  /// A statement that stands on one line.
  init(_ text: String, at place: SourcePlace) {
    self.init([(Substring(text), place)])
  }

  /// A statement whose further lines are indented; each begins with a line break.
  init(_ lines: [(text: Substring, place: SourcePlace)]) {
    var characters: [Character] = []
    var places: [SourcePlace] = []
    var end = SourcePlace("")
    for (number, (text, start)) in lines.enumerated() {
      var place = start
      if number > 0 {
        characters.append("\n")
        places.append(place)
      }
      for character in text {
        characters.append(character)
        places.append(place)
        place.column = place.column.map { $0 + character.unicodeScalars.count }
      }
      end = place
    }
    self.characters = characters
    self.places = places
    self.end = end
  }

  var place: SourcePlace { index < places.count ? places[index] : end }
  var isAtEnd: Bool { index >= characters.count }
  var next: Character? { index < characters.count ? characters[index] : nil }

  func error(_ message: String, hint: String? = nil) -> ImportError {
    ImportError(message, at: place, hint: hint)
  }

  /// What the next characters are, for messages.
  var found: String {
    guard !isAtEnd else { return "the end of the statement" }
    return "'\(String(characters[index...].prefix(12)).split(separator: "\n").first ?? "")'"
  }

  mutating func skipBlanks(andLines: Bool = false) {
    while let character = next,
      character == " " || character == "\t" || character == "\u{A0}"
        || andLines && character == "\n"
    {
      index += 1
    }
  }

  /// Whether `text` stands here, and takes it.
  mutating func take(_ text: String) -> Bool {
    let wanted = Array(text)
    guard characters[index...].starts(with: wanted) else { return false }
    index += wanted.count
    return true
  }

  /// Whether the word stands here with nothing of a word behind it, and takes it.
  mutating func takeWord(_ word: String) -> Bool {
    let start = index
    guard take(word) else { return false }
    if let character = next, character.isLetter || character.isNumber || character == "_" {
      index = start
      return false
    }
    return true
  }

  /// A text in quotes of the given kind, which are doubled within it.
  mutating func quoted(_ quote: Character = "\"") throws(ImportError) -> String {
    let opening = place
    index += 1
    var text = ""
    while let character = next {
      index += 1
      if character == quote {
        guard next == quote else { return text }
        index += 1
      }
      text.append(character)
    }
    throw ImportError(
      "The quote \(quote) is never closed", at: opening, hint: "Close it on the same line")
  }

  /// A name: in quotes, or up to one of `stops` or before one of `words` that stands by itself.
  ///
  /// - Parameter what: What a message calls it.
  mutating func name(
    _ what: String, until stops: Set<Character>, words: [String] = []
  ) throws(ImportError) -> ColumnName {
    skipBlanks()
    let place = place
    if next == "\"" { return ColumnName(text: try quoted(), place: place) }
    var text = ""
    while let character = next, character != "\n", !stops.contains(character) {
      if character == " " || character == "\t" {
        var ahead = self
        ahead.skipBlanks()
        var isWord = false
        for word in words where !isWord { isWord = ahead.takeWord(word) }
        if isWord { break }
      }
      text.append(character)
      index += 1
    }
    while let last = text.last, last == " " || last == "\t" || last == "\u{A0}" {
      text.removeLast()
    }
    guard !text.isEmpty else {
      throw ImportError("Expected \(what), but found \(found)", at: place)
    }
    return ColumnName(text: text, place: place)
  }
}
