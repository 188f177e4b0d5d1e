import CypherFunctions
import GraphModel
import Testing

@Suite struct GraphFunctionTests {
  private let node = Value.node(Node(id: 1))
  private let relationship = Value.relationship(Relationship(id: 5))

  @Test func readContentsFromTheContext() throws {
    #expect(try call("labels", node) == ["A", "B"])
    #expect(try call("type", relationship) == "R")
    #expect(try call("keys", node) == ["k", "m"])
    #expect(try call("keys", ["a": 1]) == ["a"])
    #expect(try call("properties", relationship) == ["w": 0.5])
    #expect(try call("properties", ["a": nil]) == ["a": nil])
    #expect(try call("startNode", relationship) == node)
    #expect(try call("endNode", relationship) == .node(Node(id: 2)))
    for name in ["labels", "type", "keys", "properties", "startNode", "endNode"] {
      #expect(try call(name, nil).isNull)
    }
  }

  @Test func deletedEntitiesHaveNoContents() throws {
    for name in ["labels", "properties", "keys"] {
      let error = #expect(throws: Diagnostic.self) { try call(name, .node(Node(id: 99))) }
      #expect(error?.type == .entityNotFound)
      #expect(error?.detail == "DeletedEntityAccess")
    }
    #expect(try call("type", .relationship(Relationship(id: 6))) == "GONE")
    #expect(try call("id", .node(Node(id: 99))) == 99)
  }

  @Test(
    arguments: [
      ("type", 0), ("type", 1.0), ("type", true), ("type", ""), ("type", []), ("labels", 1),
      ("toInteger", []), ("toInteger", [:]), ("toFloat", true), ("toFloat", []), ("toString", []),
      ("toString", [:]), ("size", 1), ("length", "abc"), ("toUpper", 1), ("abs", "a"),
    ] as [(String, Value)])
  func wrongTypesAreErrorsOfTheTCK(_ name: String, _ argument: Value) {
    let error = #expect(throws: Diagnostic.self) { try call(name, argument) }
    #expect(error?.type == .typeError)
    #expect(error?.phase == .runtime)
    #expect(error?.detail == "InvalidArgumentValue")
    #expect(error?.message.contains(argument.typeName) == true)
  }
}

@Suite struct RangeTests {
  @Test(arguments: [true, -1.1, -0.0, 0.0, "xyz", [1], ["k": 1]] as [Value])
  func boundsMustBeIntegers(_ wrong: Value) {
    for arguments in [[wrong, 1, 1], [0, wrong, 1], [0, 1, wrong]] as [[Value]] {
      let error = #expect(throws: Diagnostic.self) {
        try call("range", arguments[0], arguments[1], arguments[2])
      }
      #expect(error?.type == .argumentError)
      #expect(error?.detail == "InvalidArgumentType")
    }
  }

  @Test func aStepOfZeroLeadsNowhere() {
    let error = #expect(throws: Diagnostic.self) { try call("range", 2, 8, 0) }
    #expect(error?.type == .argumentError)
    #expect(error?.detail == "NumberOutOfRange")
  }

  @Test func hugeRangesAreRefusedAtOnce() {
    for (start, end, step) in [(0, Int.max, 1), (Int.min, Int.max, 1), (Int.max, Int.min, -1)] {
      let error = #expect(throws: Diagnostic.self) {
        try call("range", .integer(start), .integer(end), .integer(step))
      }
      #expect(error?.type == .limitExceeded)
    }
  }

  @Test func theEndsOfTheIntegersAreReached() throws {
    let ends = try call("range", .integer(.min), .integer(.max), .integer(.max))
    #expect(ends == [.integer(.min), -1, .integer(.max - 1)])
    #expect(
      try call("range", .integer(.max), .integer(.min), .integer(.min)) == [
        .integer(.max), -1,
      ])
    #expect(try call("range", 1381, -3412, -1298) == [1381, 83, -1215, -2513])
  }
}

@Suite struct ConversionTests {
  @Test func numbersBeyondIntegersAreErrors() {
    let values: [Value] = [
      1e19, .float(.nan), .float(-.infinity), "9223372036854775808", "1e30", "-9223372036854775809",
    ]
    for value in values {
      let error = #expect(throws: Diagnostic.self) { try call("toInteger", value) }
      #expect(error?.type == .arithmeticError)
      #expect(throws: Never.self) { try call("toIntegerOrNull", value) }
    }
  }

  @Test(arguments: ["1", "+1", "-1", "1.", ".5", "1e5", "1E+5", "-1.5e-3"])
  func numbersAreRead(_ text: String) throws {
    #expect(isSame(try call("toFloat", .string(text)), .float(try #require(Double(text)))))
    #expect(try !call("toInteger", .string(text)).isNull)
  }

  @Test(arguments: [
    "", " ", "e5", "1e", "0x10", "inf", "nan", "1 2", "1f", "--1", "1.2.3", ".", "५",
  ])
  func otherTextsAreNull(_ text: String) throws {
    #expect(try call("toFloat", .string(text)).isNull)
    #expect(try call("toInteger", .string(text)).isNull)
  }

  @Test func floatsReadBackAsTheyAreShown() throws {
    for value in [1.0, 1e10, -2.5e-7, .infinity, 0.1, 123_456_789.123] {
      #expect(try call("toFloat", call("toString", .float(value))) == .float(value))
    }
  }

  @Test func deepNestingInValueTypesIsNamed() throws {
    #expect(
      try call("valueType", [[1], ["a"], []])
        == .string(
          "LIST<LIST<INTEGER NOT NULL> NOT NULL | LIST<NOTHING> NOT NULL | "
            + "LIST<STRING NOT NULL> NOT NULL> NOT NULL"))
  }
}

@Suite struct TextFunctionTests {
  @Test func negativeLengthsAreErrors() {
    let calls: [@Sendable () throws -> Value] = [
      { try call("left", "abc", -1) }, { try call("right", "abc", -1) },
      { try call("substring", "abc", -1) }, { try call("substring", "abc", 0, -1) },
    ]
    for call in calls {
      let error = #expect(throws: Diagnostic.self) { try call() }
      #expect(error?.type == .argumentError)
      #expect(error?.detail == "NumberOutOfRange")
    }
  }

  @Test func hugeLengthsAreCutOff() throws {
    #expect(try call("left", "abc", .integer(.max)) == "abc")
    #expect(try call("right", "abc", .integer(.max)) == "abc")
    #expect(try call("substring", "abc", .integer(.max), .integer(.max)) == "")
  }

  @Test func textsCountCodePointsNotCharacters() throws {
    let text: Value = "e\u{301}\u{1F1EC}\u{1F1E7}"
    #expect(try call("size", text) == 4)
    #expect(try call("left", text, 1) == "e")
    #expect(try call("right", text, 1) == "\u{1F1E7}")
    #expect(try call("substring", text, 1, 1) == "\u{301}")
    #expect(try call("split", text, "") == ["e", "\u{301}", "\u{1F1EC}", "\u{1F1E7}"])
    #expect(try call("replace", text, "\u{301}", "!") == "e!\u{1F1EC}\u{1F1E7}")
    #expect(try call("replace", "e\u{301}", "\u{E9}", "x") == "e\u{301}")
  }

  @Test func replacementsThatGrowTooLargeAreRefused() throws {
    let long = Value.string(String(repeating: "a", count: 100_000))
    let error = #expect(throws: Diagnostic.self) { try call("replace", long, "a", long) }
    #expect(error?.type == .limitExceeded)
  }

  @Test func unknownWordsAreAnswered() {
    let form = #expect(throws: Diagnostic.self) { try call("normalize", "a", "NFX") }
    #expect(form?.type == .argumentError)
    #expect(form?.hint != nil)
    let kind = #expect(throws: Diagnostic.self) { try call("normalize", "a", "NFKC") }
    #expect(kind?.type == .unsupported)
    let mode = #expect(throws: Diagnostic.self) { try call("round", 1.5, 1, "HALFUP") }
    #expect(mode?.hint == "Did you mean 'HALF_UP'?")
  }
}

@Suite struct NumericFunctionTests {
  @Test func anIntegersOppositeMayNotFit() {
    let error = #expect(throws: Diagnostic.self) { try call("abs", .integer(.min)) }
    #expect(error?.detail == "IntegerOverflow")
  }

  @Test func roundingKeepsWhatIsRoundAlready() throws {
    for value in [0.0, -0.0, 1e300, 0.1, 5e15, .infinity] {
      for places in [1, 3, 300, Int.max] {
        guard value != 1e300, value * 10 == (value * 10).rounded() else { continue }
        #expect(try call("round", .float(value), .integer(places)) == .float(value))
      }
    }
    #expect(try call("round", 0.49999999999999994) == 0.0)
    #expect(try call("round", 4_503_599_627_370_497.5) == 4_503_599_627_370_498.0)
    #expect(throws: Diagnostic.self) { try call("round", 1.5, -1) }
    #expect(throws: Diagnostic.self) { try call("round", 1.5, 1.5) }
  }

  @Test func modesAgreeWithPlainRoundingAtWholeNumbers() throws {
    for tenth in -50...50 {
      let value = Double(tenth) / 10
      let rules: [(String, FloatingPointRoundingRule)] = [
        ("UP", .awayFromZero), ("DOWN", .towardZero), ("CEILING", .up), ("FLOOR", .down),
        ("HALF_UP", .toNearestOrAwayFromZero), ("HALF_EVEN", .toNearestOrEven),
      ]
      for (mode, rule) in rules {
        let rounded = try call("round", .float(value), 0, .string(mode))
        #expect(rounded == .float(value.rounded(rule)), "\(value) \(mode)")
      }
    }
  }

  @Test func randomNumbersAreBelowOne() throws {
    let context = FixedContext()
    let rand = try #require(FunctionCatalog.standard.scalars["rand"])
    let uuid = try #require(FunctionCatalog.standard.scalars["randomuuid"])
    var seen: Set<Value> = []
    for _ in 0..<1_000 {
      guard case .float(let number) = try rand([], in: context) else { continue }
      #expect(number >= 0 && number < 1)
      guard case .text(let text) = try uuid([], in: context) else { continue }
      let characters = Array(text.string)
      #expect(characters.count == 36)
      #expect([8, 13, 18, 23].allSatisfy { characters[$0] == "-" })
      #expect(characters[14] == "4" && "89ab".contains(characters[19]))
      seen.insert(.text(text))
    }
    #expect(seen.count == 1_000)
  }
}
