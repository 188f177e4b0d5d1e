#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// STARTS WITH, ENDS WITH and CONTAINS, by bytes: UTF-8 never finds a character inside another.
extension Text {
  /// Whether the text begins with `prefix`.
  public func hasPrefix(_ prefix: Text) -> Bool {
    withUTF8 { own in
      prefix.withUTF8 { other in
        other.count <= own.count && own.prefix(other.count).elementsEqual(other)
      }
    }
  }

  /// Whether the text ends with `suffix`.
  public func hasSuffix(_ suffix: Text) -> Bool {
    withUTF8 { own in
      suffix.withUTF8 { other in
        other.count <= own.count && own.suffix(other.count).elementsEqual(other)
      }
    }
  }

  /// Whether `part` occurs in the text.
  ///
  /// - Complexity: O(*n* · *m*) at worst; in prose, one pass of `memchr` for the first byte.
  public func contains(_ part: Text) -> Bool {
    withUTF8 { own in
      part.withUTF8 { other in
        guard let needle = other.baseAddress, other.count > 0 else { return true }
        guard let hay = own.baseAddress, own.count >= other.count else { return false }
        var from = 0
        let last = own.count - other.count
        while from <= last {
          guard let hit = memchr(hay + from, Int32(needle[0]), last - from + 1) else {
            return false
          }
          let at = hay.distance(to: hit.assumingMemoryBound(to: UInt8.self))
          if memcmp(hay + at, needle, other.count) == 0 { return true }
          from = at + 1
        }
        return false
      }
    }
  }
}
