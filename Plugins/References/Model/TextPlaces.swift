import PluginKit

/// Where the bytes of a text stand, as a person counts.
struct TextPlaces: Sendable {
  private let text: DecodedText
  /// Where every so many lines one begins; a text is shorter than 4 GB.
  private var starts: [UInt32] = [0]
  private let stride: Int

  /// - Complexity: O(*n*) in the length of the text.
  init(_ text: DecodedText) {
    self.text = text
    var ends = 0
    for byte in text.bytes where byte == 0x0A || byte == 0x0D { ends += 1 }
    // Many short lines would take more than the text.
    stride = ends * 16 < text.bytes.count ? 1 : 8
    starts.reserveCapacity(ends / stride + 1)
    var line = 0
    for index in text.bytes.indices where Self.isEnd(index, in: text.bytes) {
      line += 1
      if line % stride == 0 { starts.append(UInt32(truncatingIfNeeded: index + 1)) }
    }
  }

  private static func isEnd(_ index: Int, in bytes: [UInt8]) -> Bool {
    bytes[index] == 0x0A
      || bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
  }

  /// The place of the byte at `offset`.
  ///
  /// - Complexity: O(log *n*) in the number of lines, and O(*m*) in the length of the line.
  func place(_ offset: Int) -> SourcePlace {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    let end = min(offset, text.bytes.count)
    var start = Int(starts[low])
    var line = low * stride
    for index in start..<max(end, start) where Self.isEnd(index, in: text.bytes) {
      line += 1
      start = index + 1
    }
    let column = text.bytes[start..<max(end, start)].count { $0 & 0xC0 != 0x80 } + 1
    return SourcePlace(text.name, line: line + 1, column: column)
  }
}
