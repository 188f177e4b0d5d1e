import Foundation
import Testing

#if os(Linux)
  /// That a query keeps to the memory that it is allowed.
  @Suite(
    "Memory limit", .serialized, .enabled(if: Program.path != nil, "the program is not built"))
  struct MemoryTests {
    private static let limit = 100.0
    private static let text = "'some text that is long enough ' + toString(i)"

    /// Queries that would need gigabytes, each in a way of its own.
    private static let greedy = [
      "UNWIND range(1, 1000000000) AS i RETURN size(collect(i)) AS n",
      "UNWIND range(1, 1000000000) AS i RETURN size(collect(\(text))) AS n",
      "UNWIND range(1, 1000000000) AS i WITH i, i % 977 AS k ORDER BY k SKIP 5 RETURN sum(i) AS s",
      "UNWIND range(1, 1000000000) AS i WITH \(text) AS t ORDER BY t SKIP 5 RETURN count(t) AS n",
      "UNWIND range(1, 1000000000) AS i WITH DISTINCT i RETURN count(i) AS n",
      "UNWIND range(1, 1000000000) AS i WITH DISTINCT \(text) AS t RETURN count(t) AS n",
      "UNWIND range(1, 1000000000) AS i RETURN i AS k, count(*) AS n LIMIT 1",
      "UNWIND range(1, 1000000000) AS i RETURN count(DISTINCT i) AS n",
      "UNWIND range(1, 1000000000) AS i RETURN i UNION UNWIND range(1, 10) AS i RETURN i",
      "RETURN size([x IN range(1, 30000000) | x]) AS n",
      "RETURN size(reduce(l = [], x IN range(1, 100000) | l + l + [x])) AS n",
    ]

    /// Queries that make great values, write, or walk far.
    private static let great = [
      "RETURN reduce(t = {a: 1}, x IN range(1, 40) | {l: t, r: t})",
      "WITH reduce(t = [1], x IN range(1, 20) | [t, t]) AS t RETURN [t, t, t, t] = [t, t, t, t]",
      "WITH reduce(s = 'a,b,c,d,', x IN range(1, 21) | s + s) AS s RETURN size(split(s, ','))",
      "WITH reduce(s = 'a,b,c,d,', x IN range(1, 21) | s + s) AS s "
        + "RETURN size(replace(s, ',', 'a long text'))",
      "WITH reduce(s = 'abcdefgh', x IN range(1, 18) | s + s) AS s UNWIND range(1, 1000) AS i "
        + "RETURN count(DISTINCT toUpper(s + i))",
      "UNWIND range(1, 1000) AS i RETURN size(range(1, 1000000 + i))",
      "UNWIND range(1, 1000) AS i RETURN [x IN range(1, 10000) | toString(x + i) + ' is a number']",
      "UNWIND range(1, 10000000) AS i CREATE (:N {i: i})",
      "CREATE (h) WITH h UNWIND range(1, 10000000) AS i CREATE (h)-[:R {a: i, b: i}]->(:N)",
      "UNWIND range(1, 100000) AS i CREATE ({l: range(i, i + 20000)})",
      "UNWIND range(1, 10000000) AS i RETURN percentileCont(i, 0.5)",
    ]

    @Test("Great values and changes keep to half as much again", arguments: great)
    func greatValues(_ query: String) throws {
      let program = try Program()
      let process = try PipeProgram(in: program.folder, ["--memory", "\(Int(Self.limit))"])
      let answer = process.ask(#"{"op":"execute","query":"\#(query)"}"#) ?? "the program ended"
      #expect(answer.contains("MemoryLimit"), "\(answer.prefix(500))")
      let peak = try peak(of: process)
      #expect(peak < 1.5 * Self.limit + 40, "\(peak) MB")
      #expect(process.end() == "")
    }

    @Test("A query that is refused has not taken a tenth more than it may", arguments: greedy)
    func overshoot(_ query: String) throws {
      let program = try Program()
      let process = try PipeProgram(in: program.folder, ["--memory", "\(Int(Self.limit))"])
      _ = process.ask(#"{"op":"execute","query":"RETURN 1"}"#)
      let before = try peak(of: process)
      let answer = process.ask(#"{"op":"execute","query":"\#(query)"}"#) ?? "the program ended"
      #expect(answer.contains("MemoryLimit"), "\(answer)")
      let growth = try peak(of: process) - before
      #expect(growth < 1.1 * Self.limit, "\(growth) MB")
      // It goes on as if nothing had been.
      #expect(process.ask(#"{"op":"execute","query":"RETURN 1 AS n"}"#)?.contains("[[1]]") == true)
      #expect(process.end() == "")
    }

    /// The most memory that a process has had so far, in megabytes.
    private func peak(of process: PipeProgram) throws -> Double {
      let status = try String(contentsOfFile: "/proc/\(process.number)/status", encoding: .utf8)
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
      let number = try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first)
      return (Double(number) ?? 0) / 1024
    }
  }
#endif
