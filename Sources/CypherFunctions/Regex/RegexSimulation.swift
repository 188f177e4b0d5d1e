/// Runs a ``RegexProgram`` with a set of states in step, never going back in the text (Thompson
/// 1968; Cox 2007, "Regular expression matching can be simple and fast").
///
/// - Complexity: a step is O(*m*) for a program of *m* instructions.
struct RegexSimulation {
  /// A place between two characters: the instructions reached with the character before it, and
  /// that character's kind.
  struct Place: Hashable {
    /// In ascending order, so that equal places compare equal.
    var states: [Int]
    var before: ScalarKind
  }

  let program: RegexProgram
  /// Where the simulation is.
  private(set) var place = Place(states: [0], before: .edge)
  /// How many instructions were looked at so far.
  private(set) var work = 0
  private var seen: [Int]
  private var round = 0
  private var stack: [Int] = []
  private var takers: [Int] = []

  init(_ program: RegexProgram) {
    self.program = program
    seen = Array(repeating: 0, count: program.code.count)
  }

  /// Takes a character of the given class.
  mutating func step(_ number: Int) {
    let kind = program.alphabet.kinds[number]
    _ = follow(from: place, to: kind)
    place = Place(states: successors(of: takers, number), before: kind)
  }

  /// Whether the text may end here.
  mutating func accepts() -> Bool { follow(from: place, to: .edge) }

  /// The places after each class of characters, and whether the text may end at `place`.
  mutating func successors(
    of place: Place
  ) -> (places: [Place], accepts: Bool) {
    var reached: [ScalarKind: [Int]] = [:]
    var places: [Place] = []
    for number in 0..<program.alphabet.count {
      let kind = program.alphabet.kinds[number]
      if reached[kind] == nil {
        _ = follow(from: place, to: kind)
        reached[kind] = takers
      }
      let states = successors(of: reached[kind] ?? [], number)
      places.append(Place(states: states, before: kind))
    }
    return (places, follow(from: place, to: .edge))
  }

  private mutating func successors(of takers: [Int], _ number: Int) -> [Int] {
    work += takers.count
    var states: [Int] = []
    for state in takers {
      guard case .take(let set) = program.code[state] else { continue }
      if program.alphabet.contains(set, class: number) { states.append(state + 1) }
    }
    states.sort()
    return states
  }

  /// Follows all instructions that take no character, gathers those that do in `takers`, and tells
  /// whether the end of the pattern is among them.
  private mutating func follow(from place: Place, to after: ScalarKind) -> Bool {
    round += 1
    var accepted = false
    takers.removeAll(keepingCapacity: true)
    stack.removeAll(keepingCapacity: true)
    stack.append(contentsOf: place.states)
    while let state = stack.popLast() {
      guard seen[state] != round else { continue }
      seen[state] = round
      work += 1
      switch program.code[state] {
      case .take: takers.append(state)
      case .split(let a, let b):
        stack.append(b)
        stack.append(a)
      case .jump(let target): stack.append(target)
      case .assert(let assertion):
        if assertion.holds(between: place.before, and: after) { stack.append(state + 1) }
      case .match: accepted = true
      }
    }
    return accepted
  }
}
