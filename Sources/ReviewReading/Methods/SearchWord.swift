/// A word of a search, a bracket, or a phrase in marks of quotation.
struct SearchWord {
  var text: String
  /// Where it stands in the file.
  var range: Range<Int>
  /// Whether it begins a line.
  var isFirst: Bool

  /// Joins another word that belongs to it.
  mutating func append(_ other: SearchWord) {
    text += (other.range.lowerBound > range.upperBound ? " " : "") + other.text
    range = range.lowerBound..<other.range.upperBound
  }

  /// Whether it is a phrase in marks of quotation.
  var isPhrase: Bool {
    text.count > 1 && text.first.map { "\"“„".contains($0) } ?? false
      && text.last.map { "\"”".contains($0) } ?? false
  }

  /// A small word that joins terms in a numbered set: Ovid's.
  var isSmallJoint: Bool { ["or", "and", "not"].contains(text) }

  var isJoint: Bool { ["OR", "AND", "NOT", "NEU", "AC"].contains(text) }

  /// An operator of nearness: `N2`, `W3`, `ADJ2`, `w/2`, `NEAR/3`, `PRE/1`.
  var isNear: Bool {
    let letters = text.prefix { $0.isLetter }
    let rest = text.dropFirst(letters.count).drop { $0 == "/" }
    guard !rest.isEmpty, rest.allSatisfy(\.isNumber), rest.count <= 2 else { return false }
    return ["N", "W", "ADJ", "NEAR", "PRE", "n", "w", "adj", "near", "pre"].contains(
      String(letters))
  }

  /// The sign and the number of the set that it would begin: `#2`, `S2:`, `2.`.
  var set: (mark: Character, number: Int)? {
    let bare = text.last.map { ".:)".contains($0) } ?? false ? text.dropLast() : text[...]
    if let sign = bare.first, sign == "#" || sign == "S", let number = Int(bare.dropFirst()) {
      return (sign, number)
    }
    return Int(bare).map { (".", $0) }
  }

  /// A set that is named with its sign: `#2`, `S2`, `#1-#3`.
  var isMarkedReference: Bool {
    guard let first = text.first, first == "#" || first == "S" else { return false }
    return text.dropFirst().first?.isNumber ?? false
      && text.allSatisfy { $0.isNumber || "#S-–".contains($0) }
  }

  /// A set, or several, named in a combination: `#2`, `3`, `1-3`, `or/1-3`, `and/4,7`.
  var isReference: Bool {
    let numbers = Self.withoutOperator(text)
    return numbers.contains(where: \.isNumber)
      && numbers.allSatisfy { $0.isNumber || "#S-–,".contains($0) }
  }

  var isCombining: Bool {
    isJoint || ["or", "and", "not", "neu", "ac", "a", "(", ")"].contains(text)
  }

  /// The sets that it names.
  var references: [String] {
    Self.withoutOperator(text).split(separator: ",").map(String.init)
  }

  private static func withoutOperator(_ text: String) -> Substring {
    let operators = ["or/", "and/", "OR/", "AND/"]
    guard let sign = operators.first(where: { text.hasPrefix($0) }) else { return text[...] }
    return text.dropFirst(sign.count)
  }
}
