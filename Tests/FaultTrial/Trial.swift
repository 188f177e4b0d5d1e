import CFaultInjection
import Foundation
import GraphEngine
import GraphModel

/// A workload that has been run without faults, so that it is known what it leaves after each step.
struct Trial {
  let workload: Workload
  /// The file before the steps; nil where there is none.
  private let start: [UInt8]?
  /// What must be found after none, one, two … of the steps.
  private let states: [String]
  /// How many calls the steps make.
  let calls: Int

  /// Runs `workload` in the empty folder at `folder`.
  init(_ workload: Workload, in folder: String) throws {
    self.workload = workload
    let session = Session(folder: folder, probes: workload.probes)
    for step in workload.setup { try session.perform(step) }
    try session.close()
    start = FileManager.default.contents(atPath: session.path).map { Array($0) }
    var states = [try session.state()]
    // The states are looked at in a second run: looking opens files, which would be counted.
    fault_arm(folder, Int32(fault_none.rawValue), 0, 0, 0)
    for step in workload.steps { try session.perform(step) }
    try session.close()
    calls = fault_disarm()
    let again = try Trial.emptied(folder, with: start, probes: workload.probes)
    for step in workload.steps {
      try again.perform(step)
      states.append(try again.state())
    }
    try again.close()
    self.states = states
  }

  private static func emptied(
    _ folder: String, with start: [UInt8]?, probes: [String]
  ) throws -> Session {
    let files = FileManager.default
    for name in try files.contentsOfDirectory(atPath: folder) {
      try files.removeItem(atPath: folder + "/" + name)
    }
    let session = Session(folder: folder, probes: probes)
    if let start {
      guard files.createFile(atPath: session.path, contents: Data(start)) else {
        throw TrialFailure("the file cannot be copied to \(session.path)")
      }
    }
    return session
  }

  // MARK: One point

  /// Lets one call go wrong, then recovers, and returns what is not as it must be.
  func problems(at point: FaultPoint, in folder: String, seed: UInt) throws -> [String] {
    let session = try Trial.emptied(folder, with: start, probes: workload.probes)
    let report = try ChildProcess.run { write in
      fault_arm(folder, point.fault.mode, point.call, point.fault.isLasting ? 1 : 0, seed)
      perform(session, point.fault, write)
      _ = fault_disarm()
    }
    var problems = report.lines.filter { $0.hasPrefix("wrong") }
    if point.fault.isDeadly != (report.signal == SIGKILL) || ![0, SIGKILL].contains(report.signal) {
      problems.append("the process ended with signal \(report.signal)")
    }
    // Now and then another program comes first, and takes over what is left.
    if seed % 5 == 0, report.signal == SIGKILL {
      _ = try ChildProcess.run { _ in OtherProgram.visit(session.path) }
    }
    // Recovery ends early, at a call that the seed chooses, and then begins again.
    let deadly: [Fault] = [.kill, .tear, .power]
    let recovery = try ChildProcess.run { _ in
      fault_arm(
        folder, deadly[Int(seed % 3)].mode, 1 + Int(seed / 3 % 14), 0, seed)
      _ = try? session.state()
      _ = fault_disarm()
    }
    if ![0, SIGKILL].contains(recovery.signal) {
      problems.append("recovery ended with signal \(recovery.signal)")
    }
    let acknowledged = report.lines.filter { $0 == "done" }.count
    return problems + judged(session, acknowledged)
  }

  /// Does the steps; writes a line for each that is done, and for what is not as it must be.
  private func perform(_ session: Session, _ fault: Fault, _ write: (String) -> Void) {
    for (number, step) in workload.steps.enumerated() {
      let isDone: Bool
      do {
        try session.perform(step)
        write("done")
        continue
      } catch {
        let message = "\(error)"
        isDone = ["every commit is safe", "the new file is there", "whether this commit is there"]
          .contains { message.contains($0) }
        write("failed: \(error)")
        if fault == .shortWrite { write("wrong: a short write is no failure: \(error)") }
        if fault.isDiskFull, !message.contains("no space is left") {
          write("wrong: the message does not name the full disk: \(error)")
        }
      }
      goOn(session, step, number, fault, isDone: isDone, write)
    }
    do {
      try session.close()
    } catch {
      write("failed: \(error)")
    }
  }

  /// After a failure: nothing has changed, and once there is room again, the step can be done.
  private func goOn(
    _ session: Session, _ step: Workload.Step, _ number: Int, _ fault: Fault, isDone: Bool,
    _ write: (String) -> Void
  ) {
    if fault.isLasting { _ = fault_disarm() }
    do {
      // Some failures come after the commit, or may do so, and say it.
      let state = try session.state()
      if isDone, state == states[number + 1] { return write("done") }
      if state.contains("no lock on it") {
        return reopenAndGoOn(session, step, number, write)
      }
      if session.graph != nil, state != states[number] {
        write(
          "wrong: the failed step \(number) has changed the open graph: "
            + Trial.difference(of: state, from: states[number]))
      }
      try session.perform(step)
      write("done")
    } catch  where ["open it again", "no lock on it"].contains(where: "\(error)".contains) {
      reopenAndGoOn(session, step, number, write)
    } catch {
      write("wrong: step \(number) cannot be done after its failure: \(error)")
    }
  }

  /// After a failure that the graph itself cannot get over.
  private func reopenAndGoOn(
    _ session: Session, _ step: Workload.Step, _ number: Int, _ write: (String) -> Void
  ) {
    do {
      try session.close()
      try session.perform(step)
      write("done")
    } catch {
      write("wrong: step \(number) cannot be done in the graph opened again: \(error)")
    }
  }

  /// Opens what is left and compares it with what was acknowledged.
  private func judged(_ session: Session, _ acknowledged: Int) -> [String] {
    do {
      let found = try session.state()
      let allowed = states[min(acknowledged, states.count - 1)...].prefix(2)
      guard allowed.contains(found) else {
        return [
          "\(acknowledged) steps were acknowledged: "
            + allowed.map { Trial.difference(of: found, from: $0) }.joined(separator: "; ")
        ]
      }
      let graph = try session.opened()
      _ = try graph.run("CREATE (:After {year: 2003})").all()
      try session.close()
      let names = try FileManager.default.contentsOfDirectory(atPath: session.folder)
      let strange = names.filter {
        $0 != "g.dolen" && $0 != "copy.dolen" && !($0.hasPrefix(".") && $0.contains(".tmp"))
      }
      return strange.isEmpty ? [] : ["these files are left: \(strange)"]
    } catch {
      return ["after \(acknowledged) acknowledged steps the file cannot be used: \(error)"]
    }
  }

  /// The first line in which two states differ.
  static func difference(of found: String, from expected: String) -> String {
    let pairs = (found.split(separator: "\n"), expected.split(separator: "\n"))
    let first = zip(pairs.0, pairs.1).first { $0 != $1 }
    return first.map { "found '\($0)', not '\($1)'" }
      ?? "found \(pairs.0.count) lines, not \(pairs.1.count)"
  }
}

/// The trial itself cannot be done.
struct TrialFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
