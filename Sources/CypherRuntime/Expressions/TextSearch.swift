import CypherPlan
import CypherSyntax
import GraphIndex
import GraphModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// STARTS WITH, ENDS WITH and CONTAINS for one pattern, over the bytes of a dictionary: no text is
/// made to be looked at.
struct TextSearch {
  private let op: TextMatch
  private let pattern: [UInt8]

  init(_ op: TextMatch, _ pattern: Text) {
    self.op = op
    self.pattern = pattern.withUTF8 { Array($0) }
  }

  /// Whether the text of `code` matches.
  ///
  /// - Complexity: O(length) for most patterns; at worst O(length of both multiplied).
  @inline(__always)
  func matches(_ code: Int, in dictionary: TextDictionary) -> Bool {
    dictionary.withUTF8(of: code) { text in
      pattern.withUnsafeBufferPointer { pattern in
        guard let needle = pattern.baseAddress, pattern.count > 0 else { return true }
        guard let start = text.baseAddress, text.count >= pattern.count else { return false }
        switch op {
        case .startsWith: return memcmp(start, needle, pattern.count) == 0
        case .endsWith:
          return memcmp(start + (text.count - pattern.count), needle, pattern.count) == 0
        default: return Self.occurs(needle, pattern.count, in: start, text.count)
        }
      }
    }
  }

  /// Whether `needle` occurs: sixteen places at a time are looked at for its first and its last byte,
  /// and only where both are right is the rest compared (after Mula, "SIMD-friendly algorithms for
  /// substring searching").
  private static func occurs(
    _ needle: UnsafePointer<UInt8>, _ size: Int, in text: UnsafePointer<UInt8>, _ length: Int
  ) -> Bool {
    let first = SIMD16<UInt8>(repeating: needle[0])
    let last = SIMD16<UInt8>(repeating: needle[size &- 1])
    let raw = UnsafeRawPointer(text)
    /// The last place where the pattern fits.
    let end = length &- size
    var place = 0
    while place &+ 16 &+ size &- 1 <= length {
      let a = raw.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self) .== first
      let b =
        raw.loadUnaligned(fromByteOffset: place &+ size &- 1, as: SIMD16<UInt8>.self) .== last
      let both = a .& b
      if any(both) {
        for lane in 0..<16
        where both[lane] && memcmp(text + (place &+ lane), needle, size) == 0 { return true }
      }
      place &+= 16
    }
    while place <= end {
      if text[place] == needle[0], memcmp(text + place, needle, size) == 0 { return true }
      place &+= 1
    }
    return false
  }
}
