/// Gathers bytes in memory.
///
///     let output = MemoryOutput()
///     try rows.write(as: .csv, to: output)
///     print(output.text)
public final class MemoryOutput: ByteOutput {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// An empty output.
  public init() {}

  /// What was written so far, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Takes in `bytes`.
  public func write(_ bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }

  /// Forgets what was written.
  public func removeAll() { bytes.removeAll() }
}
