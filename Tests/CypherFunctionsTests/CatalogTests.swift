import CypherFunctions
import GraphModel
import Synchronization
import Testing

@Suite struct CatalogTests {
  @Test func namesAreUnique() {
    let scalars = FunctionCatalog.builtInScalars.map { $0.name.lowercased() }
    let aggregates = FunctionCatalog.builtInAggregates.map { $0.name.lowercased() }
    let procedures = FunctionCatalog.builtInProcedures.map { $0.name.lowercased() }
    for names in [scalars + aggregates, procedures] {
      let repeated = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys
      #expect(repeated.isEmpty)
    }
    #expect(FunctionCatalog.standard.names.count == scalars.count + aggregates.count)
  }

  @Test(arguments: FunctionCatalog.builtInScalars)
  func everyScalarIsDescribed(_ function: ScalarFunction) {
    #expect(function.summary.hasSuffix("."), "\(function.name) needs a sentence")
    let names = function.parameters.map(\.name)
    #expect(Set(names).count == names.count)
    let optional = function.parameters.drop { !$0.optional }
    #expect(!optional.contains { !$0.optional }, "\(function.name): optional parameters come last")
    switch function.body {
    case .unary: #expect(function.arity == 1...1)
    case .binary: #expect(function.arity == 2...2)
    case .variadic, .contextual, .batch: #expect(function.arity.upperBound <= 255)
    }
  }

  /// A function whose body asks the statement for anything is taken as volatile where it does not say
  /// otherwise; then it stands in no aggregate, and rules pass by.
  @Test func onlyChanceAndTheClockGiveAnotherValueEachTime() {
    let volatile = FunctionCatalog.builtInScalars.filter { $0.volatility == .volatile }
    let names = Set(volatile.map(\.name)).filter { !$0.hasSuffix(".realtime") }
    #expect(names == ["rand", "randomUUID"])
  }

  @Test(arguments: FunctionCatalog.builtInScalars)
  func everyExampleHolds(_ function: ScalarFunction) throws {
    if case .contextual = function.body {
    } else {
      #expect(!function.examples.isEmpty, "\(function.name) needs an example")
    }
    for example in function.examples {
      #expect(function.arity.contains(example.arguments.count))
      let result = try function(example.arguments, in: FixedContext())
      let shown = example.arguments.map(\.cypherText).joined(separator: ", ")
      #expect(
        isSame(result, example.result),
        "\(function.name)(\(shown)) = \(result), not \(example.result)")
    }
  }

  /// The binder trusts the types; an example outside of them would be refused by it.
  @Test(arguments: FunctionCatalog.builtInScalars)
  func examplesFitTheDeclaredTypes(_ function: ScalarFunction) {
    for example in function.examples {
      for (i, argument) in example.arguments.enumerated() where !argument.isNull {
        let parameter = function.parameters[min(i, function.parameters.count - 1)]
        #expect(
          parameter.type.contains(ValueType(of: argument)),
          "\(function.name): \(argument) is no \(parameter.type)")
      }
      if !example.result.isNull {
        #expect(function.returns.contains(ValueType(of: example.result)))
      }
    }
  }

  /// A wrong type that only the data shows is a runtime error of one of the TCK's kinds, and no
  /// combination of values ends otherwise than in a value or a diagnostic.
  @Test(arguments: FunctionCatalog.builtInScalars)
  func everyCallAnswersOrRefuses(_ function: ScalarFunction) {
    let node = Value.node(Node(id: 1))
    let path = Value.path(Path(nodes: [Node(id: 1)], relationships: []))
    let values: [Value] = [
      nil, true, 0, -1, .integer(.max), .integer(.min), 1.5, .float(.nan), .float(.infinity),
      -1e300,
      "", "a\u{301}", "NaN", [], [1, nil, "a"], [:], ["k": 1], node, .node(Node(id: 99)),
      .relationship(Relationship(id: 5)), .relationship(Relationship(id: 99)), path,
      .date(DateValue(epochDay: 0)),
      .duration(DurationValue(months: 1, days: 0, seconds: 0, nanoseconds: 0)),
      .point(PointValue(system: .cartesian, x: 1, y: 2)),
    ]
    var generator = SystemRandomNumberGenerator()
    for count in function.arity.clamped(to: 0...4) {
      for i in 0..<(count == 1 ? values.count : 200) {
        let arguments = (0..<count).map { _ in
          count == 1 ? values[i] : values[Int.random(in: 0..<values.count, using: &generator)]
        }
        do throws(Diagnostic) {
          let result = try function(arguments, in: FixedContext())
          if !result.isNull {
            let type = ValueType(of: result)
            #expect(function.returns.contains(type), "\(function.name) gives \(result)")
          }
        } catch {
          #expect(error.phase == .runtime, "\(function.name): \(error)")
          #expect(!error.message.isEmpty && error.span == nil)
        }
      }
    }
  }

  @Test(arguments: FunctionCatalog.builtInAggregates)
  func everyAggregateExampleHolds(_ aggregate: AggregateFunction) throws {
    #expect(!aggregate.examples.isEmpty)
    #expect(aggregate.summary.hasSuffix("."))
    for example in aggregate.examples {
      var accumulator = try aggregate.makeAccumulator(example.arguments)
      for value in example.values { try accumulator.add(value, times: 1) }
      let result = try accumulator.result()
      #expect(isSame(result, example.result), "\(aggregate.name): \(result)")
    }
  }

  @Test func aUsersFunctionTakesItsPlace() throws {
    var catalog = FunctionCatalog.standard
    catalog.add(
      ScalarFunction(
        "TOUPPER", [.init("x", .any)], returns: .any, summary: "Nothing.",
        examples: [], .unary { (value) throws(Diagnostic) in value }))
    let function = try #require(catalog.scalars["toupper"])
    #expect(try function(["a"], in: FixedContext()) == "a")
    #expect(catalog.scalars.count == FunctionCatalog.standard.scalars.count)
  }

  @Test func othersAreAskedOnceForAllNames() {
    let count = Mutex(0)
    var catalog = FunctionCatalog.standard
    catalog.others = {
      count.withLock { $0 += 1 }
      var found = FoundFunctions()
      found.functions = [
        ScalarFunction(
          "mine.same", [.init("x", .any)], returns: .any, summary: "Nothing.",
          examples: [], .unary { (value) throws(Diagnostic) in value })
      ]
      found.faults = ["broken": "It is broken."]
      return found
    }
    let asking = catalog.askingOnce()
    #expect(count.withLock { $0 } == 0)
    #expect(asking.scalar(called: "toUpper") != nil && asking.procedure(called: "db.labels") != nil)
    #expect(count.withLock { $0 } == 0, "what is built in asks nobody")
    #expect(asking.scalar(called: "Mine.Same") != nil && asking.scalar(called: "mine.other") == nil)
    #expect(asking.names.contains("mine.same") && asking.obstacle(to: "broken.f") != nil)
    #expect(asking.procedureNames == catalog.procedures.values.map(\.name))
    #expect(count.withLock { $0 } == 1)
    _ = catalog.askingOnce().names
    #expect(count.withLock { $0 } == 2, "the next statement asks anew")
  }

  @Test func signaturesReadAsAManual() {
    let scalars = FunctionCatalog.standard.scalars
    #expect(
      scalars["substring"]?.signature
        == "substring(text :: STRING, start :: INTEGER, [length :: INTEGER]) :: STRING")
    #expect(scalars["coalesce"]?.signature == "coalesce(value :: ANY, …) :: ANY")
    #expect(
      FunctionCatalog.standard.procedures["db.labels"]?.signature
        == "db.labels() :: (label :: STRING)")
  }
}

@Suite struct ProcedureTests {
  private func rows(_ name: String) throws -> [[Value]] {
    let procedure = try #require(FunctionCatalog.standard.procedures[name])
    guard case .rows(let body) = procedure.body else { return [] }
    let rows = try body([], FixedContext())
    #expect(rows.allSatisfy { $0.count == procedure.columns.count })
    return rows
  }

  @Test func tellWhatIsInTheGraph() throws {
    #expect(try rows("db.labels") == [["A"], ["B"]])
    #expect(try rows("db.relationshiptypes") == [["R"]])
    #expect(try rows("db.propertykeys") == [["k"], ["m"], ["w"]])
    #expect(try rows("dbms.components").first?.first == "Dolen")
  }
}
