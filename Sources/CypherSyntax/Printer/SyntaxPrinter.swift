import GraphModel

/// Writes a tree as canonical text: keywords in upper case, one space, parentheses only where they
/// are needed.
///
/// Reading the text gives a tree that is written the same again. For EXPLAIN, saved queries, logs
/// and tests:
///
///     SyntaxPrinter(clauseSeparator: "\n").text(of: statement)
///
/// - Complexity: O(*n* · *d*) for a tree of *n* nodes and height *d*.
public struct SyntaxPrinter: Sendable {
  /// What stands between two clauses of a query: a space, or a line break.
  public var clauseSeparator: String
  /// Whether names of functions are written in lower case, so that texts can be compared.
  package var foldsFunctionNames = false
  /// Whether variables are put into backticks where the language asks for it: not where a text is only
  /// to be looked at, and a variable may be called `#4`.
  package var quotesVariables = true

  /// A printer that puts `clauseSeparator` between clauses.
  public init(clauseSeparator: String = " ") { self.clauseSeparator = clauseSeparator }

  /// The text of a statement.
  public func text(of statement: Statement) -> String {
    let body: String
    switch statement.body {
    case .query(let query): body = text(of: query)
    case .schema(let command): body = text(of: command)
    case .transaction(let command): body = command.rawValue
    }
    let mode: [String] =
      switch statement.mode {
      case .run: []
      case .explain: ["EXPLAIN"]
      case .profile: ["PROFILE"]
      }
    return (mode + texts(of: statement.evidence) + [body]).joined(separator: clauseSeparator)
  }

  /// The prefixes that ask of the evidence, one text each.
  private func texts(of prefix: EvidencePrefix) -> [String] {
    var texts = prefix.leftOut.map { leftOut in
      switch leftOut.sources {
      case .named(let names):
        "WITHOUT STUDIES " + names.map { text(of: $0) }.joined(separator: ", ")
      case .matching(let pattern): "WITHOUT \(text(of: pattern))"
      }
    }
    if let request = prefix.request {
      var text = "EVIDENCE" + (request.givesAllClaims ? " ALL" : "")
      if !request.names.isEmpty {
        text += " AS (\(request.names.map { self.name($0) }.joined(separator: ", ")))"
      }
      if let sources = request.sources { text += " BY \(self.text(of: sources))" }
      texts.append(text)
    }
    return texts
  }

  /// The text of a query.
  public func text(of query: Query) -> String {
    let parts = query.parts.map { part in
      part.clauses.map { text(of: $0) }.joined(separator: clauseSeparator)
    }
    let union = query.distinct ? "UNION" : "UNION ALL"
    return parts.joined(separator: clauseSeparator + union + clauseSeparator)
  }

  /// The texts of conditions that all hold, joined by AND.
  package func conjunction(of conditions: [Expression]) -> String {
    conditions.map { text(of: $0, .not) }.joined(separator: " AND ")
  }

  /// The text of a query inside braces, which is on one line.
  func inline(_ query: Query) -> String {
    var printer = self
    printer.clauseSeparator = " "
    return printer.text(of: query)
  }

  // MARK: Names

  /// A variable, in backticks where it is not a plain word or could be read as a keyword.
  func variable(_ name: Name) -> String {
    let text = name.text.string
    guard quotesVariables else { return text }
    guard let keyword = Keyword(word: text) else { return self.name(text) }
    switch keyword {
    case .true, .false, .null, .inf, .infinity, .nan: return quoted(text)
    default: return keyword.role == .word ? text : quoted(text)
    }
  }

  /// A label, type, key or the like, where keywords are names.
  func name(_ name: Name) -> String { self.name(name.text.string) }

  private func name(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  /// The name of a function or procedure, of which each part is written by itself.
  func dottedName(_ name: Name) -> String {
    let parts = name.text.string.split(separator: ".", omittingEmptySubsequences: false)
    return parts.map { self.name(String($0)) }.joined(separator: ".")
  }

  /// The name of a function, in backticks where the word has a syntax of its own.
  func functionName(_ name: Name) -> String {
    let text =
      switch Keyword(word: name.text.string) {
      case .some(.none), .all, .any, .single, .reduce, .shortestPath, .allShortestPaths:
        quoted(name.text.string)
      case .some(let keyword) where keyword.role != .word: quoted(name.text.string)
      default: dottedName(name)
      }
    return foldsFunctionNames ? text.lowercased() : text
  }

  /// A name in a place where some keywords have a meaning, in backticks where it is one.
  func unambiguousName(_ name: Name) -> String {
    Keyword(word: name.text.string) == nil ? self.name(name) : quoted(name.text.string)
  }

  func parameter(_ name: Name) -> String {
    let scalars = name.text.string.unicodeScalars
    let plain = !scalars.isEmpty && scalars.allSatisfy { $0.continuesName }
    return "$" + (plain ? name.text.string : quoted(name.text.string))
  }

  private func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    guard first == "_" || first.properties.isXIDStart else { return false }
    return text.unicodeScalars.allSatisfy { $0.continuesName }
  }

  private func quoted(_ text: String) -> String {
    var result: String.UnicodeScalarView = "`".unicodeScalars
    for scalar in text.unicodeScalars {
      if scalar == "`" { result.append(scalar) }
      result.append(scalar)
    }
    result.append("`")
    return String(result)
  }
}

extension Unicode.Scalar {
  /// Whether a name can go on with this without backticks.
  var continuesName: Bool { self == "_" || properties.isXIDContinue }
}

extension Statement: CustomStringConvertible {
  /// The canonical text.
  public var description: String { SyntaxPrinter().text(of: self) }
}

extension Query: CustomStringConvertible {
  /// The canonical text.
  public var description: String { SyntaxPrinter().text(of: self) }
}

extension Clause: CustomStringConvertible {
  /// The canonical text.
  public var description: String { SyntaxPrinter().text(of: self) }
}

extension Expression: CustomStringConvertible {
  /// The canonical text.
  public var description: String { SyntaxPrinter().text(of: self) }
}

extension PathPattern: CustomStringConvertible {
  /// The canonical text.
  public var description: String { SyntaxPrinter().text(of: self) }
}

extension LabelExpression: CustomStringConvertible {
  /// The canonical text, without the colon before it.
  public var description: String { SyntaxPrinter().labels(self) }
}
