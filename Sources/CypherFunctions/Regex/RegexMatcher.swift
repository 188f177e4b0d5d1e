import GraphModel

/// The operator `=~`: whether a whole text is described by a regular expression.
///
/// The syntax is that of `java.util.regex`, which other openCypher engines use: literals, `.`,
/// classes with ranges, negation, union and intersection, `\d \w \s \h \v \R` and their opposites,
/// `\p{…}` for general categories, `\Q…\E`, groups, alternation, `* + ? {m,n}` greedy and lazy,
/// `^ $ \A \z \Z \b \B`, and the flags `(?i)`, `(?s)`, `(?m)`, `(?u)`. As in Java, `\d \w \s \b` and
/// `(?i)` know ASCII only; `\p{L}` and `(?iu)` know all letters. `$` stands at the very end of the
/// text only.
///
/// Matching takes time linear in the text, whatever the pattern: there is no backtracking that a
/// pattern such as `(a+)+b` could blow up. What cannot be matched so (references back, look-around,
/// possessive repetition) is refused with a diagnostic.
///
///     try RegexMatcher(pattern: "(?i)gov.*").matches("Governance")   // true
public struct RegexMatcher: Sendable {
  private let program: RegexProgram
  private let table: RegexTable?

  /// The most bytes of a pattern.
  public static let patternLimit = 10_000

  /// A matcher for `pattern`, to be kept for many texts.
  ///
  /// - Throws: `ArgumentError` (`InvalidRegularExpression`), `Unsupported`
  ///   (`UnsupportedRegularExpression`) or `LimitExceeded` (`RegularExpressionTooLarge`).
  /// - Complexity: bounded by the limits of pattern, program and table: some milliseconds at most.
  public init(pattern: Text) throws(Diagnostic) {
    guard pattern.string.utf8.count <= Self.patternLimit else { throw .regexTooLarge() }
    var parser = RegexParser(pattern)
    program = try RegexProgram(try parser.parse())
    table = RegexTable(program)
  }

  /// Whether the whole of `text` matches.
  ///
  /// - Complexity: O(*n*) for a text of *n* bytes; O(*n* · *m*) for the few patterns of *m*
  ///   instructions whose table would be too large.
  ///
  /// - Parameter poll: Called now and then during a long search; what it throws ends the search.
  public func matches(_ text: Text, poll: () throws -> Void) rethrows -> Bool {
    if let table { return try text.withUTF8 { try matches($0, table, poll) } }
    var simulation = RegexSimulation(program)
    var polled = 0
    for scalar in text.string.unicodeScalars {
      simulation.step(program.alphabet.classOf(scalar.value))
      if simulation.place.states.isEmpty { return false }
      if simulation.work - polled > 1 << 16 {
        polled = simulation.work
        try poll()
      }
    }
    return simulation.accepts()
  }

  /// Whether the whole of `text` matches, without a way to end the search.
  public func matches(_ text: Text) -> Bool { matches(text) {} }

  private func matches(
    _ bytes: UnsafeBufferPointer<UInt8>, _ table: RegexTable, _ poll: () throws -> Void
  ) rethrows -> Bool {
    let classes = program.alphabet.count
    var state = Int(table.start)
    var i = 0
    let count = bytes.count
    var next = 1 << 16
    while i < count {
      if state == 0 { return false }
      if i >= next {
        next = i &+ 1 << 16
        try poll()
      }
      let byte = bytes[i]
      let number: Int
      if byte < 0x80 {
        number = program.alphabet.ascii[Int(byte)]
        i &+= 1
      } else {
        // A text is valid UTF-8, so that the lead byte tells how many follow.
        let length = byte < 0xE0 ? 2 : (byte < 0xF0 ? 3 : 4)
        var value = UInt32(byte) & (0x7F >> UInt32(length))
        for byte in bytes[(i &+ 1)..<min(i &+ length, count)] {
          value = value << 6 | UInt32(byte & 0x3F)
        }
        number = program.alphabet.classOf(value)
        i &+= length
      }
      state = Int(table.next[state &* classes &+ number])
    }
    return table.accepting[state]
  }
}
