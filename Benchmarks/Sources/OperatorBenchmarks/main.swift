import GraphEngine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Holds each operator against a plain loop over arrays in the same process and prints the factor, by
/// processor time. Ends with status 1 where one is above its threshold or answers something else.
///
///     swift run -c release OperatorBenchmarks [Thresholds/operators.txt]

/// Milliseconds of processor time of this thread.
func milliseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}

/// The least time of several runs, and what the last one gave.
func best(_ body: () throws -> Int) rethrows -> (time: Double, answer: Int) {
  var least = Double.infinity
  var answer = 0
  for _ in 0..<7 {
    let start = milliseconds()
    answer = try body()
    least = min(least, milliseconds() - start)
  }
  return (least, answer)
}

/// The greatest factor for each operator: lines of a number and a name.
func thresholds(_ path: String) -> [String: Double] {
  guard let file = fopen(path, "r") else { return [:] }
  defer { fclose(file) }
  var limits: [String: Double] = [:]
  var line = [CChar](repeating: 0, count: 512)
  while fgets(&line, Int32(line.count), file) != nil {
    let text = line.withUnsafeBufferPointer { buffer in
      String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    let parts = text.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\n" })
    guard parts.count == 2, let limit = Double(parts[0]) else { continue }
    limits[String(parts[1].prefix { $0 != "\n" })] = limit
  }
  return limits
}

func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

func rounded(_ number: Double) -> String { "\((number * 1000).rounded() / 1000)" }

let limits = thresholds(
  CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "Thresholds/operators.txt")
let graph = try SampleGraph()
var failures = 0
print(
  padded("operator", 28) + padded("query ms", 12) + padded("loop ms", 12) + padded("factor", 10)
    + "at most")
for benchmark in operatorBenchmarks {
  let query = try graph.engine.prepare(benchmark.query)
  let engine = try best {
    guard let row = try query.run(parameters: benchmark.parameters).all().first else { return 0 }
    return try row["n", as: Int.self]
  }
  let loop = best { benchmark.loop(graph) }
  let factor = engine.time / loop.time
  let limit = limits[benchmark.name]
  let isRight = engine.answer == loop.answer
  let isFast = limit.map { factor <= $0 } ?? true
  if !isRight || !isFast { failures += 1 }
  var line = padded(benchmark.name, 28) + padded(rounded(engine.time), 12)
  line += padded(rounded(loop.time), 12) + padded(rounded(factor), 10)
  line += limit.map(rounded) ?? "-"
  if !isRight { line += "  wrong: \(engine.answer), not \(loop.answer)" }
  if !isFast { line += "  too slow" }
  print(line)
}
exit(failures == 0 ? 0 : 1)
