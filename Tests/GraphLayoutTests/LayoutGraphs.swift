import FigureKit
import GraphLayout
import Testing

/// Graphs of many kinds, to be laid out.
struct SampleGraph: CustomTestStringConvertible, Sendable {
  var name: String
  var graph: LayoutGraph
  var testDescription: String { name }

  init(
    _ name: String, _ count: Int, _ edges: [(Int, Int)], label: Size? = nil,
    size: (Int) -> Size = { Size(40 + Double($0 * 37 % 90), 20 + Double($0 * 13 % 40)) }
  ) {
    self.name = name
    graph = LayoutGraph(
      nodes: (0..<count).map { LayoutGraph.Node(size($0), isRound: $0 % 3 == 0) },
      edges: edges.map { LayoutGraph.Edge($0.0, $0.1, label: label) })
  }

  /// Numbers that look random, the same each time.
  static func random(_ count: Int, edges: Int, seed: UInt64 = 1) -> [(Int, Int)] {
    var state = seed
    func next() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    return (0..<edges).map { _ in (next(), next()) }
  }

  static let all: [SampleGraph] = [
    SampleGraph("nothing", 0, []),
    SampleGraph("one box", 1, []),
    SampleGraph("boxes without lines", 40, []),
    SampleGraph("one loop", 1, [(0, 0)], label: Size(30, 12)),
    SampleGraph("many loops", 2, [(0, 0), (0, 0), (0, 0), (0, 1), (1, 1)], label: Size(24, 12)),
    SampleGraph("a pair", 2, [(0, 1), (1, 0), (0, 1), (0, 1)], label: Size(24, 12)),
    SampleGraph("a chain", 60, (0..<59).map { ($0, $0 + 1) }),
    SampleGraph("a ring", 24, (0..<24).map { ($0, ($0 + 1) % 24) }, label: Size(20, 12)),
    SampleGraph("a star outward", 90, (1..<90).map { (0, $0) }),
    SampleGraph("a star inward", 90, (1..<90).map { ($0, 0) }, label: Size(20, 12)),
    SampleGraph("a tree", 127, (1..<127).map { (($0 - 1) / 2, $0) }),
    SampleGraph(
      "everything with everything", 14,
      (0..<14).flatMap { a in (0..<14).filter { $0 != a }.map { (a, $0) } }),
    SampleGraph(
      "two sides", 40, (0..<30).flatMap { a in [(a, 30 + a % 10), (a, 30 + a * 7 % 10)] },
      label: Size(18, 12)),
    SampleGraph(
      "parts of every size", 60, (0..<30).map { ($0, $0 * $0 % 30) } + [(31, 32), (40, 41)]),
    SampleGraph("at random", 80, random(80, edges: 120), label: Size(22, 12)),
    SampleGraph("at random, dense", 50, random(50, edges: 300)),
    SampleGraph("huge beside tiny boxes", 30, random(30, edges: 40)) {
      $0 % 7 == 0 ? Size(900, 700) : Size(6, 6)
    },
    SampleGraph("boxes without extent", 12, random(12, edges: 20)) { _ in Size(0, 0) },
  ]
}
