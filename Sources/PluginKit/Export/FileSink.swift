import Platform

/// Writes one file, which appears whole or not at all, in place of another only on demand.
final class FileSink: ExportSink {
  /// How many bytes are in the file.
  private(set) var count = 0
  private let file: AtomicFile
  /// Packs the bytes, where the name says that they are packed.
  private let gzip: GzipOutput?

  init(path: String, replacing: Bool) throws {
    file = try AtomicFile(path, replacing: replacing)
    gzip = PackedName.isGzip(path) ? try GzipOutput(name: path) : nil
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard let gzip else { return try put(bytes) }
    try gzip.write(bytes, to: put)
  }

  private func put(_ bytes: UnsafeRawBufferPointer) throws {
    count += bytes.count
    try file.write(bytes)
  }

  func beginFile(_ path: String) throws {
    throw ExportError("This format writes a folder, not a file")
  }

  /// Puts the file in its place.
  func commit() throws {
    try gzip?.finish(to: put)
    try file.commit()
  }
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
