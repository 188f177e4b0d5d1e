import CypherFunctions
import CypherSyntax
import GraphIndex
import GraphModel
import GraphTestKit
import Testing

@testable import CypherPlan
@testable import CypherRuntime

/// The typed states (CountState, SumState, AverageState, ExtremeState, DistinctCountState, DistinctState,
/// GeneralState) give what the plain accumulators of the catalog give, fed row by row; and parts that are
/// put together give what the whole gives.
@Suite("States of aggregates")
struct AggregateStateTests {
  private func bound(_ function: AggregateFunction, distinct: Bool) -> BoundAggregate {
    let origin = SourceSpan(0, 0)
    let extra = function.parameters.dropFirst().map { _ in
      BoundExpression(.constant(0.5), .float, at: origin)
    }
    return BoundAggregate(
      slot: 0, function: function, argument: BoundExpression(.slot(0), .any, at: origin),
      extra: Array(extra), distinct: distinct, span: origin)
  }

  /// The results of the accumulators, or the detail of their error.
  private func expected(
    _ function: AggregateFunction, distinct: Bool,
    _ rows: [(group: Int, value: Value, times: UInt64)],
    groups: Int
  ) -> Result<[Value], Diagnostic> {
    Result { () throws(Diagnostic) -> [Value] in
      let arguments: [Value] = function.parameters.count > 1 ? [0.5] : []
      var accumulators: [(any Accumulator)?] = Array(repeating: nil, count: groups)
      var seen = [Set<Value>](repeating: [], count: groups)
      for row in rows where !row.value.isNull {
        if distinct, !seen[row.group].insert(row.value).inserted { continue }
        if accumulators[row.group] == nil {
          accumulators[row.group] = try function.makeAccumulator(arguments)
        }
        try accumulators[row.group]?.add(row.value, times: distinct ? 1 : row.times)
      }
      var results: [Value] = []
      for accumulator in accumulators {
        if let accumulator {
          results.append(try accumulator.result())
        } else {
          results.append(
            arguments.isEmpty ? try function.makeAccumulator([]).result() : .null)
        }
      }
      return results
    }
  }

  private func isNear(_ a: Value, _ b: Value) -> Bool {
    if case .float(let x) = a, case .float(let y) = b {
      return x == y || (x - y).magnitude <= 1e-12 * max(1, x.magnitude)
    }
    return a == b && a.typeName == b.typeName
  }

  @Test("Typed columns", arguments: FunctionCatalog.builtInAggregates)
  func columns(_ function: AggregateFunction) throws {
    for round in 0..<UInt64(max(30, TestSettings.count(600) / 8)) {
      var columns = try RandomColumns(stream: 45 << 32 + round)
      let distinct = round % 3 == 0
      let context = RuntimeContext(columns.view).execution()
      let aggregate = bound(function, distinct: distinct)
      let groups = columns.random.number(1...5)
      let whole = try Gathering.state(of: aggregate, isPart: false, context)
      let parts = try (0..<2).map { _ in
        try Gathering.state(of: aggregate, isPart: aggregate.isMergeable, context)
      }
      for state in [whole] + parts { try state.grow(to: groups) }
      let shapes: [RandomColumns.Shape] = [.integers, .integersOrNull, .floats, .codes, .values]
      let shape = columns.random.pick(shapes)
      var rows: [(group: Int, value: Value, times: UInt64)] = []
      var (error, partError): (Diagnostic?, (any Error)?)
      for number in 0..<4 {
        let count = columns.random.number(1...40)
        let isOther = number == 3 && round % 5 == 0
        let column = columns.column(isOther ? .values : shape, count: count)
        let batch = columns.batch([column], count: count, multiplied: columns.random.chance(0.6))
        let numbers = (0..<count).map { _ in Int32(columns.random.number(0...(groups - 1))) }
        batch.rows.forEach {
          rows.append((Int(numbers[$0]), column.value($0, columns.view), batch.times($0)))
        }
        do { try whole.add(column, batch, groups: numbers) } catch let found as Diagnostic {
          error = error ?? found
        }
        do { try parts[number / 2].add(column, batch, groups: numbers) } catch {
          partError = partError ?? error
        }
      }
      let place =
        "DOLEN_SEED=\(TestSettings.seed), \(function.name), round \(round), \(shape)"
        + (distinct ? ", distinct" : "")
      switch expected(function, distinct: distinct, rows, groups: groups) {
      case .failure(let failure):
        let found = error ?? failureOf { _ = try (0..<groups).map { try whole.result($0) } }
        #expect(found?.detail == failure.detail, "\(place)")
      case .success(let results):
        #expect(error == nil, "\(place)")
        let found = try (0..<groups).map { try whole.result($0) }
        #expect(zip(found, results).allSatisfy(isNear), "\(place): \(found), not \(results)")
        let column = try whole.column(0..<groups)
        let values = (0..<groups).map { column.value($0, columns.view) }
        #expect(zip(values, results).allSatisfy(isNear), "\(place): \(values), not \(results)")
        guard aggregate.isMergeable, partError == nil else { continue }
        let merged = try Gathering.state(of: aggregate, isPart: false, context)
        try merged.grow(to: groups)
        let same = (0..<Int32(groups)).map { $0 }
        do { try merged.merge(parts.map { ($0, same) }) } catch is NotMergeable { continue }
        let together = try (0..<groups).map { try merged.result($0) }
        #expect(zip(together, results).allSatisfy(isNear), "\(place), merged: \(together)")
      }
    }
  }

  private func failureOf(_ body: () throws -> Void) -> Diagnostic? {
    do {
      try body()
      return nil
    } catch { return error as? Diagnostic }
  }
}
