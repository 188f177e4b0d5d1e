/// Cypher text: a string that is compared, ordered and hashed by its UTF-8 bytes.
///
/// Swift's own `String` finds `"é"` equal to `"e\u{301}"`; as a dictionary key that would merge two
/// studies whose names differ only in their encoding. openCypher compares code points, and the
/// order of UTF-8 bytes is the order of code points.
///
///     Text("e\u{301}") == Text("é")   // false
///
/// - Complexity: comparison, equality and hashing are O(*n*) in the number of bytes.
public struct Text: Sendable, ExpressibleByStringInterpolation {
  /// The characters, held as contiguous UTF-8.
  public let string: String

  /// Wraps `string`, copying it only where it is not contiguous UTF-8 yet.
  @inlinable
  public init(_ string: String) {
    if string.utf8.withContiguousStorageIfAvailable({ _ in true }) == true {
      self.string = string
    } else {
      var copy = string
      copy.makeContiguousUTF8()
      self.string = copy
    }
  }

  /// Wraps `string`; nil where it is empty, as an option is that nobody has set.
  package init?(nonEmpty string: String) {
    if string.isEmpty { return nil }
    self.init(string)
  }

  /// Wraps `string`, for literals.
  public init(stringLiteral value: String) { self.init(value) }

  /// Calls `body` with the UTF-8 bytes.
  @inlinable
  public func withUTF8<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    if let result = try string.utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = string
    return try copy.withUTF8(body)
  }

  /// The number of Unicode code points, which is what `size()` of a text counts.
  ///
  /// - Complexity: O(*n*).
  public var codePointCount: Int { string.unicodeScalars.count }

  /// Whether there is no character at all.
  @inlinable public var isEmpty: Bool { string.isEmpty }
}

extension Text: Hashable {
  /// Whether both hold the same bytes.
  @inlinable
  public static func == (left: Text, right: Text) -> Bool {
    let count = left.string.utf8.count
    guard count == right.string.utf8.count else { return false }
    return left.withUTF8 { a in
      right.withUTF8 { b in
        guard let p = a.baseAddress, let q = b.baseAddress else { return true }
        return memoryEqual(p, q, count)
      }
    }
  }

  /// Feeds the bytes to `hasher`.
  @inlinable
  public func hash(into hasher: inout Hasher) {
    withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}

extension Text: Comparable {
  /// Whether `left` comes first by bytes, which is by code points.
  @inlinable
  public static func < (left: Text, right: Text) -> Bool {
    left.order(to: right) < 0
  }

  /// Negative, zero or positive, as `self` comes before, with or after `other`.
  @inlinable
  public func order(to other: Text) -> Int {
    withUTF8 { a in
      other.withUTF8 { b in
        let shared = min(a.count, b.count)
        var i = 0
        while i < shared {
          if a[i] != b[i] { return a[i] < b[i] ? -1 : 1 }
          i &+= 1
        }
        return a.count == b.count ? 0 : (a.count < b.count ? -1 : 1)
      }
    }
  }
}

extension Text: CustomStringConvertible {
  /// The characters.
  public var description: String { string }
}

/// Compares `count` bytes, eight at a time.
@usableFromInline
func memoryEqual(_ p: UnsafePointer<UInt8>, _ q: UnsafePointer<UInt8>, _ count: Int) -> Bool {
  let a = UnsafeRawPointer(p)
  let b = UnsafeRawPointer(q)
  var i = 0
  while i &+ 8 <= count {
    if a.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      != b.loadUnaligned(fromByteOffset: i, as: UInt64.self)
    {
      return false
    }
    i &+= 8
  }
  while i < count {
    if p[i] != q[i] { return false }
    i &+= 1
  }
  return true
}
