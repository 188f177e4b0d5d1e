import GraphModel
import Testing

@Suite struct ArithmeticTests {
  private func isSame(_ a: Value, _ b: Value) -> Bool { a == b && a.typeName == b.typeName }

  @Test func integersStayIntegers() throws {
    #expect(isSame(try .add(1, 2), 3))
    #expect(isSame(try .subtract(1, 2), -1))
    #expect(isSame(try .multiply(3, 2), 6))
    #expect(isSame(try .divide(-7, 2), -3))
    #expect(isSame(try .modulo(-7, 2), -1))
    #expect(isSame(try .modulo(.integer(.min), -1), 0))
    #expect(isSame(try .power(2, 10), 1024.0))
    #expect(isSame(try .negate(5), -5))
  }

  @Test func aFloatMakesAFloat() throws {
    #expect(isSame(try .add(1, 2.5), 3.5))
    #expect(isSame(try .subtract(1.5, 1), 0.5))
    #expect(isSame(try .multiply(2, 1.5), 3.0))
    #expect(isSame(try .divide(1, 2.0), 0.5))
    #expect(isSame(try .divide(1.0, 0), .float(.infinity)))
    #expect(isSame(try .divide(0.0, 0.0), .float(.nan)))
    #expect(isSame(try .modulo(5.5, 2), 1.5))
    #expect(isSame(try .modulo(5, 0.0), .float(.nan)))
    #expect(isSame(try .negate(1.5), -1.5))
  }

  typealias Operator = @Sendable (Value, Value) throws -> Value
  static let operators: [Operator] = [
    { try .add($0, $1) }, { try .subtract($0, $1) }, { try .multiply($0, $1) },
    { try .divide($0, $1) }, { try .modulo($0, $1) }, { try .power($0, $1) },
  ]

  @Test func nullPropagates() throws {
    let values: [Value] = [nil, 1, 1.5, "a", true, [1], ["a": 1], .node(Node(id: 1))]
    for op in Self.operators {
      for value in values {
        #expect(try op(value, nil).isNull)
        #expect(try op(nil, value).isNull)
      }
    }
    #expect(try Value.negate(nil).isNull)
  }

  @Test func overflowIsAnError() {
    let cases: [@Sendable () throws -> Value] = [
      { try .add(.integer(.max), 1) }, { try .subtract(.integer(.min), 1) },
      { try .multiply(.integer(.max), 2) }, { try .divide(.integer(.min), -1) },
      { try .negate(.integer(.min)) },
    ]
    for overflow in cases {
      let error = #expect(throws: Diagnostic.self) { try overflow() }
      #expect(error?.type == .arithmeticError)
      #expect(error?.detail == "IntegerOverflow")
    }
  }

  @Test func divisionByZeroIsAnErrorForIntegers() {
    for op in [Self.operators[3], Self.operators[4]] {
      let error = #expect(throws: Diagnostic.self) { try op(1, 0) }
      #expect(error?.type == .arithmeticError)
      #expect(error?.detail == "DivisionByZero")
    }
  }

  @Test func textsAndListsAreJoined() throws {
    #expect(try Value.add("a", "b") == "ab")
    #expect(try Value.add("a", 1) == "a1")
    #expect(try Value.add(1.0, "a") == "1.0a")
    #expect(try Value.add("a", true) == "atrue")
    #expect(try Value.add([1], [2]) == [1, 2])
    #expect(try Value.add([1], 2) == [1, 2])
    #expect(try Value.add("a", [2]) == ["a", 2])
    #expect(try Value.add([1], ["k": 2]) == [1, ["k": 2]])
  }

  @Test func durationsAreCountedWith() throws {
    let day = Value.duration(DurationValue(months: 0, days: 1, seconds: 0, nanoseconds: 0))
    let date = Value.date(DateValue(epochDay: 10))
    #expect(try Value.add(date, day) == .date(DateValue(epochDay: 11)))
    #expect(try Value.subtract(date, day) == .date(DateValue(epochDay: 9)))
    #expect(try Value.multiply(day, 2).cypherText == "P2D")
    #expect(try Value.divide(.multiply(day, 4), 2).cypherText == "P2D")
    #expect(try Value.negate(day).cypherText == "P-1D")
    #expect(try Value.add("on ", date) == "on 1970-01-11")
    #expect(throws: Diagnostic.self) { try Value.add(date, 1) }
    #expect(throws: Diagnostic.self) { try Value.divide(day, 0) }
  }

  @Test func valuesDoNotGrowBeyondTheirLimit() throws {
    var text: Value = "0123456789abcdef"
    let error = #expect(throws: Diagnostic.self) {
      for _ in 0..<40 { text = try .add(text, text) }
    }
    #expect(error?.type == .limitExceeded)
    var list: Value = [1]
    let second = #expect(throws: Diagnostic.self) {
      for _ in 0..<40 { list = try .add(list, list) }
    }
    #expect(second?.type == .limitExceeded)
  }

  @Test func otherTypesAreRefused() {
    let pairs: [(Value, Value)] = [
      (true, 1), (["a": 1], 1), ("a", ["a": 1]), (.node(Node(id: 1)), 1), (true, false),
    ]
    for op in Self.operators {
      for (a, b) in pairs {
        let error = #expect(throws: Diagnostic.self) { try op(a, b) }
        #expect(error?.type == .typeError)
        #expect(error?.phase == .runtime)
        #expect(error?.detail == "InvalidArgumentType")
        #expect(error?.message.contains(a.typeName) == true)
        #expect(error?.message.contains(b.typeName) == true)
      }
    }
    #expect(throws: Diagnostic.self) { try Value.negate("a") }
  }
}

@Suite struct AccessTests {
  @Test func listsAnswerByPosition() throws {
    let list: Value = [1, 2, 3]
    #expect(try Value.index(list, 0) == 1)
    #expect(try Value.index(list, -1) == 3)
    #expect(try Value.index(list, -3) == 1)
    for outside in [3, -4, Int.max, Int.min] {
      #expect(try Value.index(list, .integer(outside)).isNull)
    }
  }

  @Test func mapsAndEntitiesAnswerByKey() throws {
    let node = Node(id: 1, contents: .init(labels: [], properties: ["k": 5]))
    #expect(try Value.index(["k": 1], "k") == 1)
    #expect(try Value.index(["k": 1], "K").isNull)
    #expect(try Value.index(.node(node), "k") == 5)
    #expect(try Value.index(.node(node), "x").isNull)
    #expect(try Value.index(nil, "k").isNull)
    #expect(try Value.index(["k": 1], nil).isNull)
  }

  @Test(
    arguments: [
      ([1], "a", "ListElementAccessByNonInteger"), ([1], 1.0, "ListElementAccessByNonInteger"),
      ([1], true, "ListElementAccessByNonInteger"), (["k": 1], 0, "MapElementAccessByNonString"),
      (["k": 1], 12.3, "MapElementAccessByNonString"), (100, 0, "InvalidArgumentType"),
      ("a", 0, "InvalidArgumentType"), (true, "k", "InvalidArgumentType"),
    ] as [(Value, Value, String)])
  func wrongTypesAreRefused(_ container: Value, _ key: Value, _ detail: String) {
    let error = #expect(throws: Diagnostic.self) { try Value.index(container, key) }
    #expect(error?.type == .typeError)
    #expect(error?.detail == detail)
  }

  @Test func slices() throws {
    let list: Value = [1, 2, 3]
    #expect(try Value.slice(list, from: 1, to: 3) == [2, 3])
    #expect(try Value.slice(list, from: 1, to: nil as Value?) == [2, 3])
    #expect(try Value.slice(list, from: nil as Value?, to: 2) == [1, 2])
    #expect(try Value.slice(list, from: 0, to: 0) == [])
    #expect(try Value.slice(list, from: -3, to: -1) == [1, 2])
    #expect(try Value.slice(list, from: 3, to: 1) == [])
    #expect(try Value.slice(list, from: -5, to: 5) == [1, 2, 3])
    #expect(try Value.slice(list, from: .integer(.min), to: .integer(.max)) == list)
    #expect(try Value.slice(list, from: .some(.null), to: 1).isNull)
    #expect(try Value.slice(.null, from: 1, to: 1).isNull)
    #expect(throws: Diagnostic.self) { try Value.slice("abc", from: 1, to: 2) }
    #expect(throws: Diagnostic.self) { try Value.slice(list, from: "a", to: 2) }
  }

  @Test func membershipIsThreeValued() throws {
    #expect(try Value.membership(1, in: [1, nil]) == true)
    #expect(try Value.membership(2, in: [1, nil]) == nil)
    #expect(try Value.membership(2, in: [1, "2"]) == false)
    #expect(try Value.membership(nil, in: []) == false)
    #expect(try Value.membership(nil, in: [1]) == nil)
    #expect(try Value.membership(1, in: nil) == nil)
    #expect(try Value.membership([1, nil], in: [[1, 2]]) == nil)
    #expect(try Value.membership([1], in: [[1, nil]]) == false)
    let error = #expect(throws: Diagnostic.self) { try Value.membership(1, in: "abc") }
    #expect(error?.detail == "InvalidArgumentType")
  }
}

@Suite struct FloatTextTests {
  @Test(
    arguments: [
      (1.0, "1.0"), (-0.0, "-0.0"), (0.0, "0.0"), (2.3, "2.3"), (1e10, "1.0E10"), (1e7, "1.0E7"),
      (9_999_999, "9999999.0"), (12_345_678.9, "1.23456789E7"), (0.001, "0.001"),
      (0.00025, "2.5E-4"), (123.456, "123.456"), (-1.5e-7, "-1.5E-7"),
      (Double.leastNonzeroMagnitude, "5.0E-324"),
      (1.7976931348623157e308, "1.7976931348623157E308"), (100, "100.0"), (1e16, "1.0E16"),
      (.infinity, "Infinity"), (-.infinity, "-Infinity"), (.nan, "NaN"),
    ] as [(Double, String)])
  func writesAsCypherDoes(_ value: Double, _ expected: String) {
    #expect(Value.floatText(value) == expected)
  }

  @Test func readsBackTheSame() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<5_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      #expect(Double(Value.floatText(value))?.bitPattern == value.bitPattern)
    }
  }
}
