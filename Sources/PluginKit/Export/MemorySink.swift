/// Bytes in memory: one file, or a folder of them.
public final class MemorySink: ExportSink {
  /// The bytes of the one file.
  public private(set) var bytes: [UInt8] = []
  /// The bytes of each file of a folder, by its path.
  public private(set) var files: [String: [UInt8]] = [:]
  private var path: String?

  /// Nothing yet.
  public init() {}

  /// Takes bytes.
  public func write(_ bytes: UnsafeRawBufferPointer) {
    if let path {
      files[path, default: []].append(contentsOf: bytes)
    } else {
      self.bytes.append(contentsOf: bytes)
    }
  }

  /// Begins the file at `path`.
  public func beginFile(_ path: String) throws {
    guard files[path] == nil else { throw ExportError("The file '\(path)' is written twice") }
    files[path] = []
    self.path = path
  }
}
