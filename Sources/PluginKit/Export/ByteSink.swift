/// Where an exporter puts its bytes.
///
/// A format of one file writes and is done. A format of a folder begins each file with
/// ``beginFile(_:)``.
public protocol ByteSink {
  /// Takes bytes.
  mutating func write(_ bytes: UnsafeRawBufferPointer) throws

  /// Ends the file at hand and begins the one at `path`, inside the folder that is written.
  ///
  /// - Throws: ``ExportError`` where the output is a single file.
  mutating func beginFile(_ path: String) throws
}

extension ByteSink {
  /// Takes the bytes of an array.
  public mutating func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write($0) }
  }

  /// Takes a text as UTF-8.
  public mutating func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }
}

/// Bytes in memory: one file, or a folder of them.
public struct MemorySink: ByteSink, Sendable {
  /// The bytes of the one file.
  public private(set) var bytes: [UInt8] = []
  /// The bytes of each file of a folder, by its path.
  public private(set) var files: [String: [UInt8]] = [:]
  private var path: String?

  /// Nothing yet.
  public init() {}

  /// Takes bytes.
  public mutating func write(_ bytes: UnsafeRawBufferPointer) {
    if let path {
      files[path, default: []].append(contentsOf: bytes)
    } else {
      self.bytes.append(contentsOf: bytes)
    }
  }

  /// Begins the file at `path`.
  public mutating func beginFile(_ path: String) throws {
    guard files[path] == nil else { throw ExportError("The file '\(path)' is written twice") }
    files[path] = []
    self.path = path
  }
}
