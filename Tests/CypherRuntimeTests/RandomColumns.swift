import GraphIndex
import GraphModel
import GraphTestKit

@testable import CypherRuntime

/// Columns of random values in every shape, over a graph of some nodes.
struct RandomColumns {
  /// The shapes that a column may have.
  enum Shape: CaseIterable, Sendable {
    case constant, nodes, integers, integersOrNull, floats, booleans, codes, values
  }

  static let nodeCount = 40
  let view: GraphView
  /// A dictionary of texts, as a column of the graph has one.
  let dictionary: TextDictionary
  var random: SeededGenerator

  init(stream: UInt64) throws {
    random = SeededGenerator(seed: TestSettings.seed, stream: stream)
    var builder = GraphBuilder()
    for id in 0..<Self.nodeCount {
      let position = builder.addNode(id: id, labelSet: 0)
      builder.setProperty(ofNode: position, key: 0, .value(.string("t\(id % 7)")))
    }
    view = GraphView(base: builder.build(labelSets: LabelSetTable()), names: GraphNames())
    guard case .codes(_, let dictionary)? = view.base.nodeColumns[0]?.storage else {
      throw SegmentDamage("texts lie in a dictionary")
    }
    self.dictionary = dictionary
  }

  /// A column of `count` rows.
  mutating func column(_ shape: Shape, count: Int) -> Column {
    func many<Element>(_ make: (inout SeededGenerator) -> Element) -> [Element] {
      var random = random
      defer { self.random = random }
      return (0..<count).map { _ in make(&random) }
    }
    switch shape {
    case .constant: return .constant(random.pick([.null, 3, "t1"]))
    case .nodes:
      return .nodes(
        many { $0.chance(0.1) ? noNode : NodePosition($0.number(0...(Self.nodeCount - 1))) })
    case .integers: return .integers(many { $0.number(-5...5) }, nulls: nil)
    case .integersOrNull:
      return .integers(many { $0.number(-5...5) }, nulls: many { $0.chance(0.3) })
    case .floats:
      return .floats(many { Double($0.number(-8...8)) / 4 }, nulls: many { $0.chance(0.2) })
    case .booleans: return .booleans(many { UInt8($0.number(0...2)) })
    case .codes:
      return .codes(many { $0.chance(0.2) ? nullCode : UInt32($0.number(0...6)) }, dictionary)
    case .values:
      return .values(many { $0.pick([.null, 1, 1.0, "t1", "x", [1], true, .integer(.max)]) })
    }
  }

  /// A batch of the given columns with rows that do not count and, if asked for, multiplicities.
  mutating func batch(_ columns: [Column], count: Int, multiplied: Bool) -> Batch {
    var batch = Batch(count: count)
    for (slot, column) in columns.enumerated() { batch.columns[slot] = column }
    if random.chance(0.5) {
      batch.selection = (0..<Int32(count)).filter { _ in random.chance(0.7) }
    }
    if multiplied { batch.multiplicity = (0..<count).map { _ in UInt64(random.number(1...5)) } }
    return batch
  }
}
