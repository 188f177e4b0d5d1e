/// Takes the text of a value piece by piece.
///
/// A text, a list or a path may be of any length, and what lists share is written as often as it is met:
/// who writes such a value out must not have all of it in memory, and has to look up now and then
/// whether anybody still waits for it. So the writers of values (``JSONWriter``, ``ValueTextWriter``)
/// hand on what they have whenever it is enough for a piece.
///
/// - Throws: Whatever ends it. The writer then leaves out what is left of the value.
public typealias PieceHandler = (UnsafeBufferPointer<UInt8>) throws -> Void

/// What a writer of values hands its pieces to, and why it was stopped.
final class PieceOutlet {
  private let handler: PieceHandler
  private var failure: (any Error)?

  init(_ handler: @escaping PieceHandler) { self.handler = handler }

  var isStopped: Bool { failure != nil }

  func take(_ bytes: [UInt8]) {
    guard failure == nil, !bytes.isEmpty else { return }
    do {
      try bytes.withUnsafeBufferPointer(handler)
    } catch {
      failure = error
    }
  }

  /// Throws what the handler has thrown.
  func check() throws {
    if let failure { throw failure }
  }
}

/// A writer of values whose text may leave in pieces.
///
/// Once it is stopped, it writes no further element, but closes what is open: what has left and what it
/// still has in ``bytes`` are together well formed.
protocol PieceWriter {
  /// What was written and has not left.
  var bytes: [UInt8] { get set }
  /// Where pieces go; nil where all is kept.
  var outlet: PieceOutlet? { get set }
}

/// About how many bytes a writer of values gathers before it hands them on.
let leastPiece = 1 << 15

extension PieceWriter {
  /// Hands on what was written where it is enough for a piece; false where no more is wanted.
  ///
  /// Called between elements, where the text may as well end.
  @inline(__always)
  mutating func goesOn() -> Bool {
    guard let outlet else { return true }
    if bytes.count >= leastPiece { handOn(to: outlet) }
    return !outlet.isStopped
  }

  private mutating func handOn(to outlet: PieceOutlet) {
    if outlet.isStopped { return }
    outlet.take(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Writes by `body`, with pieces handed on as they come, and hands on the rest.
  ///
  /// - Throws: What the handler throws; ``bytes`` then has what closes that which is open.
  mutating func write(
    handingOn handler: @escaping PieceHandler, _ body: (inout Self) throws -> Void
  ) throws {
    let outlet = PieceOutlet(handler)
    self.outlet = outlet
    defer { self.outlet = nil }
    try body(&self)
    handOn(to: outlet)
    try outlet.check()
  }

  /// Calls `body` with `text`; with one part after the other, each of whole characters, where it is long
  /// and leaves in pieces.
  @inline(__always)
  mutating func inParts(
    _ text: UnsafeBufferPointer<UInt8>, _ body: (inout Self, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    if outlet == nil || text.count <= leastPiece { return body(&self, text) }
    var start = 0
    while start < text.count, goesOn() {
      var end = min(start + leastPiece, text.count)
      while end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
      body(&self, UnsafeBufferPointer(rebasing: text[start..<end]))
      start = end
    }
  }

  /// Writes `literal` as it stands.
  mutating func append(_ literal: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }
}
