/// Writes one file, which appears whole or not at all, in place of another only on demand.
struct FileSink: ByteSink {
  private(set) var count = 0
  private let file: AtomicFile

  init(path: String, replacing: Bool) throws {
    file = try AtomicFile(path, replacing: replacing)
  }

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
    count += bytes.count
    try bytes.withMemoryRebound(to: UInt8.self) { try file.write($0) }
  }

  mutating func beginFile(_ path: String) throws {
    throw ExportError("This format writes a folder, not a file")
  }

  /// Puts the file in its place.
  func commit() throws { try file.commit() }
}

/// Writes to standard output.
struct StandardOutputSink: ByteSink {
  private(set) var count = 0
  private let output = OutputFile(descriptor: 1, name: "standard output")

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
    count += bytes.count
    try output.write(bytes)
  }

  mutating func beginFile(_ path: String) throws {
    throw ExportError(
      "This format writes a folder, which standard output cannot take", hint: "Name a folder")
  }

  func commit() throws { try output.finish(syncing: false) }
}
