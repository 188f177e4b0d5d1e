import Platform

/// Writes one file, which appears whole or not at all, in place of another only on demand.
final class FileSink: ExportSink {
  private(set) var count = 0
  private let file: AtomicFile

  init(path: String, replacing: Bool) throws {
    file = try AtomicFile(path, replacing: replacing)
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    count += bytes.count
    try file.write(bytes)
  }

  func beginFile(_ path: String) throws {
    throw ExportError("This format writes a folder, not a file")
  }

  /// Puts the file in its place.
  func commit() throws { try file.commit() }
}

/// Writes to standard output.
final class StandardOutputSink: ExportSink {
  private(set) var count = 0
  private let output = OutputFile(descriptor: 1, name: "standard output")

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    count += bytes.count
    try output.write(bytes)
  }

  func beginFile(_ path: String) throws {
    throw ExportError(
      "This format writes a folder, which standard output cannot take", hint: "Name a folder")
  }

  func commit() throws { try output.finish(syncing: false) }
}
