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
  /// - Complexity: O(*n* + *m*); in prose, one pass of `memchr` for the first byte.
  public func contains(_ part: Text) -> Bool {
    withUTF8 { own in
      part.withUTF8 { other in
        guard !other.isEmpty else { return true }
        var finder = TextFinder(other)
        return finder.place(in: own, from: 0) != nil
      }
    }
  }
}
