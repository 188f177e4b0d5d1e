import CSubprocess
import GraphEngine
import Platform
import PluginKit

/// A command of the system's shell that reads what is written here, such as a pager.
///
///     let pipe = try CommandPipe("sort | uniq -c")
///     try pipe.write(text)
///     let code = try pipe.finish()
public final class CommandPipe: ByteOutput {
  private let output: FileOutput
  private var descriptor: Int32
  private let process: pid_t
  private var hasEnded = false

  /// Starts `command`, which shares the terminal.
  ///
  /// - Throws: `FileError` where the system has no room for another process.
  public init(_ command: String) throws {
    var ends: [Int32] = [0, 0]
    var code = subprocess_pipe(&ends)
    guard code == 0 else { throw FileError("start", command, String(cString: strerror(code))) }
    var process: pid_t = 0
    code = shell_start(command, ends[0], &process)
    close(ends[0])
    guard code == 0 else {
      close(ends[1])
      throw FileError("start", command, String(cString: strerror(code)))
    }
    self.process = process
    descriptor = ends[1]
    ignoreBrokenPipe(descriptor)
    output = FileOutput(descriptor: descriptor, name: command)
  }

  deinit { end() }

  /// Takes in `bytes`.
  ///
  /// - Throws: ``PipeClosed`` where the command reads no more; `FileError`.
  public func write(_ bytes: UnsafeRawBufferPointer) throws { try output.write(bytes) }

  /// Hands over all that was gathered.
  ///
  /// - Throws: As ``write(_:)``.
  public func flush() throws { try output.flush() }

  /// Says that nothing more comes, waits for the command, and returns its exit code.
  ///
  /// - Throws: `FileError` where what is left cannot be handed over. That the command has had enough is
  ///   none.
  public func finish() throws -> Int32 {
    do {
      try output.flush()
    } catch is PipeClosed {
      // It has had enough.
    } catch {
      _ = end()
      throw error
    }
    return end()
  }

  @discardableResult
  private func end() -> Int32 {
    if hasEnded { return 0 }
    hasEnded = true
    close(descriptor)
    return shell_wait(process)
  }

  /// Runs `command` with our own standard input, and returns its exit code.
  ///
  /// - Throws: `FileError` where it cannot be started.
  public static func run(_ command: String) throws -> Int32 {
    var process: pid_t = 0
    let code = shell_start(command, -1, &process)
    guard code == 0 else { throw FileError("start", command, String(cString: strerror(code))) }
    return shell_wait(process)
  }
}
