import GraphModel

// What stands before a query: EXPLAIN, PROFILE, WITHOUT and EVIDENCE, in any order. WITHOUT, EVIDENCE
// and what follows them are words of this place only and stay names everywhere else.
extension Parser {
  /// What a statement begins with before its body.
  struct Prefixes {
    var mode: Statement.Mode = .run
    var evidence = EvidencePrefix()
    /// The first word that only a query may follow.
    var word: Token?
  }

  // prefixes ::= { EXPLAIN | PROFILE | without | evidence }
  mutating func prefixes() throws(Diagnostic) -> Prefixes {
    var found = Prefixes()
    while true {
      if found.mode == .run, accept(.explain) {
        found.mode = .explain
      } else if found.mode == .run, accept(.profile) {
        found.mode = .profile
      } else if upperWord() == "WITHOUT" {
        found.word = found.word ?? current
        found.evidence.leftOut.append(try leftOut())
      } else if upperWord() == "EVIDENCE" {
        if found.evidence.request != nil { throw .evidenceTwice(at: current.span) }
        found.word = found.word ?? current
        found.evidence.request = try evidenceRequest()
      } else {
        return found
      }
    }
  }

  // without ::= WITHOUT ((STUDY | STUDIES | SOURCE | SOURCES) expression {',' expression} | node)
  private mutating func leftOut() throws(Diagnostic) -> LeftOut {
    let start = advance().start
    if at(.leftParenthesis) {
      return LeftOut(.matching(try nodePattern()), span: span(from: start))
    }
    guard ["STUDY", "STUDIES", "SOURCE", "SOURCES"].contains(upperWord()) else {
      throw unexpected("STUDY, STUDIES or a node pattern such as (s:Study) after WITHOUT")
    }
    advance()
    let names = try commaSeparated { (parser) throws(Diagnostic) in try parser.expression() }
    return LeftOut(.named(names), span: span(from: start))
  }

  // evidence ::= EVIDENCE [ALL] [AS '(' name {',' name} ')'] [BY node]
  private mutating func evidenceRequest() throws(Diagnostic) -> EvidenceRequest {
    let start = advance().start
    let all = accept(.all)
    var names: [Name] = []
    if accept(.as) {
      let open = try expect(.leftParenthesis, "the names of the columns in parentheses")
      names = try commaSeparated { (parser) throws(Diagnostic) in
        try parser.name("the name of a column")
      }
      try close(.rightParenthesis, of: open)
      let most = EvidenceRequest.standardNames.count
      if names.count > most { throw .tooManyEvidenceNames(at: names[most].span) }
      let words = names.map(\.text)
      if let twice = names.indices.first(where: { words[..<$0].contains(words[$0]) }) {
        throw .evidenceColumnTwice(names[twice].text, at: names[twice].span)
      }
    }
    let sources = accept(.by) ? try nodePattern() : nil
    return EvidenceRequest(
      givesAllClaims: all, names: names, sources: sources, span: span(from: start))
  }
}

extension Diagnostic {
  static func evidenceTwice(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .syntaxError, .compile, "UnexpectedSyntax", "EVIDENCE stands before the query once",
      at: span, hint: "Leave one of them out")
  }

  static func tooManyEvidenceNames(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .syntaxError, .compile, "UnexpectedSyntax",
      "EVIDENCE adds three columns, so that it has no fourth name", at: span,
      hint: "Write EVIDENCE AS (studies, claims, evidence)")
  }

  /// A name that would be that of two columns.
  package static func evidenceColumnTwice(_ name: Text, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .syntaxError, .compile, "ColumnNameConflict",
      "The answer would have two columns '\(name)'", at: span,
      hint: "Name those of EVIDENCE: EVIDENCE AS (who, said, basis) …")
  }

  static func prefixOfCommand(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .syntaxError, .compile, "UnexpectedSyntax", "\(word) stands before a query that reads",
      at: span, hint: "Commands on indexes and transactions rest on no source")
  }
}
