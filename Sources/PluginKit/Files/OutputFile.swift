import GraphEngine
import Platform

/// Bytes that go out through a descriptor: to a file, a pipe, a terminal.
///
/// Small writes are gathered until ``flush()``. Where the descriptor is a terminal, what a terminal
/// would obey or hide is shown as text (``GraphEngine/TerminalFilter``), whoever writes it; files and
/// pipes get every byte as it is. Used from one thread at a time.
public final class OutputFile: ByteOutput {
  /// Whether somebody looks at it: a terminal.
  public let isTerminal: Bool
  /// Whether text has looks: on a terminal, or where somebody wants them anyway.
  public var showsStyles: Bool
  /// Called before bytes go out, for whoever has something else on the terminal.
  public var willWrite: (() -> Void)?
  private var descriptor: Int32
  private let closes: Bool
  private let name: String
  private var filter = TerminalFilter()
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 17

  /// An output through an open descriptor, which it does not close.
  ///
  /// - Parameter name: What messages call it.
  public convenience init(descriptor: Int32, name: String) {
    self.init(descriptor, name: name, closes: false)
  }

  init(_ descriptor: Int32, name: String, closes: Bool) {
    self.descriptor = descriptor
    self.name = name
    self.closes = closes
    isTerminal = isatty(descriptor) == 1
    showsStyles = isTerminal
  }

  deinit {
    if closes, descriptor >= 0 { close(descriptor) }
  }

  /// Takes in `bytes`.
  ///
  /// - Throws: ``FileError`` where they cannot be written.
  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard isTerminal else { return try take(bytes) }
    try take(bytes.withMemoryRebound(to: UInt8.self) { filter.filtered($0) })
  }

  /// Changes how the text that follows looks, where there are looks; files have none.
  ///
  /// - Throws: ``FileError`` where it cannot be written.
  public func write(_ style: TextStyle) throws {
    if showsStyles { try take(Array(style.sequence.utf8)) }
  }

  /// Hands over all that was gathered.
  ///
  /// - Throws: ``FileError`` where it cannot be written; it is forgotten then.
  public func flush() throws(FileError) {
    if buffer.isEmpty { return }
    let pending = buffer
    buffer = []
    try pending.withUnsafeBytes { bytes in
      Result { () throws(FileError) in try writeOut(bytes) }
    }.get()
    buffer = pending
    buffer.removeAll(keepingCapacity: true)
  }

  /// Brings the file to the disk.
  func sync() throws(FileError) {
    if fsync(descriptor) != 0 { throw FileSystem.failure("write", name, errno) }
  }

  /// Writes what is left, to the disk where `syncing`, and closes the file.
  func finish(syncing: Bool) throws(FileError) {
    if isTerminal { buffer += filter.finish() }
    try flush()
    if syncing { try sync() }
    guard closes else { return }
    let closing = descriptor
    descriptor = -1
    if close(closing) != 0, errno != EINTR { throw FileSystem.failure("write", name, errno) }
  }

  private func take(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withUnsafeBytes { bytes in
      Result { () throws(FileError) in try take(bytes) }
    }.get()
  }

  private func take(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    if bytes.count + buffer.count >= Self.bufferSize { try flush() }
    if bytes.count < Self.bufferSize {
      buffer.append(contentsOf: bytes)
    } else {
      try writeOut(bytes)
    }
  }

  private func writeOut(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    willWrite?()
    let code = writeBytes(descriptor, bytes)
    if code != 0 { throw FileSystem.failure("write", name, code) }
  }
}
