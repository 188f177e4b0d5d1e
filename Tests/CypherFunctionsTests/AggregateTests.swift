import CypherFunctions
import GraphModel
import Testing

@Suite struct AggregateTests {
  private func gather(
    _ name: String, _ values: [(Value, UInt64)], _ arguments: [Value] = []
  ) throws -> Value {
    let aggregate = try #require(FunctionCatalog.standard.aggregates[name.lowercased()])
    var accumulator = try aggregate.makeAccumulator(arguments)
    for (value, times) in values { try accumulator.add(value, times: times) }
    return try accumulator.result()
  }

  /// A row that counts n times is n rows: the law of multiplicity.
  @Test(arguments: FunctionCatalog.builtInAggregates)
  func timesIsTheSameAsRepeating(_ aggregate: AggregateFunction) throws {
    let arguments: [Value] = aggregate.parameters.count > 1 ? [0.4] : []
    let numbers: [(Value, UInt64)] = [(3, 4), (1.5, 1), (-2, 3), (10.25, 2), (7, 0)]
    var repeated: [(Value, UInt64)] = []
    for (value, times) in numbers { for _ in 0..<times { repeated.append((value, 1)) } }
    let weighted = try gather(aggregate.name, numbers.filter { $0.1 > 0 }, arguments)
    let single = try gather(aggregate.name, repeated, arguments)
    if case .float(let a) = weighted, case .float(let b) = single {
      #expect((a - b).magnitude < 1e-12)
    } else {
      #expect(isSame(weighted, single))
    }
  }

  /// What an aggregate promises of order, repetition and parts holds, and what it does not promise does
  /// not.
  @Test(arguments: FunctionCatalog.builtInAggregates)
  func traitsHold(_ aggregate: AggregateFunction) throws {
    var random = SystemRandomNumberGenerator()
    let arguments: [Value] = aggregate.parameters.count > 1 ? [0.4] : []
    func gathered(_ values: [Value]) throws -> Value {
      try gather(aggregate.name, values.map { ($0, 1) }, arguments)
    }
    var (seesOrder, seesDuplicates) = (false, false)
    for size in 2...40 {
      let values = (0..<size).map { _ in Value.integer(.random(in: -50...50, using: &random)) }
      let result = try gathered(values)
      #expect(isNear(try gathered(values), result), "\(aggregate.name) of \(values)")
      if !isNear(try gathered(values.shuffled(using: &random)), result) { seesOrder = true }
      if !isNear(try gathered(values + values.prefix(size / 2)), result) { seesDuplicates = true }
      guard aggregate.traits.contains(.isMergeable), aggregate.kernel == .general else { continue }
      var whole = try aggregate.makeAccumulator(arguments) as? any MergeableAccumulator
      for value in values { try whole?.add(value, times: 1) }
      #expect(whole != nil, "\(aggregate.name) has accumulators that cannot be merged")
    }
    #expect(aggregate.traits.contains(.isDeterministic))
    #expect(seesOrder != aggregate.traits.contains(.ignoresOrder), "\(aggregate.name)")
    #expect(seesDuplicates != aggregate.traits.contains(.ignoresDuplicates), "\(aggregate.name)")
  }

  private func isNear(_ a: Value, _ b: Value) -> Bool {
    if case .float(let x) = a, case .float(let y) = b {
      return (x - y).magnitude <= 1e-9 * max(1, x.magnitude)
    }
    return isSame(a, b)
  }

  @Test func countsAndSumsThatDoNotFitAreErrors() {
    let gathered: [@Sendable () throws -> Value] = [
      { try gather("count", [(1, .max), (1, 1)]) }, { try gather("count", [(1, .max)]) },
      { try gather("sum", [(.integer(.max), 2)]) }, { try gather("sum", [(.integer(.max), .max)]) },
      { try gather("avg", [(1, .max), (1, 1)]) },
      { try gather("sum", Array(repeating: (.integer(.max), .max), count: 3)) },
    ]
    for gather in gathered {
      let error = #expect(throws: Diagnostic.self) { try gather() }
      #expect(error?.type == .arithmeticError)
    }
  }

  @Test func theOrderOfIntegersDoesNotDecideOverflow() throws {
    #expect(try gather("sum", [(.integer(.max), 3), (.integer(-.max), 3), (5, 1)]) == 5)
  }

  @Test func floatsKeepTheirDigits() throws {
    #expect(try gather("sum", [(0.1, 10_000_000)]) == 1_000_000.0)
    #expect(try gather("sum", Array(repeating: (0.1, 1), count: 100_000)) == 10_000.0)
    #expect(try gather("sum", [(1e100, 1), (1.0, 1), (-1e100, 1)]) == 1.0)
    #expect(try gather("sum", [(.float(.infinity), 1), (1, 1)]) == .float(.infinity))
    #expect(try gather("avg", [(.float(.infinity), 1), (1, 1)]) == .float(.infinity))
    #expect(try gather("avg", [(1e308, 5), (1.5e308, 5)]) == 1.25e308)
    #expect(try gather("avg", [(3, 1), (4, 1)]) == 3.5)
  }

  @Test func durationsAreSummedButNotWithNumbers() throws {
    let hour = Value.duration(DurationValue(months: 1, days: 0, seconds: 3_600, nanoseconds: 5))
    #expect(try gather("sum", [(hour, 3)]).cypherText == "P3MT3H0.000000015S")
    #expect(try gather("avg", [(hour, 3)]) == hour)
    let error = #expect(throws: Diagnostic.self) { try gather("sum", [(hour, 1), (1, 1)]) }
    #expect(error?.type == .typeError)
    let year = Value.duration(DurationValue(months: .max, days: 0, seconds: 0, nanoseconds: 0))
    #expect(throws: Diagnostic.self) { try gather("sum", [(year, 2)]) }
  }

  @Test func collectingTooMuchIsRefusedBeforeItIsDone() {
    let error = #expect(throws: Diagnostic.self) { try gather("collect", [(1, .max)]) }
    #expect(error?.type == .limitExceeded)
  }

  @Test func extremesFollowTheOrderOfAllValues() throws {
    let mixed: [(Value, UInt64)] = [
      (1, 1), ("a", 1), ([1, 2], 1), (0.2, 1), ("b", 1), ([:], 1), (true, 1),
    ]
    #expect(try gather("min", mixed) == [:])
    #expect(try gather("max", mixed) == 1)
    #expect(try gather("max", [(1, 1), (2.0, 1), (5, 1), (3.2, 1)]) == 5)
  }

  @Test func deviationsDoNotCancel() throws {
    let values: [(Value, UInt64)] = [4, 7, 13, 16].map { (.float(1e9 + $0), 1) }
    guard case .float(let deviation) = try gather("stDev", values) else {
      Issue.record("no float")
      return
    }
    #expect((deviation - 30.0.squareRoot()).magnitude < 1e-9)
  }

  @Test(arguments: ["percentileCont", "percentileDisc"])
  func percentilesAreBetweenNoneAndAll(_ name: String) {
    for wrong in [1000, -1, 1.1, .float(.nan)] as [Value] {
      let error = #expect(throws: Diagnostic.self) { try gather(name, [(10.0, 1)], [wrong]) }
      #expect(error?.type == .argumentError)
      #expect(error?.phase == .runtime)
      #expect(error?.detail == "NumberOutOfRange")
    }
    #expect(throws: Diagnostic.self) { try gather(name, [(10.0, 1)], ["a"]) }
    #expect(throws: Diagnostic.self) { try gather(name, [("a", 1)], [0.5]) }
  }

  @Test func percentilesWeighHugeCounts() throws {
    let half = UInt64.max / 4
    #expect(try gather("percentileDisc", [(1, half), (2, half)], [0.25]) == 1)
    #expect(try gather("percentileDisc", [(1, half), (2, half)], [0.75]) == 2)
    #expect(try gather("percentileCont", [(1, half), (2, half)], [1]) == 2.0)
  }
}
