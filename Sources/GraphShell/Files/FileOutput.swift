import GraphEngine
import Platform
import PluginKit

/// The reader of a pipe has gone away: nobody wants the rest.
public struct PipeClosed: Error {
  /// The news; there is nothing to add.
  public init() {}
}

/// Standard output or standard error, as the shell writes to it.
///
/// Small writes are gathered until ``flush()``. A terminal gets what it may get (``OutputFile``).
public final class FileOutput: ByteOutput {
  private let file: OutputFile

  /// An output that writes to an open descriptor and does not close it.
  public init(descriptor: Int32, name: String) {
    file = OutputFile(descriptor: descriptor, name: name)
  }

  /// Whether somebody looks at it: a terminal.
  public var isTerminal: Bool { file.isTerminal }

  /// Whether text has looks.
  public var showsStyles: Bool {
    get { file.showsStyles }
    set { file.showsStyles = newValue }
  }

  /// Called before bytes go out, for whoever has something else on the terminal.
  public var willWrite: (() -> Void)? {
    get { file.willWrite }
    set { file.willWrite = newValue }
  }

  /// Takes in `bytes`.
  ///
  /// - Throws: ``PipeClosed``, or `FileError` where they cannot be written.
  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    try noticingClosedPipe { try file.write(bytes) }
  }

  /// Changes how the text that follows looks.
  ///
  /// - Throws: As ``write(_:)-(UnsafeRawBufferPointer)``.
  public func write(_ style: TextStyle) throws { try noticingClosedPipe { try file.write(style) } }

  /// Hands over all that was gathered.
  ///
  /// - Throws: ``PipeClosed``, or `FileError` where it cannot be written.
  public func flush() throws { try noticingClosedPipe { try file.flush() } }

  private func noticingClosedPipe(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as FileError where error.code == EPIPE {
      throw PipeClosed()
    }
  }
}
