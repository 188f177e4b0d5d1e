import FigureKit
import GraphLayout
import Testing

/// That four times the graph costs about four times the work, counted in steps.
@Suite struct LayoutCostTests {
  private func ratio(_ kind: LayoutKind, _ make: (Int) -> SampleGraph) -> Double {
    let layout = GraphLayout(kind: kind)
    let (small, large) = (layout.place(make(150).graph).work, layout.place(make(600).graph).work)
    #expect(small > 150)
    return Double(large) / Double(small)
  }

  private static let shapes: [(name: String, make: @Sendable (Int) -> SampleGraph)] = [
    ("chain", { count in SampleGraph("", count, (1..<count).map { ($0 - 1, $0) }) }),
    ("star", { count in SampleGraph("", count, (1..<count).map { (0, $0) }) }),
    ("tree", { count in SampleGraph("", count, (1..<count).map { (($0 - 1) / 3, $0) }) }),
    (
      "random",
      { count in
        SampleGraph("", count, SampleGraph.random(count, edges: count * 3 / 2))
      }
    ),
    (
      "ladder with lines over all layers",
      { count in
        SampleGraph("", count, (1..<count).flatMap { [($0 - 1, $0), (0, $0)] })
      }
    ),
    ("no lines", { count in SampleGraph("", count, []) }),
  ]

  @Test(arguments: 0..<6)
  func fourTimesAsLargeIsNotMuchMoreThanFourTimesTheWork(_ index: Int) {
    let shape = Self.shapes[index]
    // n log n alone makes 4 × log 600 / log 150 = 5.1.
    #expect(ratio(.layered, shape.make) < 6.5, "\(shape.name)")
    #expect(ratio(.force, shape.make) < 6.5, "\(shape.name)")
  }

  @Test func detoursAreBounded() {
    // Each line passes all layers: without a bound there would be 700 × 700 / 2 places.
    let graph = SampleGraph("", 700, (1..<700).flatMap { [($0 - 1, $0), (0, $0)] }).graph
    let placement = GraphLayout(kind: .layered).place(graph)
    #expect(placement.straightLines > 0)
    #expect(placement.work < 5_000_000)
  }
}
