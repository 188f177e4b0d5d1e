import GraphIndex
import GraphModel

/// Carries how each row has come about, as a circuit: an input for each element that has sources, a gate
/// for each join, each row that stands for several and each group.
///
/// A gate is a few bytes and no look-up, so that rows that are thrown away later have cost little; what
/// a gate means is worked out for the rows of the answer alone (``EvidenceReader``). (Deutch, Milo, Roy
/// and Tannen, "Circuits for Datalog Provenance", ICDT 2014.)
package final class ProvenanceCircuit: Annotation {
  /// Makes the circuit of one run over a graph as it then is.
  package typealias Making = (GraphView) -> ProvenanceCircuit

  /// What a gate does.
  enum Kind: UInt8 {
    /// The row holds whatever happens.
    case one
    /// Nothing makes the row hold.
    case zero
    /// The row rests on something not being there.
    case absence
    case node
    case relationship
    /// Both rows.
    case product
    /// Either row.
    case sum
    /// A group with one more row.
    case gathered
    /// A row that comes several times.
    case times
    /// A group with all its rows.
    case group
  }

  package let elements: any ElementSources
  private(set) var kinds: [Kind] = [.one, .zero, .absence]
  private(set) var operands: [UInt64] = [0, 0, 0]
  /// How often the rows come that come several times.
  private(set) var counts: [UInt64] = []
  private var settled = 3
  private var inputGates = InputGates()

  package init(_ elements: any ElementSources) { self.elements = elements }

  /// How many gates there are.
  package var gateCount: Int { kinds.count }

  package let absence = AnnotationHandle(2)

  func kind(_ handle: AnnotationHandle) -> Kind { kinds[Int(handle.number)] }

  /// The gates that feed a product, sum or gathering.
  func inputs(_ handle: AnnotationHandle) -> (AnnotationHandle, AnnotationHandle) {
    let operand = operands[Int(handle.number)]
    return (
      AnnotationHandle(UInt32(truncatingIfNeeded: operand)),
      AnnotationHandle(UInt32(truncatingIfNeeded: operand >> 32))
    )
  }

  /// The element of an input.
  func element(_ handle: AnnotationHandle) -> UInt64 { operands[Int(handle.number)] }

  private func gate(_ kind: Kind, _ operand: UInt64) -> AnnotationHandle {
    kinds.append(kind)
    operands.append(operand)
    return AnnotationHandle(UInt32(truncatingIfNeeded: kinds.count - 1))
  }

  private func gate(_ kind: Kind, _ a: AnnotationHandle, _ b: AnnotationHandle) -> AnnotationHandle
  {
    gate(kind, UInt64(a.number) | UInt64(b.number) << 32)
  }

  package func initial(of node: NodePosition, _ view: GraphView) -> AnnotationHandle {
    guard elements.mayHaveSources(node, view) else { return .one }
    let key = UInt64(node) << 1
    if let known = inputGates[key] { return known }
    let made = gate(.node, UInt64(node))
    inputGates.keep(made, for: key)
    return made
  }

  package func initial(of relationship: RelationshipHandle, _ view: GraphView) -> AnnotationHandle {
    guard elements.mayHaveSources(relationship, view) else { return .one }
    let key = relationship << 1 | 1
    if let known = inputGates[key] { return known }
    let made = gate(.relationship, relationship)
    inputGates.keep(made, for: key)
    return made
  }

  package func product(_ a: AnnotationHandle, _ b: AnnotationHandle) -> AnnotationHandle {
    if a == .one || a == b { return b }
    if b == .one { return a }
    if a == .zero || b == .zero { return .zero }
    return gate(.product, a, b)
  }

  package func sum(_ a: AnnotationHandle, _ b: AnnotationHandle) -> AnnotationHandle {
    if a == .zero || a == b { return b }
    if b == .zero { return a }
    return gate(.sum, a, b)
  }

  package func gathered(
    _ group: AnnotationHandle, _ row: AnnotationHandle, times: UInt64
  ) -> AnnotationHandle {
    var row = row
    if times != 1 {
      counts.append(times)
      row = gate(.times, row, AnnotationHandle(UInt32(truncatingIfNeeded: counts.count - 1)))
    }
    return gate(.gathered, group, row)
  }

  package func group(_ gathered: AnnotationHandle) -> AnnotationHandle {
    gate(.group, gathered, .zero)
  }

  package func spent() -> (bytes: Int, elements: Int) {
    defer { settled = kinds.count }
    let made = kinds.count - settled
    // A number has 32 bits; there is no room for so many gates long before.
    return (made * (MemoryLayout<UInt64>.stride + 1), made)
  }
}

/// The gates of elements that were met last: most elements are in many rows, and need one gate.
private struct InputGates {
  private var keys: [UInt64] = []
  private var gates: [AnnotationHandle] = []
  private var bits = 0
  private var kept = 0

  private static let none = UInt64.max

  subscript(key: UInt64) -> AnnotationHandle? {
    if bits == 0 { return nil }
    let place = place(of: key)
    return keys[place] == key ? gates[place] : nil
  }

  /// Keeps a gate in its only place, instead of what was there; the more are kept, the more places.
  mutating func keep(_ gate: AnnotationHandle, for key: UInt64) {
    kept += 1
    if bits == 0 || (kept > keys.count && bits < 18) {
      bits = bits == 0 ? 6 : bits + 3
      let (oldKeys, oldGates) = (keys, gates)
      keys = [UInt64](repeating: Self.none, count: 1 << bits)
      gates = [AnnotationHandle](repeating: .one, count: 1 << bits)
      for (key, gate) in zip(oldKeys, oldGates) where key != Self.none {
        keys[place(of: key)] = key
        gates[place(of: key)] = gate
      }
    }
    let place = place(of: key)
    keys[place] = key
    gates[place] = gate
  }

  private func place(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
  }
}
