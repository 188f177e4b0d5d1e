import GraphTestKit

/// A path pattern in its parts, so that it can be written in more than one way.
struct PatternChain {
  /// The nodes, each with a variable: `a:A`.
  var nodes: [String]
  /// The relationships between them.
  var links: [Link]

  /// A relationship: what stands in its brackets, and where it points.
  struct Link {
    var inside: String
    var direction: Direction
  }

  enum Direction: CaseIterable { case right, left, either }

  /// A chain of one to `limit` relationships; the first node has a label where `isAnchored`.
  init(upTo limit: Int, isAnchored: Bool = false, using random: inout SeededGenerator) {
    let count = random.number(1...limit)
    nodes = (0...count).map { position in
      let label = ":\(random.pick(RandomGraph.labels))"
      return "n\(position)" + (isAnchored && position == 0 || random.chance(0.2) ? label : "")
    }
    links = (0..<count).map { position in
      let type = random.chance(0.6) ? ":\(random.pick(RandomGraph.types))" : ""
      return Link(
        inside: "r\(position)\(type)", direction: random.pick(Direction.allCases))
    }
    // Coming back to a node that the chain has been at closes a cycle.
    if count > 1, random.chance(0.25) { nodes[count] = "n0" }
  }

  /// The chain from its first node to its last.
  var text: String {
    var text = "(\(nodes[0]))"
    for (position, link) in links.enumerated() {
      text += PatternChain.arrow(link.inside, link.direction) + "(\(nodes[position + 1]))"
    }
    return text
  }

  /// The same chain from its last node to its first.
  var reversed: PatternChain {
    var copy = self
    copy.nodes.reverse()
    copy.links = links.reversed().map { link in
      let direction: Direction =
        switch link.direction {
        case .right: .left
        case .left: .right
        case .either: .either
        }
      return Link(inside: link.inside, direction: direction)
    }
    return copy
  }

  /// The columns that tell every match from every other.
  var columns: String {
    (Set(nodes.map { $0.prefix { $0 != ":" } }).sorted().map(String.init)
      + links.indices.map { "r\($0)" }).joined(separator: ", ")
  }

  static func arrow(_ inside: String, _ direction: Direction) -> String {
    switch direction {
    case .right: "-[\(inside)]->"
    case .left: "<-[\(inside)]-"
    case .either: "-[\(inside)]-"
    }
  }
}
