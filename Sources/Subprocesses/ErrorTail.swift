import GraphEngine

/// The last lines of a program's standard error, however much it writes.
package struct ErrorTail: Sendable {
  private var finished: [[UInt8]] = []
  private var current: [UInt8] = []
  private var isCut = false

  static let lineLimit = 20
  private static let lengthLimit = 1_000

  package init() {}

  /// Takes in what was written.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes {
      if byte == 0x0A {
        endLine()
      } else if current.count < Self.lengthLimit {
        current.append(byte)
      } else {
        isCut = true
      }
    }
  }

  private mutating func endLine() {
    if finished.count == Self.lineLimit { finished.removeFirst() }
    finished.append(current + (isCut ? Array("…".utf8) : []))
    current.removeAll(keepingCapacity: true)
    isCut = false
  }

  /// The lines, escaped.
  package var lines: [String] {
    var copy = self
    if !current.isEmpty { copy.endLine() }
    return copy.finished.map { EscapedLine.text(of: $0, limit: Self.lengthLimit + 3) }
  }
}

/// Shows bytes that somebody else wrote: in one line, and so that a terminal does nothing with them, by the
/// rule of ``GraphEngine/DisplayText``.
package enum EscapedLine {
  /// The text of `bytes`, at most `limit` of them.
  package static func text(of bytes: some Collection<UInt8>, limit: Int = 200) -> String {
    var text = ""
    var previous: Unicode.Scalar?
    for scalar in String(decoding: bytes.prefix(limit), as: UTF8.self).unicodeScalars {
      defer { previous = scalar }
      switch scalar.value {
      case 0x09: text += "\\t"
      case 0x0A: text += "\\n"
      case 0x0D: text += "\\r"
      case _ where DisplayText.isSafe(scalar, after: previous):
        text.unicodeScalars.append(scalar)
      default: text += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return bytes.count > limit ? text + "…" : text
  }
}
