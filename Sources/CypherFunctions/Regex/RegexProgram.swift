import GraphModel

/// A regular expression as a nondeterministic automaton, by Thompson's construction (Thompson 1968,
/// "Regular expression search algorithm").
///
/// Code points are put into classes that no set of the pattern tells apart, so that a step looks at
/// one small number instead of sets.
struct RegexProgram: Sendable {
  /// One state of the automaton.
  enum Instruction: Sendable {
    /// Takes a character of the set of this number and goes on.
    case take(set: Int)
    /// Goes on at either place.
    case split(Int, Int)
    /// Goes on at a place.
    case jump(Int)
    /// Goes on where the condition holds.
    case assert(RegexAssertion)
    /// The pattern ends here.
    case match
  }

  /// The most instructions of a program.
  static let sizeLimit = 5_000

  private(set) var code: [Instruction] = []
  /// Whether there is any assertion, so that steps must know the kinds of characters around.
  private(set) var hasAssertions = false
  private(set) var alphabet = RegexAlphabet()
  private var sets: [ScalarSet: Int] = [:]

  /// The automaton of `node`.
  ///
  /// - Throws: `LimitExceeded` where it would have more than ``sizeLimit`` states.
  init(_ node: RegexNode) throws(Diagnostic) {
    try emit(node)
    code.append(.match)
    alphabet = RegexAlphabet(sets, kinds: hasAssertions)
    sets = [:]
  }

  private mutating func emit(_ instruction: Instruction) throws(Diagnostic) {
    guard code.count < Self.sizeLimit else { throw .regexTooLarge() }
    code.append(instruction)
  }

  private mutating func emit(_ node: RegexNode) throws(Diagnostic) {
    switch node {
    case .set(let set):
      let number = sets[set] ?? sets.count
      sets[set] = number
      try emit(.take(set: number))
    case .sequence(let parts):
      for part in parts { try emit(part) }
    case .choice(let branches): try emitChoice(branches)
    case .repeated(let body, let least, let most):
      try emitRepetition(body, least: least, most: most)
    case .assertion(let assertion):
      hasAssertions = true
      try emit(.assert(assertion))
    }
  }

  private mutating func emitChoice(_ branches: [RegexNode]) throws(Diagnostic) {
    var exits: [Int] = []
    for (i, branch) in branches.enumerated() {
      let split = code.count
      let isLast = i == branches.count - 1
      if !isLast { try emit(.split(split + 1, 0)) }
      try emit(branch)
      if !isLast {
        exits.append(code.count)
        try emit(.jump(0))
        code[split] = .split(split + 1, code.count)
      }
    }
    for exit in exits { code[exit] = .jump(code.count) }
  }

  private mutating func emitRepetition(
    _ body: RegexNode, least: Int, most: Int?
  ) throws(Diagnostic) {
    for _ in 0..<least {
      let before = code.count
      try emit(body)
      // A body without code matches the empty text; more copies of it are the same.
      if code.count == before { return }
    }
    guard let most else {
      let split = code.count
      try emit(.split(split + 1, 0))
      try emit(body)
      try emit(.jump(split))
      code[split] = .split(split + 1, code.count)
      return
    }
    var splits: [Int] = []
    for _ in least..<max(least, most) {
      splits.append(code.count)
      try emit(.split(code.count + 1, 0))
      try emit(body)
    }
    for split in splits { code[split] = .split(split + 1, code.count) }
  }
}
