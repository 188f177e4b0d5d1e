import PluginKit
import WordCatalog

/// Parts the lines of RIS into records.
///
/// A wrapped abstract may have a line that looks like a tag, `ER  - ` among them; the end of a record
/// may be missing; databases write text between records. What is what, the lines around tell.
struct RISRecords {
  private let lines: TextLines
  private var record = TaggedRecord()
  private var hasType = false
  private var hasRecords = false
  /// A record that ended on the line before: Ovid writes a tag after ER.
  private var held: Record?
  /// Blanks before and after the tag of the record's first line, which its other lines go by.
  private var indent = 0
  private var gap = 2
  /// Lines between records that say nothing.
  private var strays = (count: 0, first: 0)

  init(_ lines: TextLines) {
    self.lines = lines
    // A file whose records are moved to the right has all its lines so.
    let first = (0..<lines.count).lazy.compactMap { RISLine(lines[$0], indent: .max) }
      .first { $0.tag == "TY" }
    indent = first?.indent ?? 0
  }

  /// Calls `give` with every record.
  mutating func read(
    _ give: (Record) throws -> Void, warn: (String, SourcePlace) throws -> Void
  ) throws {
    for index in 0..<lines.count {
      guard let line = RISLine(lines[index], indent: indent) else {
        if lines.isBlank(index) { try giveHeld(give) }
        try addText(index, warn)
        continue
      }
      if held != nil, line.tag != "TY", line.tag != "ER" {
        try warn(
          "A tag stands after ER; it was taken as part of the record that ended", lines.place(index)
        )
        try held?.tagged.add(line.tag, line.value, line: index, of: lines)
        continue
      }
      try giveHeld(give)
      switch line.tag {
      case "TY" where isStart(line, index):
        if hasType {
          try warn(
            "The record that begins here has no end (ER); it was ended before the next record, "
              + "which begins on line \(index + 1)", startPlace)
          try end(give)
        } else if !record.fields.isEmpty {
          try warn(
            "Tags stand before TY, which begins a record; they were taken as part of the record "
              + "that begins on line \(index + 1)", startPlace)
        }
        hasType = true
        gap = line.gap
        try add(line, index)
      case "ER" where try isEnd(line, index, warn):
        let rest = line.value.trimmedText
        if record.fields.isEmpty {
          try warn("ER ends a record here, but none has begun", lines.place(index))
          continue
        }
        if !rest.isEmpty {
          try warn("Text stands after ER; it was kept as property ER", lines.place(index))
          try add(line, index)
        }
        if !hasType {
          try warn(
            "The record has no type (TY); it was kept without one", startPlace)
        }
        try end(give, holding: true)
      case _ where try isTag(line, index, warn): try add(line, index)
      default: try continueText(index)
      }
    }
    if !record.fields.isEmpty {
      try warn(
        hasType
          ? "The last record has no end (ER); the file may be cut off"
          : "The last record has neither a type (TY) nor an end (ER)", startPlace)
      try end(give)
    }
    try giveHeld(give)
    if strays.count > 0, !hasRecords {
      throw ImportError(
        "The file has no record of RIS", at: lines.place(strays.first, column: 1),
        hint: "A record begins with a line such as 'TY  - JOUR' and ends with 'ER  - '")
    }
    if strays.count > 0 {
      try warn(
        "\(Words.counted(strays.count, "line", "lines")) between records "
          + "\(strays.count == 1 ? "was" : "were") passed over, such as "
          + "'\(lines.beginning(of: strays.first))'", lines.place(strays.first))
    }
  }

  /// A record, and where it begins.
  struct Record {
    var tagged: TaggedRecord
    var place: SourcePlace
    var lines: TextLines
  }

  private var startPlace: SourcePlace { lines.place(record.fields.first?.line ?? 0, column: 1) }

  private mutating func giveHeld(_ give: (Record) throws -> Void) throws {
    guard let record = held else { return }
    held = nil
    try give(record)
  }

  private mutating func end(
    _ give: (Record) throws -> Void, holding: Bool = false
  ) throws {
    try giveHeld(give)
    let ended = Record(tagged: record, place: startPlace, lines: lines)
    record = TaggedRecord()
    hasType = false
    hasRecords = true
    if holding {
      held = ended
    } else {
      try give(ended)
    }
  }

  private mutating func add(_ line: RISLine, _ index: Int) throws(ImportError) {
    try record.add(line.tag, line.value, line: index, of: lines)
  }

  private mutating func continueText(_ index: Int) throws(ImportError) {
    try record.goOn(on: index, of: lines)
  }

  /// A line without a tag goes on the text before it, also past an empty line; between records it
  /// says nothing.
  private mutating func addText(
    _ index: Int, _ warn: (String, SourcePlace) throws -> Void
  ) throws {
    if record.fields.isEmpty {
      if lines.isBlank(index) { return }
      if strays.count == 0 { strays.first = index }
      strays.count += 1
    } else if !lines.isBlank(index), isCounter(index) {
      if strays.count == 0 { strays.first = index }
      strays.count += 1
    } else {
      try continueText(index)
    }
  }

  /// Whether the line is the number of the next record, which Ovid and Embase write: `2.`, `<2>`.
  private func isCounter(_ index: Int) -> Bool {
    guard index > 0, lines.isBlank(index - 1), next(after: index)?.tag == "TY" else { return false }
    let text = lines[index].trimmedText
    let inner = text.hasPrefix("<") && text.hasSuffix(">") ? text.dropFirst().dropLast() : text[...]
    let number = inner.hasSuffix(".") ? inner.dropLast() : inner
    return String(number).isDigits
  }

  /// The tag of the next line that is not empty; nil where it has none.
  private func next(after index: Int) -> RISLine? {
    lines.nextFilled(after: index).flatMap { RISLine(lines[$0], indent: indent) }
  }

  /// Whether a text runs here, so that a line may be a part of it whatever it looks like.
  private var isInText: Bool {
    guard let last = record.fields.last else { return false }
    return RISTags.running.contains(last.tag)
  }

  private func isStart(_ line: RISLine, _ index: Int) -> Bool {
    RISLine.isType(line.value.trimmedText) || !(hasType && isInText)
  }

  private func isTag(
    _ line: RISLine, _ index: Int, _ warn: (String, SourcePlace) throws -> Void
  ) throws -> Bool {
    // It was told from an end before, and said.
    if line.tag == "ER" { return false }
    // With one blank before the hyphen, `A1 - ` is a tag only where the record is written so.
    if hasType, line.gap < gap, line.gap < 2 { return false }
    if record.fields.isEmpty || !isInText { return try isKnown(line, index, warn) }
    let isKnown = RISTags.known.contains(line.tag)
    if isKnown, line.tag != "TY", !isWord(line, index) { return true }
    // `US  - based trial`; a tag that some database made up begins its text like others.
    if !isKnown, !line.goesOn { return try self.isKnown(line, index, warn) }
    try warn(
      "The line begins like one with the tag \(line.tag), but goes on a sentence; it was read as text "
        + "of \(record.fields.last?.tag ?? "")", lines.place(index, column: 1))
    return false
  }

  private func isKnown(
    _ line: RISLine, _ index: Int, _ warn: (String, SourcePlace) throws -> Void
  ) throws -> Bool {
    if !RISTags.known.contains(line.tag) {
      try warn(
        "The tag \(line.tag) is none of RIS; it was kept as property \(line.tag)",
        lines.place(index, column: 1))
    }
    return true
  }

  /// Whether a known tag is a word of a wrapped text: `ED  - visits`.
  ///
  /// That takes several signs, since texts of many tags begin with a small letter: the line before is
  /// long and ends within a sentence, and the text has more lines before or after this one.
  private func isWord(_ line: RISLine, _ index: Int) -> Bool {
    guard line.goesOn, index > 0, !RISTags.begunSmall.contains(line.tag),
      (40...200).contains(lines[index - 1].count),
      let last = lines[index - 1].trimmedText.unicodeScalars.last,
      last.properties.isLowercase || last == ","
    else { return false }
    let isWrapped = (record.fields.last?.lines.count ?? 0) > 1
    let goesOn =
      index + 1 < lines.count && !lines.isBlank(index + 1)
      && RISLine(lines[index + 1], indent: indent) == nil
    return isWrapped || goesOn
  }

  /// Whether ER ends the record: not where it stands within a running text.
  private func isEnd(
    _ line: RISLine, _ index: Int, _ warn: (String, SourcePlace) throws -> Void
  ) throws -> Bool {
    guard isInText else { return true }
    let rest = line.value.trimmedText
    guard let after = lines.nextFilled(after: index) else { return true }
    if let next = RISLine(lines[after], indent: indent) {
      if next.tag == "TY" || rest.isEmpty { return true }
    } else if rest.isEmpty {
      // Text follows at once, and the record's true end comes before the next one begins.
      guard after == index + 1, !isCounter(after), hasEnd(after) else { return true }
    }
    try warn(
      "ER stands within a text; it was read as text of \(record.fields.last?.tag ?? "")",
      lines.place(index, column: 1))
    return false
  }

  /// Whether, from `index` on, ER comes before TY.
  private func hasEnd(_ index: Int) -> Bool {
    for other in index..<lines.count {
      guard let line = RISLine(lines[other], indent: indent) else { continue }
      if line.tag == "TY" { return false }
      if line.tag == "ER" { return true }
    }
    return false
  }
}
