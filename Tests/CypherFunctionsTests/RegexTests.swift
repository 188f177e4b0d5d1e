import CypherFunctions
import GraphModel
import Testing

@Suite struct RegexMatcherTests {
  private func matches(_ pattern: String, _ text: String) throws -> Bool {
    try RegexMatcher(pattern: Text(pattern)).matches(Text(text))
  }

  @Test(arguments: [
    ("", ""), ("abc", "abc"), ("a.c", "a\u{175}c"), ("a.c", "a\u{1F600}c"), ("(?s)a.c", "a\nc"),
    ("[a-c]+", "abccba"), ("[^a-c]+", "xyz\u{1F600}"), ("[]a]+", "]a]"), ("[^]a]", "b"),
    ("[-a]+", "a-a"), ("[a-]+", "a-"), ("[a-d[m-p]]+", "amdp"), ("[a-z&&[^bc]]+", "adz"),
    ("[a-z&&[def]]", "e"), (#"\d{3}-\d{2}"#, "123-45"), (#"\w+\s\w+"#, "a_1\tB"),
    (#"\D\W\S"#, "a-b"), (#"\bfoo\b.*"#, "foo bar"), (#".*\bbar"#, "foo bar"),
    ("a|b|", ""), ("(a|b)*c", "ababc"), ("(?:ab)+", "abab"), ("(?<year>\\d{4})", "2024"),
    ("a{2}", "aa"), ("a{2,}", "aaaa"), ("a{0,2}b", "aab"), ("a{0}", ""), ("a*?b+?c??", "aabb"),
    ("(?i)GoV.*", "gOvernance"), ("(?iu)\u{175}", "\u{174}"), ("(?i:a)b", "Ab"),
    ("a(?i)b|c", "C"), ("(?i)[^b]", "a"), ("(?i)[a-c]+", "AbC"),
    (#"\Qa.b*\E+"#, "a.b***"), (#"\Q+"#, "+"), (#"a\.b"#, "a.b"),
    (#"\t\n\r\f\a\e"#, "\t\n\r\u{C}\u{7}\u{1B}"),
    (#"\x41\u0042\x{1F600}\0101"#, "AB\u{1F600}A"), (#"\uD83D\uDE00"#, "\u{1F600}"),
    (#"\cA"#, "\u{1}"),
    (#"\p{L}+"#, "t\u{177}\u{E9}\u{4E2D}"), (#"\p{Lu}\p{Ll}+"#, "\u{174}en"), (#"\pL\PL"#, "a1"),
    (#"\p{IsAlphabetic}+"#, "\u{E9}a"), (#"\p{Alpha}+"#, "aZ"), (#"[\p{Nd}_]+"#, "1_\u{665}"),
    ("^abc$", "abc"), (#"\Aabc\z"#, "abc"), ("(?m)a$\n^b", "a\nb"), ("(?s)(?m).*^b.*", "a\nbc"),
    (#"a\Rb"#, "a\r\nb"), (#"\h\v"#, "\u{A0}\u{2028}"), ("(a*)*", "aaa"), ("(a*)+b", "aab"),
    ("(|a)+", "aa"), ("(^a|b)+", "ab"), ("x{0,3}y", "xxy"), ("\u{E9}", "\u{E9}"), ("}]", "}]"),
    (#"\B-\B"#, "-"), (#"a\b"#, "a"), ("(?-i)a", "a"), ("(?im)A", "a"), ("[\\Q^]\\E]+", "^]"),
  ])
  func accepts(_ pattern: String, _ text: String) throws {
    #expect(try matches(pattern, text))
  }

  @Test(arguments: [
    ("", "a"), ("abc", "abcd"), ("abc", "xabc"), ("a.c", "a\nc"), ("a.c", "a\u{2028}c"),
    ("[a-c]", "d"), ("[a-z&&[^bc]]", "b"), ("[^]a]", "]"), (#"\d"#, "\u{665}"), (#"\w"#, "\u{175}"),
    ("(?i)\u{175}", "\u{174}"), ("(?i)[^a]", "A"), (#"a\bb"#, "ab"), (#"\Ba"#, "a"),
    ("a{2}", "aaa"), ("a{2,3}", "a"), ("(?i:a)b", "AB"), ("a^b", "ab"), ("a$b", "ab"),
    ("(?m)^", "\n"), ("a(?i)b", "AB"), ("\u{E9}", "e\u{301}"), (".", ""), (".", "ab"),
    ("[a&&b]", "a"), (#"\PL"#, "a"), ("(?m)\r^\n", "\r\n"), ("(?m)\r$\n", "\r\n"),
  ])
  func refuses(_ pattern: String, _ text: String) throws {
    #expect(try !matches(pattern, text))
  }

  @Test(arguments: [
    ("(", 1), ("a)", 2), ("[", 1), ("[a", 1), ("*a", 1), ("a**", 3), ("+", 1), ("a{", 2),
    ("a{x}", 2),
    ("a{2", 2), ("a{3,2}", 2), ("a{9999}", 2), ("\\", 1), ("a\\y", 2), ("[z-a]", 2), ("(?<1>a)", 1),
    ("(?q)", 3), (#"\x4"#, 1), (#"\u12"#, 1), (#"\uD800"#, 1), (#"\x{110000}"#, 1), (#"\p{L"#, 1),
    ("[a-", 1), ("(?i", 4), (#"\08"#, 1),
  ])
  func saysWhatIsNotValid(_ pattern: String, _ character: Int) {
    let error = #expect(throws: Diagnostic.self) { try RegexMatcher(pattern: Text(pattern)) }
    #expect(error?.type == .argumentError)
    #expect(error?.detail == "InvalidRegularExpression")
    #expect(
      error?.message.contains("at character \(character):") == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [
    #"(a)\1"#, "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?>a)", "a++", #"\k<n>"#, "(?x)a", "(?U)a",
    #"\p{IsGreek}"#, #"\X"#, #"\b{g}"#,
  ])
  func saysWhatIsNotSupported(_ pattern: String) {
    let error = #expect(throws: Diagnostic.self) { try RegexMatcher(pattern: Text(pattern)) }
    #expect(error?.type == .unsupported)
    #expect(error?.hint != nil)
  }

  @Test func largePatternsAreRefused() {
    let patterns = [
      String(repeating: "a", count: 10_001), "(((a{1000}){1000}){1000}){1000}",
      "(((){1000}){1000}){1000}b{1000}{1000}",
    ]
    for pattern in patterns {
      #expect(throws: Diagnostic.self) { try RegexMatcher(pattern: Text(pattern)) }
    }
    let deep = String(repeating: "(", count: 5_000) + String(repeating: ")", count: 5_000)
    #expect(throws: Diagnostic.self) { try RegexMatcher(pattern: Text(deep)) }
    let classes = String(repeating: "[", count: 9_000)
    #expect(throws: Diagnostic.self) { try RegexMatcher(pattern: Text(classes)) }
  }

  /// A backtracking matcher takes longer than the universe will last for some of these.
  @Test(arguments: [
    "(a+)+b", "(a*)*b", "(a|a)*b", "(a|aa)+b", "(.*)(.*)(.*)(.*)(.*)b", "(a?){200}a{200}b",
  ])
  func noPatternBlowsUp(_ pattern: String) throws {
    let clock = ContinuousClock()
    let text = String(repeating: "a", count: 20_000)
    let start = clock.now
    #expect(try !matches(pattern, text))
    let time = clock.now - start
    #expect(time < .seconds(20))
  }

  @Test func tablesAndSimulationAgreeWhereTablesAreTooLarge() throws {
    // The place of the last 'a' before the end needs 2^12 states of a table.
    let matcher = try RegexMatcher(pattern: "(a|b)*a(a|b){12}")
    var generator = SplitMix(seed: 3)
    for _ in 0..<200 {
      let letters = (0..<40).map { _ in generator.chance(50) ? "a" : "b" }
      let expected = letters[letters.count - 13] == "a"
      #expect(matcher.matches(Text(letters.joined())) == expected)
    }
  }
}

/// Random patterns against an oracle that follows the tree of the pattern position by position.
@Suite struct RegexPropertyTests {
  indirect enum Tree {
    case literal(Character)
    case any
    case set([Character], inverted: Bool)
    case sequence([Tree])
    case choice([Tree])
    case repeated(Tree, Int, Int?, String)
    case start, end, boundary

    var pattern: String {
      switch self {
      case .literal(let character): String(character)
      case .any: "."
      case .set(let characters, let inverted): "[\(inverted ? "^" : "")\(String(characters))]"
      case .sequence(let parts): parts.map(\.pattern).joined()
      case .choice(let branches): "(\(branches.map(\.pattern).joined(separator: "|")))"
      case .repeated(let body, _, _, let suffix): "(?:\(body.pattern))\(suffix)"
      case .start: "^"
      case .end: "$"
      case .boundary: "\\b"
      }
    }

    func ends(in text: [Character], from starts: Set<Int>) -> Set<Int> {
      switch self {
      case .literal(let character):
        return Set(starts.filter { $0 < text.count && text[$0] == character }.map { $0 + 1 })
      case .any:
        return Set(starts.filter { $0 < text.count && text[$0] != "\n" }.map { $0 + 1 })
      case .set(let characters, let inverted):
        return Set(
          starts.filter { $0 < text.count && characters.contains(text[$0]) != inverted }
            .map { $0 + 1 })
      case .sequence(let parts): return parts.reduce(starts) { $1.ends(in: text, from: $0) }
      case .choice(let branches):
        return branches.reduce(into: []) { $0.formUnion($1.ends(in: text, from: starts)) }
      case .repeated(let body, let least, let most, _):
        var current = starts
        for _ in 0..<least { current = body.ends(in: text, from: current) }
        var all = current
        var rounds = most.map { $0 - least } ?? .max
        while rounds > 0 {
          current = body.ends(in: text, from: current).subtracting(all)
          if current.isEmpty { break }
          all.formUnion(current)
          rounds -= 1
        }
        return all
      case .start: return starts.intersection([0])
      case .end: return starts.intersection([text.count])
      case .boundary:
        let isWord = { (i: Int) in text.indices.contains(i) && (text[i].isLetter && text[i].isASCII)
        }
        return starts.filter { isWord($0 - 1) != isWord($0) }
      }
    }
  }

  private func tree(_ generator: inout SplitMix, depth: Int) -> Tree {
    let letters: [Character] = ["a", "b", "\u{175}", "-"]
    switch Int.random(in: 0..<(depth > 0 ? 10 : 5), using: &generator) {
    case 0, 1: return .literal(letters.randomElement(using: &generator) ?? "a")
    case 2: return .any
    case 3:
      let some = letters.dropLast().filter { _ in generator.chance(60) }
      return some.isEmpty ? .any : .set(some, inverted: generator.chance(40))
    case 4:
      return [.start, .end, .boundary, .literal("a")].randomElement(using: &generator) ?? .any
    case 5, 6:
      return .sequence((0..<3).map { _ in tree(&generator, depth: depth - 1) })
    case 7:
      return .choice((0..<2).map { _ in tree(&generator, depth: depth - 1) })
    default:
      let forms: [(Int, Int?, String)] = [
        (0, nil, "*"), (1, nil, "+"), (0, 1, "?"), (2, 3, "{2,3}"), (0, 2, "{0,2}?"),
        (1, nil, "+?"),
      ]
      let (least, most, suffix) = forms.randomElement(using: &generator) ?? forms[0]
      return .repeated(tree(&generator, depth: depth - 1), least, most, suffix)
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func agreesWithTheOracle(seed: UInt64) throws {
    var generator = SplitMix(seed: seed)
    for _ in 0..<50 {
      let tree = tree(&generator, depth: 4)
      let matcher = try RegexMatcher(pattern: Text(tree.pattern))
      for _ in 0..<20 {
        let text: [Character] = (0..<Int.random(in: 0...7, using: &generator)).map { _ in
          ["a", "b", "\u{175}", "-", "\n"].randomElement(using: &generator) ?? "a"
        }
        let expected = tree.ends(in: text, from: [0]).contains(text.count)
        #expect(
          matcher.matches(Text(String(text))) == expected, "\(tree.pattern) on \(String(text))")
      }
    }
  }

  @Test func randomPatternsAreReadOrRefused() {
    var generator = SplitMix(seed: 99)
    let alphabet = Array("ab()[]{}|*+?.^$\\-&:=!<>,0123dwspPQEbBxui\u{175}").map(String.init)
    var accepted = 0
    for _ in 0..<5_000 {
      let pattern = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? "a"
      }
      do throws(Diagnostic) {
        let matcher = try RegexMatcher(pattern: Text(pattern.joined()))
        accepted += 1
        _ = matcher.matches("ab\u{175}1")
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
    #expect(accepted > 100)
  }
}

/// A generator whose sequence a seed fixes (SplitMix64, Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
