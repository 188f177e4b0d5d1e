import GraphModel

/// An output that looks at the limits of a statement before each piece of its answer.
///
/// Answers take their time to be written, too: a value in which a text of a megabyte occurs a thousand
/// times is quickly made, and a gigabyte long. Whatever writes an answer writes into one of these, and is
/// ended by it where the statement's time is over or nobody waits for it any more.
package final class PacedOutput: ByteOutput {
  private let output: any ByteOutput
  /// Throws where the answer is to end; nil before it begins, and for what is written once it was stopped.
  package var limits: (() throws -> Void)?
  /// What the output has thrown.
  package private(set) var failure: (any Error)?

  /// An output that is ended by what `limits` throws.
  package init(_ output: any ByteOutput, limits: (() throws -> Void)? = nil) {
    self.output = output
    self.limits = limits
  }

  /// The most bytes that are handed on at once.
  package static let pieceSize = 1 << 16

  /// Takes in `bytes`, and hands them on in pieces.
  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    repeat {
      try limits?()
      let piece = rest.prefix(Self.pieceSize)
      do {
        try output.write(UnsafeRawBufferPointer(rebasing: piece))
      } catch {
        failure = error
        throw error
      }
      rest = rest.dropFirst(piece.count)
    } while !rest.isEmpty
  }

  /// Changes how the text that follows looks.
  package func write(_ style: TextStyle) throws { try output.write(style) }

  /// Ends the answer where it is to end.
  package func checkLimits() throws { try limits?() }
}
