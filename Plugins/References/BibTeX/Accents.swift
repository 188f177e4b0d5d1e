/// Letters with their marks as one character each, and the letters under the marks.
enum Accents {
  /// The combining mark of each accent of TeX.
  static let marks: [String: Unicode.Scalar] = [
    "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "\"": "\u{308}", "~": "\u{303}",
    "=": "\u{304}", ".": "\u{307}", "u": "\u{306}", "v": "\u{30C}", "H": "\u{30B}",
    "c": "\u{327}", "k": "\u{328}", "d": "\u{323}", "b": "\u{331}", "r": "\u{30A}",
    "t": "\u{361}", "h": "\u{309}",
  ]

  /// The Latin letters with marks, by what they are equal to. Characters are equal where Unicode says
  /// so, however many scalars they are made of.
  private static let composed: [Character: Unicode.Scalar] = {
    var found: [Character: Unicode.Scalar] = [:]
    for range in [UInt32(0xC0)...0x24F, 0x1E00...0x1EFF] {
      for number in range {
        if let scalar = Unicode.Scalar(number) { found[Character(scalar)] = scalar }
      }
    }
    return found
  }()

  /// `letter` with `mark`: one scalar where there is one, otherwise two.
  static func compose(_ letter: Unicode.Scalar, _ mark: Unicode.Scalar) -> String {
    var pair = String.UnicodeScalarView()
    pair.append(letter)
    pair.append(mark)
    let text = String(pair)
    guard text.count == 1, let character = text.first, let scalar = composed[character] else {
      return text
    }
    return String(scalar)
  }

  /// The ASCII letter under the marks of each letter that has some.
  private static let plain: [Unicode.Scalar: Unicode.Scalar] = {
    var found: [Unicode.Scalar: Unicode.Scalar] = [
      "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "s", "æ": "a", "Æ": "A", "œ": "o", "đ": "d",
      "ð": "d", "þ": "t", "ı": "i",
    ]
    var level: [(letter: Unicode.Scalar, base: Unicode.Scalar)] = []
    for number in Array(UInt8(0x41)...0x5A) + Array(UInt8(0x61)...0x7A) {
      level.append((Unicode.Scalar(number), Unicode.Scalar(number)))
    }
    // Twice, for letters with two marks.
    for _ in 0..<2 {
      var next: [(letter: Unicode.Scalar, base: Unicode.Scalar)] = []
      for (letter, base) in level {
        for mark in marks.values {
          let text = compose(letter, mark).unicodeScalars
          if text.count == 1, let scalar = text.first, found[scalar] == nil {
            found[scalar] = base
            next.append((scalar, base))
          }
        }
      }
      level = next
    }
    return found
  }()

  /// The ASCII letters and digits of `text` in lower case, without marks.
  static func folded(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let base = plain[scalar] ?? scalar
      if base.isASCII, base.properties.isAlphabetic || ("0"..."9").contains(base) {
        result += String(base).lowercased()
      }
    }
    return result
  }
}
