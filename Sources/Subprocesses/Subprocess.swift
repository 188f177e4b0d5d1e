import CSubprocess
import Platform

/// A program that runs for us, with pipes to its three standard streams.
///
/// It leads a process group of its own, and has a variable of its own in its environment, which what it
/// starts inherits: both end with it, and on Linux also what has left the group. Whoever makes one calls
/// ``end(within:)``; nothing is left of it afterwards.
package final class Subprocess {
  /// Our end of its standard input; negative once it is closed.
  package private(set) var input: Int32
  /// Our end of its standard output.
  package private(set) var output: Int32
  /// Our end of its standard error.
  package private(set) var errors: Int32
  private let id: pid_t
  /// The variable by which what it starts is known, wherever it goes.
  private let mark: String
  private let leftover: Leftovers.Entry
  private var outcome: Outcome?

  /// How a program ended.
  package enum Outcome: Hashable, Sendable {
    case exited(Int32)
    case killed(Int32)

    /// As the rest of a sentence.
    package var deed: String {
      switch self {
      case .exited(let code): "ended with exit code \(code)"
      case .killed(let signal):
        "was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
      }
    }
  }

  /// Starts the program at `path`.
  ///
  /// - Throws: `FileError` with what could not be done.
  package init(
    _ path: String, arguments: [String], environment: [String], folder: String, memory: Int
  ) throws(FileError) {
    var pipes: [[Int32]] = []
    defer { for end in pipes.joined() where end >= 0 { close(end) } }
    for _ in 0..<3 {
      var ends: [Int32] = [-1, -1]
      let code = subprocess_pipe(&ends)
      if code != 0 { throw FileSystem.failure("start", path, code) }
      pipes.append(ends)
    }
    for pipe in pipes.prefix(2) { subprocess_widen(pipe[0]) }
    let ends = [pipes[0][0], pipes[1][1], pipes[2][1]]
    let mark = "\(Self.markName)=\(String(UInt64.random(in: .min ... .max), radix: 16))"
    // On Linux a process ends with the thread that has started it, and so that is one that lasts.
    let started = Self.starter.run {
      Self.withCStrings([path] + arguments) { arguments in
        Self.withCStrings(environment + [mark]) { environment in
          var started = Started()
          started.code = subprocess_start(
            path, arguments, environment, folder, ends[0], ends[1], ends[2], UInt64(memory),
            &started.child, &started.stage)
          return started
        }
      }
    }
    if started.code != 0 { throw Self.failure(path, started.stage, started.code) }
    id = started.child
    self.mark = mark
    leftover = Leftovers.add { [id = started.child] in
      // It is not reaped, or this would not be asked for any more.
      var noted = subprocess_strays()
      subprocess_note_descendants(id, &noted)
      kill(-id, SIGKILL)
      _ = subprocess_kill_strays(id, mark, &noted)
    }
    (input, output, errors) = (pipes[0][1], pipes[1][0], pipes[2][0])
    (pipes[0][1], pipes[1][0], pipes[2][0]) = (-1, -1, -1)
    ignoreBrokenPipe(input)
    for descriptor in [input, output, errors] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  /// The name of the variable.
  package static let markName = "DOLEN_PLUGIN_RUN"

  /// Makes this process the parent of what its programs start and leave alone, so that it is found when
  /// they end: for programs that start others in no other way. Only on Linux.
  package static func adoptOrphans() { subprocess_adopt_orphans() }

  private static let starter = LastingThread()

  /// What came of a start.
  private struct Started: Sendable {
    var child: pid_t = 0
    var stage: Int32 = 0
    var code: Int32 = 0
  }

  deinit { _ = end(within: 0) }

  /// Whether it has ended by itself.
  package var hasEnded: Bool { outcome != nil || subprocess_has_ended(id) != 0 }

  /// Tells it that nothing more comes.
  package func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Ends it and all that it started: asks, waits `seconds`, then makes it. Returns how it ended.
  package func end(within seconds: Double) -> Outcome {
    if let outcome { return outcome }
    closeInput()
    var noted = subprocess_strays()
    if !hasEnded {
      subprocess_note_descendants(id, &noted)
      kill(-id, SIGTERM)
      let start = ContinuousClock.now
      while !hasEnded, ContinuousClock.now - start < .seconds(seconds) { usleep(2_000) }
    }
    // Before it is reaped nobody else can have the number of its group.
    kill(-id, SIGKILL)
    _ = subprocess_kill_strays(id, mark, &noted)
    Leftovers.drop(leftover)
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    subprocess_forget(id)
    let signal = status & 0x7F
    let outcome: Outcome = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
    self.outcome = outcome
    return outcome
  }

  /// Closes what is left of the pipes, after the last line was read.
  package func closeStreams() {
    closeInput()
    for descriptor in [output, errors] where descriptor >= 0 { close(descriptor) }
    (output, errors) = (-1, -1)
  }

  private static func withCStrings<R>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
  ) -> R {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  private static func failure(_ path: String, _ stage: Int32, _ code: Int32) -> FileError {
    var reason = String(cString: strerror(code))
    switch Int(stage) {
    case Int(SUBPROCESS_STAGE_PROGRAM.rawValue):
      switch code {
      case ENOENT: reason = "There is no such program, or its first line names none that there is"
      case ENOEXEC: reason = "It is no program: it needs a first line such as #!/bin/sh"
      case EACCES:
        reason =
          "It may not be run: chmod +x makes a file executable, and TMPDIR names a folder "
          + "that programs may be run from"
      default: break
      }
    case Int(SUBPROCESS_STAGE_FOLDER.rawValue): reason = "Its folder: \(reason)"
    case Int(SUBPROCESS_STAGE_LIMITS.rawValue): reason = "Its limits: \(reason)"
    default: break
    }
    return FileError("start", path, reason, code: code)
  }
}
