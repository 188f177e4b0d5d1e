import Platform
import PluginHost
import PluginKit

/// Makes a text of a PDF by the program `pdftotext`, where it is installed.
///
/// The program gets arguments and no shell, an empty standard input, bounded memory and bounded time; what it writes
/// is read from a pipe and bounded too.
struct PDFText {
  /// The longest that it may take, in seconds.
  var seconds = 120.0
  /// The most bytes of text that it may write.
  let limit: Int

  private static let memory = 2 << 30

  init(limit: Int) { self.limit = limit }

  /// The text of the PDF at `path`, in UTF-8, pages parted by form feeds.
  ///
  /// - Throws: `ImportError` where the program fails, takes too long, or writes too much; `FileError` where it cannot
  ///   be started.
  func text(of path: String, by program: String) throws -> [UInt8] {
    let whole = FileSystem.resolved(path)
    let process = try PluginProcess(
      program, arguments: ["-enc", "UTF-8", "-eol", "unix", whole, "-"],
      environment: ["PATH=/usr/bin:/bin", "LC_ALL=C"], folder: "/", memory: Self.memory)
    defer { process.closeStreams() }
    process.closeInput()
    var bytes: [UInt8] = []
    var errors = ErrorTail()
    let failure = try read(process, &bytes, &errors, path)
    let outcome = process.end(within: failure == nil ? 5 : 0)
    if let failure { throw failure }
    guard outcome == .exited(0) else {
      throw ImportError(
        "pdftotext \(outcome.deed)" + (errors.lines.first.map { ": \($0)" } ?? ""), in: path,
        hint: "Open the PDF in a reader: it may be damaged, or ask for a password")
    }
    return bytes
  }

  /// Reads both streams until they end; tells what bound was met.
  private func read(
    _ process: PluginProcess, _ bytes: inout [UInt8], _ errors: inout ErrorTail, _ path: String
  ) throws -> ImportError? {
    let start = ContinuousClock.now
    var open: [Int32] = [process.output, process.errors]
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { buffer.deallocate() }
    while !open.isEmpty {
      if ContinuousClock.now - start > .seconds(seconds) {
        return ImportError(
          "pdftotext took longer than \(Int(seconds)) seconds", in: path,
          hint: "Run it by hand, and import the text that it makes")
      }
      var waits = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&waits, nfds_t(waits.count), 200) >= 0 || errno == EINTR else {
        throw FileSystem.failure("read", path, errno)
      }
      for wait in waits where wait.revents != 0 {
        let count = readBytes(wait.fd, into: buffer)
        if count < 0, errno == EAGAIN || errno == EINTR { continue }
        guard count > 0 else {
          open.removeAll { $0 == wait.fd }
          continue
        }
        let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        if wait.fd == process.output { bytes += piece } else { errors.add(piece) }
      }
      if bytes.count > limit {
        return ImportError(
          "The text of the PDF has more than \(limit) bytes", in: path,
          hint: "Give the text of one review")
      }
    }
    return nil
  }

  /// Keeps a text beside its PDF, where places in it can be looked up: `report.pdf.txt`.
  ///
  /// What is there already stays: the same text is the same, another is nobody's to replace.
  ///
  /// - Returns: Whether a file was made.
  /// - Throws: `ImportError` where another text stands there; `FileError`.
  static func keep(_ bytes: [UInt8], at path: String, of pdf: String) throws -> Bool {
    if (try? FileSystem.kind(of: path)) == .file {
      if (try? InputFile.bytes(of: path)) == bytes { return false }
      throw ImportError(
        "\(path) is there already, and is not the text of this PDF as pdftotext makes it", in: pdf,
        hint: "Import \(path) where you have corrected it; else remove it, and import the PDF again"
      )
    }
    let file = try AtomicFile(path, advice: AtomicFile.removal)
    try bytes.withUnsafeBytes { try file.write($0) }
    try file.commit()
    return true
  }
}
