import GraphModel
import Testing

@Suite struct ValueOrderTests {
  private var samples: [Value] {
    var values = RandomValues(seed: 21)
    return (0..<120).map { _ in values.value(depth: 3) } + [
      nil, 1, 1.0, 0, -0.0, .float(.nan), .float(.infinity), .integer(.max),
      9.223372036854775807e18,
      .integer(.min), "", "a", "e\u{301}", "\u{E9}", [], [1], [1, nil], [1, 2.0], [:], ["a": nil],
      .node(Node(id: .min)), .node(Node(id: .max)), true, false,
    ]
  }

  @Test func isTotal() {
    let values = samples
    for a in values {
      #expect(Value.order(a, a) == 0)
      for b in values {
        #expect(Value.order(a, b).signum() == -Value.order(b, a).signum(), "\(a) and \(b)")
      }
    }
    let sorted = values.sorted { Value.order($0, $1) < 0 }
    for i in sorted.indices {
      for j in i..<sorted.count {
        #expect(Value.order(sorted[i], sorted[j]) <= 0, "\(sorted[i]) before \(sorted[j])")
      }
    }
  }

  @Test func equivalentValuesHashAlikeAndComeTogether() {
    let values = samples
    for a in values {
      #expect(a == a)
      for b in values where a == b {
        #expect(a.hashValue == b.hashValue, "\(a) and \(b)")
        #expect(Value.order(a, b) == 0, "\(a) and \(b)")
      }
    }
  }

  @Test func comparisonsAgreeWithTheOrder() {
    for a in samples {
      for b in samples {
        guard let comparison = Value.compare(a, b) else { continue }
        #expect(comparison.signum() == Value.order(a, b).signum(), "\(a) and \(b)")
      }
    }
  }

  @Test func typesComeInTheOrderOfOpenCypher() {
    let path = Path(nodes: [Node(id: 1)], relationships: [])
    let ascending: [Value] = [
      [:], .node(Node(id: 1)), .relationship(Relationship(id: 1)), [], .path(path), "", false, true,
      1, 1.5, .float(.nan), nil,
    ]
    #expect(ascending.reversed().sorted { Value.order($0, $1) < 0 } == ascending)
  }
}

@Suite struct ValueEqualityTests {
  @Test(
    arguments: [
      (1, 1.0, true), (1, "1", false), ([1, 2], [1], false), ([1, nil], [1, nil], nil),
      ([1, nil], [2, nil], false), ([nil], [1, 2], false), (["k": nil], ["k": nil], nil),
      (["k": 1, "l": 2], ["l": 2, "k": 1], true), (["k": nil], ["l": nil], false), (nil, nil, nil),
      (.float(.nan), .float(.nan), false), (.integer(.max), 9.223372036854775807e18, false),
      ([[1]], [[1.0]], true), ("e\u{301}", "\u{E9}", false),
    ] as [(Value, Value, Bool?)])
  func isThreeValued(_ a: Value, _ b: Value, _ expected: Bool?) {
    #expect(Value.equals(a, b) == expected)
    #expect(Value.equals(b, a) == expected)
  }

  @Test func equivalenceIsWhatGroupingNeeds() {
    #expect(Set<Value>([1, 1.0, nil, nil, .float(.nan), .float(.nan), "1"]).count == 4)
    #expect(([1, nil] as Value) == [1.0, nil])
  }

  @Test func logicIsThreeValued() {
    let all: [Bool?] = [true, false, nil]
    for a in all {
      for b in all {
        #expect(Ternary.and(a, b) == Ternary.not(Ternary.or(Ternary.not(a), Ternary.not(b))))
        let exclusive = Ternary.or(Ternary.and(a, Ternary.not(b)), Ternary.and(Ternary.not(a), b))
        #expect(Ternary.xor(a, b) == exclusive)
      }
    }
    #expect(Ternary.and(nil, false) == false)
    #expect(Ternary.or(nil, true) == true)
    #expect(Ternary.and(nil, true) == nil)
  }
}
