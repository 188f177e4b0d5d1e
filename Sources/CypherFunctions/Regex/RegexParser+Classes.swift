import GraphModel

extension RegexParser {
  // class = "[" ["^"] items {"&&" items} "]"
  mutating func characterClass() throws(Diagnostic) -> ScalarSet {
    try characterClass(depth: 0)
  }

  private mutating func characterClass(depth: Int) throws(Diagnostic) -> ScalarSet {
    let start = position
    guard depth < Self.depthLimit else {
      throw .regex("character classes are nested too deeply", at: start)
    }
    position += 1
    let isInverted = take("^")
    var result: ScalarSet?
    var isFirst = true
    repeat {
      let items = try classItems(depth: depth, isFirst: isFirst, from: start)
      result = result.map { $0.intersection(items) } ?? items
      isFirst = false
    } while take("&&")
    guard take("]") else { throw .regex("the character class is not closed", at: start) }
    // Letter case is ignored before inverting: (?i)[^a] matches no A either.
    let set = folded(result ?? .empty)
    return isInverted ? set.inverted : set
  }

  /// The union of ranges, characters, escapes and nested classes up to `]` or `&&`.
  private mutating func classItems(
    depth: Int, isFirst: Bool, from start: Int
  ) throws(Diagnostic) -> ScalarSet {
    var ranges: [ClosedRange<UInt32>] = []
    // As the first character, a closing bracket is one like any other.
    var isFirst = isFirst
    while let next = peek, isFirst || next != "]" {
      if next == "&", peek(1) == "&" { break }
      isFirst = false
      if next == "[" {
        ranges += try characterClass(depth: depth + 1).ranges
        continue
      }
      if take("\\Q") {
        while position < pattern.count, !take("\\E") {
          ranges.append(pattern[position].value...pattern[position].value)
          position += 1
        }
        continue
      }
      if next == "\\", let set = try classEscape() {
        ranges += set.ranges
        continue
      }
      let place = position
      let lower = try classCharacter()
      guard peek == "-", let end = peek(1), end != "]", end != "[" else {
        ranges.append(lower.value...lower.value)
        continue
      }
      position += 1
      let upper = try classCharacter()
      guard lower <= upper else { throw .regex("the range is the wrong way round", at: place) }
      ranges.append(lower.value...upper.value)
    }
    return ScalarSet(ranges)
  }

  private mutating func classCharacter() throws(Diagnostic) -> Unicode.Scalar {
    guard let next = peek else { throw .regex("the character class is not closed", at: position) }
    if next == "\\" { return try characterEscape() }
    position += 1
    return next
  }
}
