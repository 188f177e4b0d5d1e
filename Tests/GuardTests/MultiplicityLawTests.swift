import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// What each clause makes of a row that stands for many equal ones; one law a test.
@Suite("Laws of multiplicity")
struct MultiplicityLawTests {
  @Test("DISTINCT sets it to 1")
  func distinct() throws {
    try MultipliedRows.forEach(stream: 1) { rows in
      let different = Set(rows.rows.map(\.x)).count
      try rows.expectOnly(
        "WITH DISTINCT x RETURN count(*) AS n", [.integer(different)])
    }
  }

  @Test("Group keys set it to 1")
  func groupKeys() throws {
    try MultipliedRows.forEach(stream: 2) { rows in
      let sizes = Dictionary(grouping: rows.rows, by: \.x).mapValues(\.count)
      let answer = try rows.answer("WITH x, count(*) AS n RETURN x, n, count(*) AS groups")
      #expect(answer.count == sizes.count, "\(rows.origin)")
      for row in answer {
        #expect(row[1] == .integer(sizes[MultipliedRows.integer(row[0])] ?? -1), "\(rows.origin)")
        #expect(row[2] == 1, "\(rows.origin)")
      }
    }
  }

  @Test("count weighs by it")
  func count() throws {
    try MultipliedRows.forEach(stream: 3) { rows in
      try rows.expectOnly(
        "RETURN count(*) AS rows, count(x) AS values",
        [.integer(rows.rows.count), .integer(rows.sorted.count)])
    }
  }

  @Test("sum and avg weigh by it")
  func sumAndAverage() throws {
    try MultipliedRows.forEach(stream: 4) { rows in
      let values = rows.sorted
      let sum = values.reduce(0, +)
      let answer = try rows.only("RETURN sum(x) AS sum, avg(x) AS avg")
      #expect(answer[0] == .integer(sum), "\(rows.origin)")
      if values.isEmpty {
        #expect(answer[1] == .null, "\(rows.origin)")
      } else {
        let average = try #require(Double(answer[1]), "\(rows.origin)")
        #expect(
          abs(average - Double(sum) / Double(values.count)) < 1e-9, "\(rows.origin)")
      }
    }
  }

  @Test("Deviations and percentiles weigh by it")
  func deviationsAndPercentiles() throws {
    try MultipliedRows.forEach(stream: 5) { rows in
      let values = rows.sorted.map(Double.init)
      guard values.count > 1 else { return }
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
      let rank = 0.75 * Double(values.count - 1)
      let below = Int(rank)
      let part = rank - Double(below)
      let above = min(below + 1, values.count - 1)
      let answer = try rows.only(
        """
        RETURN stDev(x) AS s, stDevP(x) AS p, percentileDisc(x, 0.75) AS d, \
        percentileCont(x, 0.75) AS c
        """)
      let expected = [
        (squares / Double(values.count - 1)).squareRoot(),
        (squares / Double(values.count)).squareRoot(),
        values[Int((0.75 * Double(values.count)).rounded(.up)) - 1],
        values[below] * (1 - part) + values[above] * part,
      ]
      for (value, wanted) in zip(answer, expected) {
        let number = try #require(Double(value), "\(rows.origin)")
        #expect(abs(number - wanted) < 1e-9, "\(answer) for \(expected)\n\(rows.origin)")
      }
    }
  }

  @Test("min and max ignore it")
  func extremes() throws {
    try MultipliedRows.forEach(stream: 6) { rows in
      let ends = [rows.sorted.first, rows.sorted.last].map { $0.map(Value.integer) ?? .null }
      try rows.expectOnly(
        "RETURN min(x) AS min, max(x) AS max", ends)
    }
  }

  @Test("collect repeats")
  func collect() throws {
    try MultipliedRows.forEach(stream: 7) { rows in
      let list = Value.list(rows.sorted.map { .integer($0) })
      try rows.expectOnly(
        "WITH x ORDER BY x RETURN collect(x) AS xs", [list])
      let unordered = try rows.only("RETURN collect(x) AS xs")
      guard case .list(let values) = unordered[0] else {
        Issue.record("\(unordered)\n\(rows.origin)")
        return
      }
      #expect(values.compactMap(MultipliedRows.integer).sorted() == rows.sorted, "\(rows.origin)")
    }
  }

  @Test("DISTINCT inside an aggregate ignores it")
  func distinctAggregates() throws {
    try MultipliedRows.forEach(stream: 8) { rows in
      let different = Set(rows.sorted)
      try rows.expectOnly(
        "RETURN count(DISTINCT x) AS c, sum(DISTINCT x) AS s, size(collect(DISTINCT x)) AS n",
        [
          .integer(different.count), .integer(different.reduce(0, +)),
          .integer(different.count),
        ])
    }
  }

  @Test("SKIP and LIMIT split a row")
  func skipAndLimit() throws {
    try MultipliedRows.forEach(stream: 9) { rows in
      // Nulls come last, after all numbers.
      let all: [Int?] = rows.sorted + rows.rows.filter { $0.x == nil }.map(\.x)
      for (skip, limit) in [(0, 1), (1, 2), (3, 5), (rows.rows.count / 2, 1000), (0, 0)] {
        let kept = Array(all.dropFirst(skip).prefix(limit))
        let page = "ORDER BY x SKIP \(skip) LIMIT \(limit)"
        try rows.expectOnly(
          "WITH x \(page) RETURN count(*) AS n, sum(x) AS s",
          [.integer(kept.count), .integer(kept.compactMap { $0 }.reduce(0, +))])
        let listed = try rows.answer("RETURN x \(page)").map { MultipliedRows.integer($0[0]) }
        #expect(listed == kept, "\(page)\n\(rows.origin)")
        try rows.expectOnly(
          "WITH x SKIP \(skip) LIMIT \(limit) RETURN count(*) AS n", [.integer(kept.count)])
      }
    }
  }
}
