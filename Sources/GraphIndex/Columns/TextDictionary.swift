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

  /// Whether no text has to be read from the file.
  package var isInMemory: Bool { offsets.isInMemory && bytes.isInMemory }

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

  /// The codes of the texts that begin with `prefix`.
  ///
  /// - Complexity: O(log *n*) comparisons.
  public func codes(startingWith prefix: Text) -> Range<Int> {
    prefix.withUTF8 { prefix in
      func order(_ code: Int) -> Int {
        withUTF8(of: code) { byteOrder(.init(rebasing: $0.prefix(prefix.count)), prefix) }
      }
      let first = lowerBound(count) { order($0) < 0 }
      return first..<(first + lowerBound(count - first) { order(first + $0) == 0 })
    }
  }

  /// Calls `body` with where each text begins, and the end of the last, and with the bytes of all;
  /// returns nil where those places cannot be, as a file that was tampered with may say.
  ///
  /// - Complexity: O(*n*), and reading whatever of them is still in the file.
  public func withTexts<R>(
    _ body: (_ offsets: UnsafePointer<Int>, _ bytes: UnsafePointer<UInt8>) throws -> R
  ) rethrows -> R? {
    guard count > 0 else { return nil }
    let places = offsets.pointer
    var isRising = places[0] >= 0 && places[count] <= bytes.count
    for code in 0..<count { isRising = (places[code] <= places[code &+ 1]) && isRising }
    return isRising ? try body(places, bytes.pointer) : nil
  }
}
