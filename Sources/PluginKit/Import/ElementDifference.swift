import Duplicates
import GraphEngine
import GraphModel

/// What a record says of a node or a relationship that the graph does not say.
enum ElementDifference {
  case label(Text)
  case property(Text, before: Value?, after: Value)

  /// How labels and properties differ from those of a node; what they do not state is no difference.
  static func of(
    _ labels: [Text], _ properties: MapValue, from contents: Node.Contents
  ) -> [ElementDifference] {
    labels.filter { !contents.labels.contains($0) }.map { .label($0) }
      + of(properties, from: contents.properties)
  }

  /// How properties differ from those of an element.
  static func of(_ properties: MapValue, from old: MapValue) -> [ElementDifference] {
    withoutRun(properties).entries.compactMap { key, value in
      let before = old[key]
      // A null states nothing.
      return value.isNull || before == value ? nil : .property(key, before: before, after: value)
    }
  }

  /// The properties without the marks of the import that made them and of merges.
  static func withoutRun(_ properties: MapValue) -> MapValue {
    guard properties[ImportRun.property] != nil else { return MergedRecord.unmarked(properties) }
    var copy = MergedRecord.unmarked(properties)
    copy[ImportRun.property] = nil
    return copy
  }
}

extension ElementDifference: CustomStringConvertible {
  /// The end of a sentence about the graph's element.
  var description: String {
    switch self {
    case .label(let label): "without the label \(label)"
    case .property(let key, nil, let after):
      "without \(key), here \(ElementText.shown(after))"
    case .property(let key, let before?, let after):
      "with \(key) \(ElementText.shown(before)), here \(ElementText.shown(after))"
    }
  }

  var label: Text? { if case .label(let label) = self { label } else { nil } }

  var assignment: (Text, Value)? {
    if case .property(let key, _, let after) = self { (key, after) } else { nil }
  }

  func change(of element: String, at place: SourcePlace) -> ImportReport.Change {
    switch self {
    case .label(let label):
      ImportReport.Change(
        element: element, property: nil, before: nil, after: .text(label), place: place)
    case .property(let key, let before, let after):
      ImportReport.Change(
        element: element, property: key, before: before, after: after, place: place)
    }
  }
}
