/// A deterministic automaton: for each state and class of characters the next state.
///
/// It is built from the program by the subset construction (Rabin and Scott 1959) as far as that
/// stays small; a pattern whose table would explode is simulated instead. A finished table never
/// changes, so that many threads match with it at once.
struct RegexTable: Sendable {
  /// next[state * classes + class]; state 0 is the one from which nothing matches.
  private(set) var next: [UInt16] = []
  /// For each state whether the text may end in it.
  private(set) var accepting: [Bool] = [false]
  /// The state before the first character.
  let start: UInt16

  /// The most states of a table.
  static let stateLimit = 500
  /// The most instructions that are looked at to build it, which bounds the time to some
  /// milliseconds.
  static let workLimit = 500_000

  /// The table of `program`, or nil where it would become too large.
  init?(_ program: RegexProgram) {
    guard program.alphabet.count <= 1_000 else { return nil }
    var simulation = RegexSimulation(program)
    var numbers = [simulation.place: UInt16(1)]
    var places = [simulation.place]
    start = 1
    next = Array(repeating: 0, count: program.alphabet.count)
    var done = 0
    while done < places.count {
      let (successors, accepts) = simulation.successors(of: places[done])
      done += 1
      accepting.append(accepts)
      for place in successors {
        // Without states the character before makes no difference: that is state 0.
        let number = place.states.isEmpty ? 0 : numbers[place] ?? UInt16(places.count + 1)
        if Int(number) > places.count {
          guard places.count < Self.stateLimit else { return nil }
          numbers[place] = number
          places.append(place)
        }
        next.append(number)
      }
      guard simulation.work <= Self.workLimit else { return nil }
    }
  }
}
