import Foundation
import GraphTestKit

/// Lets system calls go wrong, one in each trial, while a graph is written to, and looks at what is
/// left: `FaultTrial FOLDER POINTS SEED SHARD SHARDS`. Or damages files and looks at what is made of
/// them: `FaultTrial FOLDER FILES SEED`. One point that went wrong is tried again by
/// `FaultTrial FOLDER WORKLOAD FAULT CALL SEED`.
///
/// The points are drawn from all calls of all workloads and all faults; a shard takes every n-th.
/// Prints what is wrong, and a last line with the number of points.
@main enum FaultTrial {
  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst(2).compactMap { UInt64($0) }
    if CommandLine.arguments.count == 6, let call = Int(CommandLine.arguments[4]),
      let fault = Fault(rawValue: CommandLine.arguments[3]),
      let seed = UInt(CommandLine.arguments[5])
    {
      return try tryAgain(CommandLine.arguments[2], fault, call, seed)
    }
    guard [2, 4].contains(numbers.count), let folder = CommandLine.arguments.dropFirst().first
    else {
      throw TrialFailure("usage: FaultTrial FOLDER POINTS SEED [SHARD SHARDS]")
    }
    if numbers.count == 2 { return try damageFiles(folder, Int(numbers[0]), seed: numbers[1]) }
    let (count, seed, shard, shards) = (numbers[0], numbers[1], numbers[2], numbers[3])
    let trials = try Workload.all.enumerated().map { number, workload in
      try Trial(workload, in: try made("\(folder)/\(shard)-\(number)"))
    }
    var random = SeededGenerator(seed: seed)
    var points: [FaultPoint] = []
    for (number, trial) in trials.enumerated() {
      for fault in Fault.allCases {
        points += (1...trial.calls).map { FaultPoint(workload: number, fault: fault, call: $0) }
      }
    }
    points.shuffle(using: &random)
    let all = points.count
    points = Array(points.prefix(Int(clamping: count)))
    var failures = 0
    var done = 0
    for (number, point) in points.enumerated() {
      let own = UInt(random.next() >> 1)
      guard UInt64(number) % shards == shard else { continue }
      done += 1
      let problems = try trials[point.workload].problems(
        at: point, in: "\(folder)/\(shard)-\(point.workload)", seed: own)
      guard !problems.isEmpty else { continue }
      failures += 1
      print(
        "\(trials[point.workload].workload.name), \(point.fault) at call \(point.call), "
          + "seed \(own):\n  \(problems.joined(separator: "\n  "))")
    }
    print("\(done) points of \(all), \(trials.count) workloads, \(failures) failures")
  }

  private static func tryAgain(
    _ name: String, _ fault: Fault, _ call: Int, _ seed: UInt
  ) throws {
    let folder = try made(CommandLine.arguments[1])
    guard let number = Workload.all.firstIndex(where: { $0.name == name }) else {
      throw TrialFailure("there is no workload '\(name)'")
    }
    let trial = try Trial(Workload.all[number], in: folder)
    let point = FaultPoint(workload: number, fault: fault, call: call)
    print(try trial.problems(at: point, in: folder, seed: seed).joined(separator: "\n"))
  }

  private static func damageFiles(_ folder: String, _ count: Int, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let files = try MutatedFiles(in: try made(folder))
    let tally = try files.run(count, &random)
    for problem in tally.problems { print(problem) }
    print(
      "\(count) files and each of \(files.pageCount) pages zeroed: \(tally.refused) refused, "
        + "\(tally.reported) reported by a check, \(tally.harmless) harmless; "
        + "\(tally.salvaged) salvaged, \(tally.lostAll) beyond that, "
        + "\(tally.problems.count) failures")
  }

  private static func made(_ folder: String) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }
}
