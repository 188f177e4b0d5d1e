import WordCatalog

/// Writes search expressions for a database, and marks each step that changes what is found.
struct SearchPrinter {
  let target: SearchDialect
  /// The dialect in which the strategy was written.
  let source: SearchDialect?
  let words: Words
  /// What changes, in the order of the marks.
  private(set) var losses: [Loss] = []
  /// The block that is being written.
  var block = ""
  private var hasToldField = false

  /// A step that changes something, or may.
  struct Loss: Hashable, Sendable {
    /// The number of its mark.
    var number: Int
    /// The block in which it stands.
    var block: String
    /// What changes.
    var text: String
    /// What it means for what is found; empty for nothing.
    var effect: String
  }

  init(_ target: SearchDialect, from source: SearchDialect?, _ words: Words) {
    self.target = target
    self.source = source
    self.words = words
  }

  /// Notes a loss and returns its mark.
  mutating func mark(_ text: String, _ effect: String = "") -> String {
    if let known = losses.first(where: { $0.text == text && $0.block == block }) {
      return "[\(known.number)]"
    }
    losses.append(Loss(number: losses.count + 1, block: block, text: text, effect: effect))
    return "[\(losses.count)]"
  }

  /// A whole block, with what says where it is looked for.
  mutating func text(ofBlock expression: SearchExpression) -> String {
    if case .field = expression { return text(expression, field: nil, isTop: true) }
    if expression.hasField { return text(expression, field: nil, isTop: true) }
    guard target != source else { return text(expression, field: nil, isTop: true) }
    let shown =
      switch target {
      case .ebsco: "TI, AB, SU"
      case .ovid: ".mp."
      case .scopus: "TITLE-ABS-KEY"
      case .wos: "TS="
      case .pubmed: "[tiab]"
      }
    let mark = hasToldField ? "" : self.mark(words.lossOfField(shown), words.unclear)
    hasToldField = true
    let inner = text(expression, field: target == .pubmed ? .titleAbstract : nil, isTop: true)
    switch target {
    case .ebsco: return "\(inner) \(mark)".trimmed
    case .ovid: return "(\(inner)).mp. \(mark)".trimmed
    case .scopus: return "TITLE-ABS-KEY(\(inner)) \(mark)".trimmed
    case .wos: return "TS=(\(inner)) \(mark)".trimmed
    case .pubmed: return "\(inner) \(mark)".trimmed
    }
  }

  private mutating func text(
    _ expression: SearchExpression, field: SearchField?, isTop: Bool = false
  ) -> String {
    switch expression {
    case .term(let term): return text(term, field)
    case .any(let parts):
      var seen: Set<SearchExpression> = []
      var shown: [String] = []
      for part in parts {
        if case .term(let term) = part, !seen.insert(part).inserted {
          // Once is enough, and nothing else is found.
          if !shown.isEmpty { shown[shown.count - 1] += " " + mark(words.repeatedTerm(term.text)) }
          continue
        }
        shown.append(text(part, field: field))
      }
      return bracketed(shown, " OR ", isTop)
    case .all(let parts):
      return bracketed(parts.map { text($0, field: field) }, " AND ", isTop)
    case .without(let a, let b):
      return bracketed([text(a, field: field), text(b, field: field)], " NOT ", isTop)
    case .near(let nearness, let a, let b): return near(nearness, a, b, field)
    case .field(let own, let part): return text(own, part)
    }
  }

  private func bracketed(_ parts: [String], _ operator: String, _ isTop: Bool) -> String {
    let text = parts.joined(separator: `operator`)
    return isTop || parts.count == 1 ? text : "(\(text))"
  }

  private mutating func text(_ field: SearchField, _ part: SearchExpression) -> String {
    let inner = text(part, field: target == .pubmed ? field : nil, isTop: true)
    switch (target, field) {
    case (.ebsco, .title): return "TI (\(inner))"
    case (.ebsco, .abstract): return "AB (\(inner))"
    case (.ebsco, .titleAbstract): return "(TI (\(inner)) OR AB (\(inner)))"
    case (.ebsco, .topic): return "(TI (\(inner)) OR AB (\(inner)) OR SU (\(inner)))"
    case (.ovid, .title): return "(\(inner)).ti."
    case (.ovid, .abstract): return "(\(inner)).ab."
    case (.ovid, .titleAbstract): return "(\(inner)).ti,ab."
    case (.ovid, .topic): return "(\(inner)).mp."
    case (.scopus, .title): return "TITLE(\(inner))"
    case (.scopus, .abstract): return "ABS(\(inner))"
    case (.scopus, .titleAbstract): return "TITLE-ABS(\(inner))"
    case (.scopus, .topic): return "TITLE-ABS-KEY(\(inner))"
    case (.wos, .title): return "TI=(\(inner))"
    case (.wos, .abstract): return "AB=(\(inner))"
    case (.wos, .titleAbstract): return "(TI=(\(inner)) OR AB=(\(inner)))"
    case (.wos, .topic): return "TS=(\(inner))"
    case (.pubmed, .topic):
      return "(\(inner)) \(mark(words.fieldUnknown("topic", as: "[tiab]"), words.narrower))"
    case (.pubmed, _): return isSingle(part) ? inner : "(\(inner))"
    }
  }

  private func isSingle(_ part: SearchExpression) -> Bool {
    if case .term = part { true } else { false }
  }

  private mutating func text(_ term: SearchExpression.SearchWords, _ field: SearchField?) -> String
  {
    var marks = ""
    var text = term.text.filter { $0 != "\"" }
    if term.isUnquotedPhrase, source != target {
      marks += " " + mark(words.unquotedPhrase(text), words.unclear)
    }
    var shown: [String] = []
    for word in text.split(separator: " ") {
      var word = String(word)
      if let star = word.firstIndex(of: "*") {
        let before = word[..<star].count { $0.isLetter || $0.isNumber }
        if word.index(after: star) != word.endIndex, target == .pubmed {
          marks += " " + mark(words.lossOfInnerTruncation(word), words.unclear)
        } else if before < target.leastBeforeStar {
          marks +=
            " "
            + mark(words.lossOfTruncation(word, least: target.leastBeforeStar), words.narrower)
          word.remove(at: star)
        }
      }
      shown.append(word)
    }
    text = shown.joined(separator: " ")
    let needsQuotes = term.isPhrase || text.contains(" ") && source != target
    let quoted = needsQuotes ? "\"\(text)\"" : text
    return quoted + tag(field) + marks
  }

  /// What PubMed writes behind a term.
  private func tag(_ field: SearchField?) -> String {
    guard target == .pubmed, let field else { return "" }
    switch field {
    case .title: return "[ti]"
    case .abstract: return "[ab]"
    case .titleAbstract, .topic: return "[tiab]"
    }
  }

  // MARK: Distances

  private mutating func near(
    _ nearness: SearchExpression.Nearness, _ a: SearchExpression, _ b: SearchExpression,
    _ field: SearchField?
  ) -> String {
    let printed = source?.word(for: nearness)?.text ?? words.wordsBetween(nearness.between)
    guard let (word, keepsOrder) = target.word(for: nearness) else {
      return expanded(nearness, printed, a, b, field)
    }
    // Between sets of words most databases take a distance, but not where these are joined by AND.
    if !a.joints.isEmpty || !b.joints.isEmpty, target != .ebsco, target != .ovid {
      let mark = mark(words.lossOfDistance(printed, as: "AND"), words.broader)
      return "(\(text(a, field: field)) AND \(text(b, field: field))) \(mark)"
    }
    let mark =
      nearness.isOrdered && !keepsOrder
      ? " " + mark(words.lossOfOrder(printed, as: word), words.broader) : ""
    return "(\(text(a, field: field)) \(word) \(text(b, field: field)))\(mark)"
  }

  /// PubMed has distances between the words of one text only: each pair is a text of its own. Truncated words
  /// and phrases cannot be in one, so that they are joined by AND.
  private mutating func expanded(
    _ nearness: SearchExpression.Nearness, _ printed: String, _ a: SearchExpression,
    _ b: SearchExpression, _ field: SearchField?
  ) -> String {
    let (left, right) = (plain(a), plain(b))
    guard a.joints.isEmpty, b.joints.isEmpty else {
      let mark = mark(words.lossOfDistance(printed, as: "AND"), words.broader)
      return "(\(text(a, field: field)) AND \(text(b, field: field))) \(mark)"
    }
    var parts: [String] = []
    let name = field == .title ? "ti" : field == .abstract ? "ab" : "tiab"
    for one in left.plain {
      for other in right.plain {
        parts.append("\"\(one.text) \(other.text)\"[\(name):~\(nearness.between)]")
      }
    }
    var mark = ""
    if nearness.isOrdered {
      mark +=
        " "
        + self.mark(words.lossOfOrder(printed, as: "~\(nearness.between)"), words.broader)
    }
    func list(_ terms: [SearchExpression.SearchWords]) -> String {
      let shown = terms.map { text($0, field ?? .titleAbstract) }
      return shown.count > 1 ? "(\(shown.joined(separator: " OR ")))" : shown.first ?? ""
    }
    if !right.rest.isEmpty {
      parts.append("(\(list(left.plain + left.rest)) AND \(list(right.rest)))")
    }
    if !left.rest.isEmpty, !right.plain.isEmpty {
      parts.append("(\(list(left.rest)) AND \(list(right.plain)))")
    }
    if !left.rest.isEmpty || !right.rest.isEmpty {
      mark += " " + self.mark(words.lossOfDistance(printed, as: "AND"), words.broader)
    }
    return "(\(parts.joined(separator: " OR ")))\(mark)"
  }

  /// Terms that are one word without an open end, and the others; each once.
  private func plain(
    _ expression: SearchExpression
  ) -> (plain: [SearchExpression.SearchWords], rest: [SearchExpression.SearchWords]) {
    var seen: Set<SearchExpression.SearchWords> = []
    let terms = expression.terms.filter { seen.insert($0).inserted }
    func isPlain(_ term: SearchExpression.SearchWords) -> Bool {
      !term.isTruncated && !term.text.contains(" ")
    }
    return (terms.filter(isPlain), terms.filter { !isPlain($0) })
  }
}

extension SearchExpression {
  /// Whether something in it says where it is looked for.
  var hasField: Bool {
    switch self {
    case .term: false
    case .any(let parts), .all(let parts): parts.contains(where: \.hasField)
    case .without(let a, let b), .near(_, let a, let b): a.hasField || b.hasField
    case .field: true
    }
  }
}

extension String {
  /// Without blanks at its end.
  fileprivate var trimmed: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
