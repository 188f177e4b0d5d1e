import CFaultInjection
import Foundation

/// A copy of this process that does something and may die of it.
enum ChildProcess {
  /// What a child wrote, and the signal that ended it (0 for none, -1 for another end).
  struct Report {
    var lines: [String]
    var signal: Int32
  }

  /// Runs `body`, which is given a way to write lines, in a child.
  static func run(_ body: ((String) -> Void) -> Void) throws -> Report {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw TrialFailure("there is no pipe") }
    let process = fault_fork()
    guard process >= 0 else { throw TrialFailure("there is no process") }
    if process == 0 {
      close(ends[0])
      body { line in
        let bytes = Array((line + "\u{0}").utf8)
        _ = write(ends[1], bytes, bytes.count)
      }
      _exit(0)
    }
    close(ends[1])
    let handle = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
    let text = String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
    var status: Int32 = 0
    guard waitpid(process, &status, 0) == process else { throw TrialFailure("no child ended") }
    let signal = status & 0x7F
    return Report(
      lines: text.split(separator: "\u{0}").map(String.init),
      signal: signal == 0 && status != 0 ? -1 : signal)
  }
}
