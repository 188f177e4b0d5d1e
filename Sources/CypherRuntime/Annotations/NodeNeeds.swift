import GraphIndex

/// Which sources nodes need, each asked of the schema once.
struct NodeNeeds {
  /// What a node needs to be there.
  enum Need: UInt8 {
    case nothing
    /// It is a source.
    case itself
    /// One of other sources, or of several.
    case others
  }

  private let elements: any ElementSources
  private let view: GraphView
  /// By node: what it needs, counted from 1; 0 where nobody has asked yet.
  private var known: [UInt8] = []
  private var others: [NodePosition: [NodePosition]] = [:]

  init(_ elements: any ElementSources, _ view: GraphView) {
    self.elements = elements
    self.view = view
  }

  subscript(node: NodePosition) -> Need {
    mutating get {
      let place = Int(node)
      if place < known.count, known[place] > 0 {
        return Need(rawValue: known[place] - 1) ?? .nothing
      }
      return find(node)
    }
  }

  /// The sources of which a node needs one that needs others than itself.
  func sources(of node: NodePosition) -> [NodePosition] { others[node] ?? [] }

  private mutating func find(_ node: NodePosition) -> Need {
    let place = Int(node)
    let found = elements.sources(of: node, view) ?? []
    let need: Need = found.isEmpty ? .nothing : found == [node] ? .itself : .others
    if need == .others { others[node] = found }
    if place >= known.count {
      known += [UInt8](repeating: 0, count: max(place + 1, known.count * 2) - known.count)
    }
    known[place] = need.rawValue + 1
    return need
  }
}

/// How many matches of a group each source carries.
///
/// There may be millions of matches, and as many groups as there are rows: of many sources a table is
/// kept that is as long as the highest of them, and emptied by those that occur.
struct MatchTally {
  /// While there are few.
  private var few: [NodePosition: CarriedMatches] = [:]
  private var isTable = false
  private var table: [CarriedMatches] = []
  private var occurring: [NodePosition] = []

  private static let mostOfFew = 256

  mutating func removeAll() {
    few.removeAll(keepingCapacity: true)
    for source in occurring { table[Int(source)] = CarriedMatches() }
    occurring.removeAll(keepingCapacity: true)
    isTable = false
  }

  /// Takes in matches that need these sources, so many times.
  mutating func take(_ needed: [NodePosition], _ times: UInt64) {
    if !isTable {
      for source in needed { few[source, default: .init()].add(times, isAlone: needed.count == 1) }
      if few.count > Self.mostOfFew { makeTable() }
      return
    }
    for source in needed {
      let place = room(for: source)
      if table[place] == CarriedMatches() { occurring.append(source) }
      table[place].add(times, isAlone: needed.count == 1)
    }
  }

  private mutating func makeTable() {
    isTable = true
    for (source, matches) in few {
      table[room(for: source)] = matches
      occurring.append(source)
    }
  }

  /// The place of a source in the table, which is made long enough.
  private mutating func room(for source: NodePosition) -> Int {
    let place = Int(source)
    if place >= table.count {
      let more = max(place + 1, table.count * 2) - table.count
      table += [CarriedMatches](repeating: CarriedMatches(), count: more)
    }
    return place
  }

  /// The sources that occur, in rising order, and what each carries.
  var carried: [(source: NodePosition, matches: CarriedMatches)] {
    isTable
      ? occurring.sorted().map { ($0, table[Int($0)]) }
      : few.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// Relationships that were met, each once, of which there may be more times than can be sorted cheaply.
struct SeenRelationships {
  /// By type: a bit for each of its relationships.
  private var bits: [[UInt64]] = []

  var isEmpty: Bool { bits.isEmpty }

  /// Takes in relationships, which are then taken out of the list.
  mutating func take(_ handles: inout [RelationshipHandle]) {
    for handle in handles {
      let (type, place) = (relationshipType(handle), Int(relationshipPosition(handle)))
      if type >= bits.count {
        bits += [[UInt64]](repeating: [], count: type + 1 - bits.count)
      }
      let word = place >> 6
      if word >= bits[type].count {
        let more = max(word + 1, bits[type].count * 2) - bits[type].count
        bits[type] += [UInt64](repeating: 0, count: more)
      }
      bits[type][word] |= 1 << UInt64(place & 63)
    }
    handles.removeAll(keepingCapacity: true)
  }

  /// All that were met, with the given ones, in rising order.
  func all(with rest: [RelationshipHandle]) -> [RelationshipHandle] {
    var all = self
    var rest = rest
    all.take(&rest)
    var found: [RelationshipHandle] = []
    for (type, words) in all.bits.enumerated() {
      for (index, word) in words.enumerated() where word != 0 {
        var left = word
        while left != 0 {
          let place = UInt32(truncatingIfNeeded: index << 6 + left.trailingZeroBitCount)
          found.append(relationshipHandle(type: type, position: place))
          left &= left - 1
        }
      }
    }
    return found
  }
}
