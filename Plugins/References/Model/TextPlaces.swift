import PluginKit

/// Where the bytes of a text stand, as a person counts.
struct TextPlaces: Sendable {
  private let text: DecodedText
  private var starts: [Int] = [0]

  /// - Complexity: O(*n*) in the length of the text.
  init(_ text: DecodedText) {
    self.text = text
    for (index, byte) in text.bytes.enumerated() {
      let isEnd =
        byte == 0x0A
        || byte == 0x0D && !(index + 1 < text.bytes.count && text.bytes[index + 1] == 0x0A)
      if isEnd { starts.append(index + 1) }
    }
  }

  /// The place of the byte at `offset`.
  ///
  /// - Complexity: O(log *n*) in the number of lines, and O(*m*) in the length of the line.
  func place(_ offset: Int) -> SourcePlace {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let end = min(offset, text.bytes.count)
    let column = text.bytes[starts[low]..<max(end, starts[low])].count { $0 & 0xC0 != 0x80 } + 1
    return SourcePlace(text.name, line: low + 1, column: column)
  }
}
