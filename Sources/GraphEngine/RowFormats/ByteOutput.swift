/// Where bytes go: a terminal, a file, a pipe, memory.
public protocol ByteOutput: AnyObject {
  /// Takes in `bytes`, all of them and in order.
  ///
  /// - Throws: What is wrong with the world behind the output, such as a full disk.
  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws

  /// Changes how the text that follows looks, where there are looks.
  ///
  /// Writers ask for styles only where ``RowLayout/color`` says so. An output that does not know
  /// better writes the sequence that a terminal obeys.
  func write(_ style: TextStyle) throws
}

extension ByteOutput {
  /// Writes the sequence that a terminal obeys.
  public func write(_ style: TextStyle) throws { try write(style.sequence) }

  /// Takes in `bytes`.
  public func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBufferPointer(write) }

  /// Takes in the UTF-8 of `text`.
  public func write(_ text: String) throws {
    var text = text
    try text.withUTF8(write)
  }
}
