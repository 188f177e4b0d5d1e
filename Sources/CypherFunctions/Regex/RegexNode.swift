/// A parsed regular expression. Sequences and choices are flat, so that only groups nest.
indirect enum RegexNode: Sendable {
  /// One character of a set.
  case set(ScalarSet)
  /// One after the other; the empty text where there is none.
  case sequence([RegexNode])
  /// Any of them.
  case choice([RegexNode])
  /// From `least` up to `most` times; without bound where `most` is nil.
  case repeated(RegexNode, least: Int, most: Int?)
  /// A condition on the place.
  case assertion(RegexAssertion)
}

extension RegexNode {
  /// The longest run of single characters that occurs in every text that matches.
  var requiredText: String {
    var run = String.UnicodeScalarView()
    var longest = String.UnicodeScalarView()
    /// Goes through the parts that come one after the other in every text.
    func take(_ node: RegexNode) {
      switch node {
      case .set(let set):
        if let only = set.only {
          run.append(only)
          if run.count > longest.count { longest = run }
        } else {
          run.removeAll()
        }
      case .sequence(let parts): parts.forEach(take)
      case .assertion: break
      case .repeated(let part, let least, _) where least > 0:
        // The first time follows on what is before, but what comes after may follow a later one.
        take(part)
        run.removeAll()
      case .choice, .repeated: run.removeAll()
      }
    }
    take(self)
    return String(longest)
  }
}

/// A condition on the characters before and after a place.
enum RegexAssertion: Sendable {
  case textStart
  case textEnd
  case lineStart
  case lineEnd
  case wordBoundary
  case noWordBoundary

  /// Whether it holds between characters of the two kinds.
  func holds(between before: ScalarKind, and after: ScalarKind) -> Bool {
    // A carriage return and a line feed are one end of a line.
    let withinLineEnd = before == .carriageReturn && after == .lineFeed
    switch self {
    case .textStart: return before == .edge
    case .textEnd: return after == .edge
    case .lineStart:
      // As in Java, no line begins after a line end that ends the text.
      return before == .edge || (before.endsLine && !withinLineEnd && after != .edge)
    case .lineEnd: return after == .edge || (after.endsLine && !withinLineEnd)
    case .wordBoundary: return (before == .word) != (after == .word)
    case .noWordBoundary: return (before == .word) == (after == .word)
    }
  }
}

/// What assertions ask of a character.
enum ScalarKind: UInt8, CaseIterable, Sendable {
  /// The start or end of the text.
  case edge
  case word
  case lineFeed
  case carriageReturn
  case otherTerminator
  case other

  var endsLine: Bool { self == .lineFeed || self == .carriageReturn || self == .otherTerminator }
}
