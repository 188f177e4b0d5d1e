import GraphModel

/// The distinct texts of a column, sorted by bytes, so that the order of codes is the order of
/// texts.
///
/// All texts are one run of bytes: a dictionary of a million titles costs what its characters need,
/// and one title can be read from the file without the others.
public final class TextDictionary: Sendable {
  /// Where each text begins, and one more for the end of the last.
  let offsets: FixedBuffer<Int>
  /// The texts, one after the other, in UTF-8.
  let bytes: FixedBuffer<UInt8>

  /// The number of texts.
  public let count: Int

  init(offsets: FixedBuffer<Int>, bytes: FixedBuffer<UInt8>) {
    self.offsets = offsets
    self.bytes = bytes
    count = max(0, offsets.count - 1)
  }

  /// The text of `code`.
  public subscript(code: Int) -> Text {
    withUTF8(of: code) { Text(String(decoding: $0, as: UTF8.self)) }
  }

  /// Calls `body` with the UTF-8 bytes of the text of `code`, which costs no allocation.
  public func withUTF8<R>(
    of code: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R {
    // A file that was tampered with may hold any offsets; those that cannot be mean no text.
    guard code >= 0, code < count, case let (start, end) = (offsets[code], offsets[code + 1]),
      start >= 0, start <= end, end <= bytes.count
    else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
    return try body(
      UnsafeBufferPointer(start: bytes.pointer(covering: start..<end) + start, count: end - start))
  }

  /// The texts, in order.
  public var texts: some Sequence<Text> { (0..<count).lazy.map { self[$0] } }

  /// The code of `text`, or nil where it does not occur.
  ///
  /// - Complexity: O(log *n*) comparisons.
  public func code(of text: Text) -> UInt32? {
    let place = codes(equalTo: text)
    return place.isEmpty ? nil : UInt32(place.lowerBound)
  }

  /// The code of `text` as a range, which is empty where it does not occur: the codes below it are those
  /// of lesser texts, the codes from its end on those of greater ones.
  ///
  /// - Complexity: O(log *n*) comparisons.
  public func codes(equalTo text: Text) -> Range<Int> {
    text.withUTF8 { sought in
      func order(_ code: Int) -> Int { withUTF8(of: code) { byteOrder($0, sought) } }
      let code = lowerBound(count) { order($0) < 0 }
      return code..<(code < count && order(code) == 0 ? code + 1 : code)
    }
  }
}
