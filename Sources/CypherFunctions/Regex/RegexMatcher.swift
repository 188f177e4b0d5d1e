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
  /// A text that occurs in every text that matches, the longest that the pattern shows; empty where
  /// it shows none. Looking for it first spares most of the matching.
  public let requiredText: Text

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
    let node = try parser.parse()
    requiredText = Text(node.requiredText)
    program = try RegexProgram(node)
    table = RegexTable(program)
  }

  /// Whether the whole of `text` matches.
  ///
  /// - Complexity: O(*n*) for a text of *n* bytes; O(*n* · *m*) for the few patterns of *m*
  ///   instructions whose table would be too large.
  ///
  /// - Parameter poll: Called now and then during a long search; what it throws ends the search.
  public func matches(_ text: Text, poll: () throws -> Void) rethrows -> Bool {
    try text.withUTF8 { try matches(utf8: $0, poll: poll) }
  }

  /// Whether the whole of a text, given as valid UTF-8, matches.
  public func matches(
    utf8 bytes: UnsafeBufferPointer<UInt8>, poll: () throws -> Void
  ) rethrows -> Bool {
    if let table { return try matches(bytes, table, poll) }
    var simulation = RegexSimulation(program)
    var polled = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
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
    try table.next.withUnsafeBufferPointer { next in
      try program.alphabet.ascii.withUnsafeBufferPointer { ascii in
        while i < bytes.count, state != 0 {
          // As much as can go by before the user is asked again.
          let end = min(bytes.count, i &+ 1 << 16)
          while i < end {
            let byte = bytes[i]
            if byte < 0x80 {
              state = Int(next[state &* classes &+ ascii[Int(byte)]])
              i &+= 1
            } else {
              state = Int(next[state &* classes &+ wideClass(bytes, &i)])
            }
            if state == 0 { return }
          }
          if i < bytes.count { try poll() }
        }
      }
    }
    return table.accepting[state]
  }

  /// The class of the character of several bytes at `i`, which then stands behind it.
  private func wideClass(_ bytes: UnsafeBufferPointer<UInt8>, _ i: inout Int) -> Int {
    // A text is valid UTF-8, so that the lead byte tells how many follow.
    let byte = bytes[i]
    let length = byte < 0xE0 ? 2 : (byte < 0xF0 ? 3 : 4)
    var value = UInt32(byte) & (0x7F >> UInt32(length))
    for byte in bytes[(i &+ 1)..<min(i &+ length, bytes.count)] {
      value = value << 6 | UInt32(byte & 0x3F)
    }
    i &+= length
    return program.alphabet.classOf(value)
  }
}
