/// Where bytes go: a file, a pipe, a terminal, memory.
///
/// All that writes (answers, exports, messages) writes to one of these, so that a format does not know
/// what becomes of its bytes.
///
///     final class Counter: ByteSink {
///       var count = 0
///       func write(_ bytes: UnsafeRawBufferPointer) { count += bytes.count }
///     }
public protocol ByteSink: AnyObject {
  /// Takes in `bytes`, all of them and in order.
  ///
  /// - Throws: What is wrong with the world behind it, such as a full disk.
  func write(_ bytes: UnsafeRawBufferPointer) throws
}

extension ByteSink {
  /// Takes in `bytes`.
  public func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    try write(UnsafeRawBufferPointer(bytes))
  }

  /// Takes in the bytes of an array.
  public func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write($0) }
  }

  /// Takes in the UTF-8 of `text`.
  public func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }
}
