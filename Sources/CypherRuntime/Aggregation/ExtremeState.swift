import CypherPlan
import GraphIndex
import GraphModel

/// min(x) and max(x) over integers, or over texts of one dictionary, whose order is that of their
/// codes; at the first value of another kind the general form takes over.
final class ExtremeState: AggregateState {
  private let isMaximum: Bool
  private let makeGeneral: () -> GeneralState
  private var general: GeneralState?
  /// The dictionary of the codes; nil while there are integers.
  private var dictionary: TextDictionary?
  /// The least or greatest integer or code of each group.
  private var extremes: [Int] = []
  /// Whether a group has any.
  private var isKnown: [Bool] = []
  private var isEmpty = true

  init(isMaximum: Bool, makeGeneral: @escaping () -> GeneralState) {
    self.isMaximum = isMaximum
    self.makeGeneral = makeGeneral
  }

  override func grow(to count: Int) throws {
    if extremes.count < count {
      let more = count - extremes.count
      extremes.append(contentsOf: repeatElement(0, count: more))
      isKnown.append(contentsOf: repeatElement(false, count: more))
    }
    try general?.grow(to: count)
  }

  override func add(_ column: Column, _ batch: Batch, groups: [Int32]) throws {
    switch column {
    case .integers(let values, let nulls) where general == nil && (isEmpty || dictionary == nil):
      take(batch, groups) { nulls?[$0] == true ? nil : values[$0] }
    case .codes(let codes, let own)
    where general == nil && (isEmpty || dictionary === own):
      dictionary = own
      take(batch, groups) { codes[$0] == nullCode ? nil : Int(codes[$0]) }
    default: try becomeGeneral().add(column, batch, groups: groups)
    }
  }

  @inline(__always)
  private func take(_ batch: Batch, _ groups: [Int32], _ value: (Int) -> Int?) {
    isEmpty = false
    let isMaximum = isMaximum
    extremes.withUnsafeMutableBufferPointer { extremes in
      isKnown.withUnsafeMutableBufferPointer { isKnown in
        batch.rows.forEach { row in
          guard let value = value(row) else { return }
          let group = Int(groups[row])
          if isKnown[group], isMaximum ? value <= extremes[group] : value >= extremes[group] {
            return
          }
          extremes[group] = value
          isKnown[group] = true
        }
      }
    }
  }

  override func merge(_ parts: [(state: AggregateState, groups: [Int32])]) throws {
    let whole = try becomeGeneral()
    for (part, groups) in parts {
      for (index, group) in groups.enumerated() {
        let (value, known) = (try part.result(index), try whole.result(Int(group)))
        // Of values that are equal and yet differ, as 1 and 1.0 do, the first of all rows is kept.
        if value.isNull { continue }
        if !known.isNull, !known.canMeet(value) { throw NotMergeable() }
        try whole.add(value, times: 1, to: Int(group)) { [] }
      }
    }
  }

  private func becomeGeneral() throws -> GeneralState {
    if let general { return general }
    let made = makeGeneral()
    try made.grow(to: extremes.count)
    for group in extremes.indices where isKnown[group] {
      try made.add(value(of: group), times: 1, to: group) { [] }
    }
    general = made
    return made
  }

  private func value(of group: Int) -> Value {
    guard isKnown[group] else { return .null }
    return dictionary.map { .text($0[extremes[group]]) } ?? .integer(extremes[group])
  }

  override func result(_ group: Int) throws -> Value {
    try general?.result(group) ?? value(of: group)
  }

  override func column(_ range: Range<Int>) throws -> Column {
    if general != nil || isEmpty { return try super.column(range) }
    if let dictionary {
      return .codes(range.map { isKnown[$0] ? UInt32(extremes[$0]) : nullCode }, dictionary)
    }
    let hasAll = isKnown[range].allSatisfy { $0 }
    return .integers(Array(extremes[range]), nulls: hasAll ? nil : isKnown[range].map { !$0 })
  }
}

extension Value {
  /// Whether it does not show which of the two came first when the lesser or the greater is kept.
  fileprivate func canMeet(_ other: Value) -> Bool {
    switch (self, other) {
    case (.integer, .integer), (.text, .text), (.boolean, .boolean), (.date, .date): true
    default: Value.order(self, other) != 0
    }
  }
}
