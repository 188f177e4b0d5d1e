import PluginKit
import WordCatalog

/// How records with a tag on each line are told apart in a format.
struct TaggedFormat: Sendable {
  /// What the format is called in messages.
  var title: String
  /// The tag and the text of a line; nil for a line that goes on the text before it.
  var line: @Sendable (ArraySlice<UInt8>) -> (tag: String, value: ArraySlice<UInt8>)?
  /// The tag that begins a record.
  var start: String
  /// The tag that ends a record; nil where an empty line does.
  var end: String?
  /// Whether a text may have empty lines, so that one ends a record only before the next.
  var hasParagraphs = false
  /// In a format whose texts have empty lines, the tags that a record has once: where one comes again behind
  /// an empty line, another record has begun.
  var once: Set<String> = []
  /// The tags of which a record without the one that begins it has at least one.
  var leading: Set<String> = []
  /// Tags of the file, not of a record.
  var ignored: Set<String> = []
  /// How a record begins, for messages.
  var example: String

  /// Calls `give` with each record and the number of its first line.
  ///
  /// - Throws: `ImportError` where the file has no record, but something else.
  func read(
    _ lines: TextLines, _ give: (TaggedRecord, SourcePlace) throws -> Void,
    warn: (String, SourcePlace) throws -> Void
  ) throws {
    var record = TaggedRecord()
    var hasRecords = false
    var strays = (count: 0, first: 0)
    let opening = opening(of: lines)
    func finish() throws {
      guard let first = record.fields.first else { return }
      let place = lines.place(first.line, column: 1)
      if !record.fields.contains(where: { $0.tag == start }) {
        try warn("The record has no \(start), which begins one; it was kept without", place)
      }
      var seen: Set<String> = []
      for field in record.fields where once.contains(field.tag) && !seen.insert(field.tag).inserted
      {
        try warn(
          "The record has a second \(field.tag), which was kept with the first; where another record "
            + "begins, put an empty line or \(start) before it",
          lines.place(field.line, column: 1))
      }
      hasRecords = true
      let ended = record
      record = TaggedRecord()
      try give(ended, place)
    }
    for index in 0..<lines.count {
      guard let (tag, value) = line(lines[index]) else {
        if lines.isBlank(index) {
          if record.fields.isEmpty || end != nil { continue }
          let next = lines.nextFilled(after: index)
          if !hasParagraphs { try finish() }
          // Of a gap of several lines, the last one decides.
          if let next, next == index + 1, beginsRecord(lines, at: next, after: record) {
            try finish()
          }
        }
        if record.fields.isEmpty {
          if lines.isBlank(index) { continue }
          if strays.count == 0 { strays.first = index }
          strays.count += 1
        } else {
          try record.goOn(on: index, of: lines)
        }
        continue
      }
      if ignored.contains(tag), record.fields.isEmpty { continue }
      let begins =
        tag == opening && tag == start
        ? !record.fields.isEmpty
        : (tag == start || tag == opening) && record.fields.contains { $0.tag == tag }
      if begins {
        if let end {
          try warn(
            "The record that begins here has no end (\(end)); it was ended before the next one",
            lines.place(record.fields[0].line, column: 1))
        }
        try finish()
      }
      if tag == end {
        try finish()
        continue
      }
      try record.add(tag, value, line: index, of: lines)
    }
    if let end, let first = record.fields.first {
      try warn(
        "The last record has no end (\(end)); the file may be cut off",
        lines.place(first.line, column: 1))
    }
    try finish()
    guard strays.count > 0 else { return }
    if !hasRecords {
      throw ImportError(
        "The file has no record of \(title)", at: lines.place(strays.first, column: 1),
        hint: "A record begins with a line such as '\(example)'")
    }
    try warn(
      "\(Words.counted(strays.count, "line", "lines")) between records "
        + "\(strays.count == 1 ? "was" : "were") passed over, such as "
        + "'\(lines.beginning(of: strays.first))'", lines.place(strays.first, column: 1))
  }

  /// The tag with which the first record begins, where records have it once: whatever a format says, a
  /// file begins all of its records in one way.
  private func opening(of lines: TextLines) -> String? {
    for index in 0..<lines.count {
      guard let (tag, _) = line(lines[index]) else { continue }
      return once.contains(tag) ? tag : nil
    }
    return nil
  }

  /// Whether the lines from `index`, which stands behind an empty one, up to the next empty line are of
  /// another record than `record`: they begin one, or have a tag again that a record has once, or are what
  /// a record without a type begins with.
  private func beginsRecord(_ lines: TextLines, at index: Int, after record: TaggedRecord) -> Bool {
    guard let (first, _) = line(lines[index]) else { return false }
    if first == start { return true }
    let before = Set(record.fields.map(\.tag))
    var position = index
    var count = 0
    var hasLeading = false
    while position < lines.count, !lines.isBlank(position) {
      if let (tag, _) = line(lines[position]) {
        if once.contains(tag), before.contains(tag) { return true }
        count += 1
        hasLeading = hasLeading || leading.contains(tag)
      }
      position += 1
    }
    return hasLeading && count > 1
  }

  /// Whether a line among the first ones begins a record, or several say what a record without a type
  /// begins with.
  func recognizes(_ head: FileHead) -> Bool {
    guard let text = try? DecodedText(Array(head.bytes), name: "", as: .utf8) else { return false }
    let lines = TextLines(text)
    var found: Set<String> = []
    for index in 0..<lines.count {
      guard let tag = line(lines[index])?.tag else { continue }
      if tag == start { return true }
      if leading.contains(tag) || once.contains(tag) { found.insert(tag) }
    }
    return !leading.isEmpty && leading.isSubset(of: found) && found.count > leading.count
  }
}

/// Reads a format with a tag on each line by a table of what its tags say.
struct TaggedReader: ReferenceTextReader {
  let format: TaggedFormat
  /// Makes a reference of a record; warnings have the number of the line they are about.
  let map: @Sendable (TaggedRecord, inout Reference) -> [(message: String, line: Int)]

  func read(_ text: DecodedText, _ give: (ReferenceEvent) throws -> Void) throws {
    let lines = TextLines(text)
    try format.read(lines) { record, place in
      var reference = Reference(at: place)
      for (message, line) in map(record, &reference) {
        try give(.warning(message, lines.place(line, column: 1)))
      }
      if reference.isEmpty {
        return try give(.empty(place))
      }
      try give(.reference(reference))
    } warn: { message, place in
      try give(.warning(message, place))
    }
  }
}

extension Reference {
  /// Offers a text to a field, or keeps it under `name` where the field says something else.
  mutating func offer(_ text: String, for field: TextField, else name: String) {
    if !offer(text, for: field) { keep(text, as: name) }
  }

  /// Takes the numbers of serials and books in `text`; all of it is kept where it says more.
  mutating func addSerials(_ text: String, else name: String) {
    let (issn, isbn, isAll) = Identifier.serials(text)
    for one in issn { add(one, to: .issn) }
    for one in isbn { add(one, to: .isbn) }
    if !isAll { keep(text, as: name) }
  }
}
