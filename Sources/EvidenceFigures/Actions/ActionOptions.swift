import GraphEngine
import GraphModel
import WordCatalog

/// Options for action, with what each needs: slots that stay empty where nothing is stated.
public struct ActionOptions: Sendable {
  /// All options, by their ids.
  public let options: [Option]
  /// Where they come from.
  public let origin: FigureOrigin

  /// Something that may be stated of an option.
  public enum Slot: String, CaseIterable, Hashable, Sendable {
    case resources
    case timescale
    case maturity

    /// The slot in words.
    public func text(in words: Words) -> String {
      switch self {
      case .resources: words.resourcesHeading
      case .timescale: words.timescaleHeading
      case .maturity: words.maturityHeading
      }
    }

    /// The properties that fill it, the first that is there.
    var properties: [Text] {
      switch self {
      case .resources: ["resources", "needs_en", "resources_en"]
      case .timescale: ["timescale", "timescale_en"]
      case .maturity: ["maturity", "maturity_en"]
      }
    }
  }

  /// One option.
  public struct Option: Sendable {
    /// What it is called.
    public var heading: GapMap.Heading
    /// What is stated; a slot that is missing is not stated.
    public var slots: [Slot: String]
    /// The ids of the factors that it advances.
    public var advances: [String]
  }

  private static let query =
    "MATCH (a:Action) OPTIONAL MATCH (a)-[:ADVANCES]->(f) WITH a, f ORDER BY f.number "
    + "RETURN a, collect(DISTINCT f.id) AS factors ORDER BY a.id"

  /// The options of `graph`.
  ///
  /// - Throws: `Diagnostic` where the graph cannot be read; ``FigureFailure`` where it has none.
  public init(of graph: GraphSession, epoch: Int? = nil) throws {
    var options: [Option] = []
    let rows = try graph.run(Self.query)
    while let row = try rows.next() {
      guard case .node(let node) = row.values[0], let contents = node.contents else { continue }
      var slots: [Slot: String] = [:]
      for slot in Slot.allCases {
        slots[slot] = slot.properties.lazy.compactMap { contents.properties[$0]?.scalarText }
          .first { text in text.contains { !$0.isWhitespace } }
      }
      var factors: [String] = []
      if case .list(let list) = row.values[1] { factors = list.compactMap(\.scalarText) }
      options.append(
        Option(heading: GapMap.Heading(row.values[0]), slots: slots, advances: factors))
    }
    guard !options.isEmpty else { throw FigureFailure.nothing(label: "Action") }
    self.options = options
    origin = try FigureOrigin([("options", Self.query)], of: graph, epoch: epoch)
  }

  /// The options that a question asks for, and what must be said of those that state nothing.
  ///
  /// - Parameters:
  ///   - wanted: Texts that the slots must contain, in any letter case.
  ///   - factor: The id of a factor that they must advance; nil for any.
  public func answer(
    _ wanted: [Slot: String], advancing factor: String? = nil, in words: Words
  ) -> (table: FigureTable, notes: [String]) {
    let asked = options.filter { factor.map($0.advances.contains) ?? true }
    var table = FigureTable(
      columns: ["id", words.optionHeading] + Slot.allCases.map { $0.text(in: words) }
        + [words.advancesHeading])
    for option in asked {
      let fits = wanted.allSatisfy { slot, text in
        option.slots[slot]?.lowercased().contains(text.lowercased()) == true
      }
      guard fits else { continue }
      var row: [Value] = [.string(option.heading.id), .string(option.heading.name(in: words))]
      row += Slot.allCases.map { .string(option.slots[$0] ?? words.notStated) }
      table.rows.append(row + [.string(option.advances.joined(separator: ", "))])
    }
    let notes = Slot.allCases.filter { wanted[$0] != nil }.compactMap { slot -> String? in
      let unstated = asked.count { $0.slots[slot] == nil }
      guard unstated > 0 else { return nil }
      return words.slotUnstated(slot.text(in: words), unstated: unstated, options: asked.count)
    }
    return (table, notes)
  }
}
