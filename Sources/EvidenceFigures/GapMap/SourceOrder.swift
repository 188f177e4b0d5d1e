import GraphEngine
import GraphModel
import OrderedCollections

/// The sources of a figure: numbered as they come in, and in the end in the order of their names.
struct SourceOrder {
  private(set) var values: OrderedSet<Value> = []

  /// The number of a source, which it gets when it comes first.
  mutating func number(of source: Value) -> Int { values.append(source).index }

  /// The sources by their names, with the number that each had, and for each number the place that it has now.
  func finished(
    _ made: (Int, Value) -> GapMap.Source
  ) -> (sources: [GapMap.Source], numbers: [Int], places: [Int]) {
    let found = values.enumerated().map { made($0.offset, $0.element) }
    let numbers = found.indices.sorted {
      Text(found[$0].heading.id) < Text(found[$1].heading.id)
    }
    var places = [Int](repeating: 0, count: numbers.count)
    for (place, number) in numbers.enumerated() { places[number] = place }
    return (numbers.map { found[$0] }, numbers, places)
  }
}

extension GapMap.Source {
  /// What a node says of itself.
  ///
  /// - Parameters:
  ///   - kind: Its kind, where a query says it.
  ///   - syntheses: Which kinds bring others together.
  init(_ value: Value, kind: String? = nil, syntheses: SynthesisKinds = SynthesisKinds()) {
    var properties = MapValue()
    if case .node(let node) = value { properties = node.contents?.properties ?? MapValue() }
    heading = GapMap.Heading(value)
    year = if case .integer(let number)? = properties["year"] { number } else { nil }
    self.kind = kind ?? properties["kind"]?.scalarText
    isSynthesis = self.kind.map(syntheses.contains) ?? false
  }
}
