import Platform

/// A program that is run to its end, within bounds: of time, of memory, of what it may write.
///
/// It gets its arguments as they are, without a shell, and an empty standard input. Nothing that it starts
/// outlives it.
///
///     guard let path = ProgramRun.find("pdftotext", on: searchPath) else { … }
///     var run = ProgramRun(path, ["-enc", "UTF-8", pdf, "-"])
///     run.outputLimit = 1 << 26
///     let result = try run.result()
///     if result.isGood { use(result.output) }
package struct ProgramRun: Sendable {
  /// The file of the program.
  package var path: String
  package var arguments: [String]
  /// Its variables, as "NAME=value".
  package var environment = ["PATH=/usr/bin:/bin", "LC_ALL=C"]
  /// The folder in which it runs.
  package var folder = "/"
  /// The longest that it may take.
  package var seconds = 120.0
  /// The most bytes that it may write on its standard output. Of its standard error the last lines are
  /// kept, however much it writes.
  package var outputLimit = 1 << 20
  /// The most memory of its own that it may use, in bytes.
  package var memory = 2 << 30

  /// A program to be run.
  package init(_ path: String, _ arguments: [String] = []) {
    (self.path, self.arguments) = (path, arguments)
  }

  /// What came of a run.
  package struct Result: Sendable {
    package var end: End
    /// What it wrote on its standard output, no more than it may.
    package var output: [UInt8]
    package var errors: ErrorTail

    /// Whether it ended by itself, and says that all went well.
    package var isGood: Bool { end == .outcome(.exited(0)) }
  }

  /// How a run ended.
  package enum End: Hashable, Sendable {
    case outcome(Subprocess.Outcome)
    /// It was ended because its time was over.
    case tookTooLong
    /// It was ended because it wrote more than it may.
    case wroteTooMuch
  }

  /// Runs the program and waits until it has ended.
  ///
  /// - Throws: `FileError` where it cannot be started.
  package func result() throws(FileError) -> Result {
    let process = try Subprocess(
      path, arguments: arguments, environment: environment, folder: folder, memory: memory)
    defer { process.closeStreams() }
    process.closeInput()
    var result = Result(end: .tookTooLong, output: [], errors: ErrorTail())
    let bound = try read(process, &result)
    let outcome = process.end(within: bound == nil ? 0 : 0.2)
    result.end = bound ?? .outcome(outcome)
    return result
  }

  /// Reads both streams until they and the program end; tells what bound it met.
  private func read(_ process: Subprocess, _ result: inout Result) throws(FileError) -> End? {
    let end = ContinuousClock.now + .seconds(seconds)
    var open: [Int32] = [process.output, process.errors]
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { buffer.deallocate() }
    while !open.isEmpty || !process.hasEnded {
      if ContinuousClock.now >= end { return .tookTooLong }
      var waits = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      // Of a program that has closed its streams nothing tells when it ends.
      let ready = poll(&waits, nfds_t(waits.count), open.isEmpty ? 2 : 50)
      if ready < 0 {
        if errno == EINTR { continue }
        throw FileSystem.failure("wait for", path, errno)
      }
      // What it has left behind may hold its streams open, and says nothing more.
      if ready == 0, process.hasEnded { return nil }
      for wait in waits where wait.revents != 0 {
        let count = readBytes(wait.fd, into: buffer)
        if count < 0, errno == EAGAIN { continue }
        guard count > 0 else {
          open.removeAll { $0 == wait.fd }
          continue
        }
        let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        if wait.fd == process.errors {
          result.errors.add(piece)
        } else {
          let room = outputLimit - result.output.count
          result.output += piece.prefix(room)
          if count > room { return .wroteTooMuch }
        }
      }
    }
    return nil
  }

  /// The file at which the command `name` stands on the search path of programs, whose relative parts do
  /// not count; nil where it does not.
  ///
  /// - Parameter searchPath: What the variable `PATH` holds; nil for what systems have where it is not set.
  package static func find(_ name: String, on searchPath: String?) -> String? {
    if name.isEmpty || name.utf8.contains(UInt8(ascii: "/")) { return nil }
    for folder in (searchPath ?? usualSearchPath).split(separator: ":") where folder.hasPrefix("/")
    {
      let path = "\(folder)/\(name)"
      if access(path, X_OK) == 0, (try? FileSystem.kind(of: path)) == .file { return path }
    }
    return nil
  }

  /// The search path where none is set.
  package static let usualSearchPath = "/usr/local/bin:/usr/bin:/bin"
}
