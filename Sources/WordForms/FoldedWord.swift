/// A word without what differs between two prints of it: case, accents, ligatures, marks.
///
/// Comparison keeps digits and signs that a scan may have put in a letter's place; ``Resemblance`` knows
/// those.
package struct FoldedWord: Hashable, Sendable {
  /// The letters.
  package let letters: [UInt8]

  /// A word of letters that are folded already.
  package init(letters: [UInt8]) { self.letters = letters }

  /// The folded form of some code points.
  package init(_ scalars: some Sequence<Unicode.Scalar>) {
    var letters: [UInt8] = []
    for scalar in scalars { Self.fold(scalar, into: &letters) }
    self.letters = letters
  }

  /// The folded form of a text; blanks and signs are left out.
  package init(_ text: String) { self.init(text.unicodeScalars) }

  package var isEmpty: Bool { letters.isEmpty }
  package var count: Int { letters.count }
  package var text: String { String(decoding: letters, as: UTF8.self) }

  /// Appends the letters that `scalar` is folded to: none for marks, signs and blanks.
  package static func fold(_ scalar: Unicode.Scalar, into letters: inout [UInt8]) {
    let value = scalar.value
    if value < 0x80 {
      if (0x61...0x7A).contains(value) || (0x30...0x39).contains(value) {
        letters.append(UInt8(value))
      } else if (0x41...0x5A).contains(value) {
        letters.append(UInt8(value) + 0x20)
      }
      return
    }
    if let plain = plain[scalar] {
      letters += Array(plain.utf8)
      return
    }
    guard scalar.properties.isAlphabetic else { return }
    // A script of its own is kept as its bytes.
    for small in scalar.properties.lowercaseMapping.unicodeScalars {
      letters += Array(String(small).utf8)
    }
  }

  /// Latin letters with marks, by the letters without.
  private static let plain: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    let groups: [(String, String)] = [
      ("a", "àáâãäåāăąǎÀÁÂÃÄÅĀĂĄǍ"), ("c", "çćĉċčÇĆĈĊČ"), ("d", "ďđðĎĐÐ"),
      ("e", "èéêëēĕėęěẽẁÈÉÊËĒĔĖĘĚ"), ("g", "ĝğġģĜĞĠĢ"), ("h", "ĥħĤĦ"),
      ("i", "ìíîïĩīĭįıÌÍÎÏĨĪĬĮİ"), ("j", "ĵĴ"), ("k", "ķĶ"), ("l", "ĺļľŀłĹĻĽĿŁ"),
      ("n", "ñńņňÑŃŅŇ"), ("o", "òóôõöøōŏőÒÓÔÕÖØŌŎŐ"), ("r", "ŕŗřŔŖŘ"),
      ("s", "śŝşšșŚŜŞŠȘ"), ("t", "ţťŧțŢŤŦȚ"), ("u", "ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ"),
      ("w", "ŵẁẃẅŴẀẂẄ"), ("y", "ýÿŷỳÝŸŶỲ"), ("z", "źżžŹŻŽ"), ("ae", "æÆ"), ("oe", "œŒ"),
      ("ss", "ß"), ("th", "þÞ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ffi", "ﬃ"),
      ("ffl", "ﬄ"), ("st", "ﬅﬆ"),
    ]
    for (letters, marked) in groups {
      for scalar in marked.unicodeScalars { table[scalar] = letters }
    }
    return table
  }()
}

extension FoldedWord: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self.init(text) }
}
