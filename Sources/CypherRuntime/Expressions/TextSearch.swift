import CypherSyntax
import GraphIndex
import GraphModel

/// ENDS WITH and CONTAINS, and STARTS WITH for a few, over the bytes of a dictionary: no text is made
/// to be looked at.
struct TextSearch {
  let op: TextMatch
  private let pattern: [UInt8]

  init(_ op: TextMatch, _ pattern: Text) {
    self.op = op
    self.pattern = pattern.withUTF8 { Array($0) }
  }

  /// Whether the text of `code` matches.
  ///
  /// - Complexity: O(length) for most patterns; at worst O(length of both multiplied).
  func matches(_ code: Int, in dictionary: TextDictionary) -> Bool {
    dictionary.withUTF8(of: code) { text in
      pattern.withUnsafeBufferPointer { pattern in
        guard let needle = Needle(pattern) else { return true }
        guard let start = text.baseAddress, text.count >= pattern.count else { return false }
        switch op {
        case .startsWith: return needle.stands(at: start)
        case .endsWith: return needle.stands(at: start + (text.count - pattern.count))
        default: return needle.place(in: start, from: 0, to: text.count) != nil
        }
      }
    }
  }

  /// Which of the texts `codes` match: 1 or 0 for each.
  ///
  /// - Parameters:
  ///   - offsets: Where each text of the dictionary begins, and the end of the last; rising.
  ///   - bytes: The bytes of all.
  /// - Complexity: O(bytes) for most patterns.
  func verdicts(
    on codes: Range<Int>, _ offsets: UnsafePointer<Int>, _ bytes: UnsafePointer<UInt8>
  ) -> [UInt8] {
    var verdicts = [UInt8](repeating: 0, count: codes.count)
    pattern.withUnsafeBufferPointer { pattern in
      let extent = offsets[codes.lowerBound]..<offsets[codes.upperBound]
      guard let needle = Needle(pattern, rareIn: bytes, extent) else {
        return verdicts.indices.forEach { verdicts[$0] = 1 }
      }
      if op == .contains {
        return needle.forEachText(in: bytes, codes, offsets) {
          verdicts[$0 &- codes.lowerBound] = 1
        }
      }
      for code in codes where offsets[code &+ 1] &- offsets[code] >= pattern.count {
        let place = op == .endsWith ? offsets[code &+ 1] &- pattern.count : offsets[code]
        verdicts[code &- codes.lowerBound] = needle.stands(at: bytes + place) ? 1 : 0
      }
    }
    return verdicts
  }
}
