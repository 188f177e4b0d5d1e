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
