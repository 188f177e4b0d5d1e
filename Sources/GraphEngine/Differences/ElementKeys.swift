import GraphIndex
import GraphModel

/// By what elements are told to be the same in two graphs: the property that names the nodes of a label, `id`
/// where the schema says nothing else; of relationships the property `id`.
struct ElementKeys {
  /// The property that names relationships, and nodes of labels of which no schema speaks.
  static let standard: Text = "id"

  private let view: GraphView
  /// By number of label: the number of the property that names its nodes; nil where no element has it.
  private let keyOfLabel: [Int?]
  /// By number of label: its part of a key's hash.
  private let labelHashes: [Int]
  /// The number of `id`.
  private let id: Int?
  /// By number of label set: its labels in the order of their names.
  private let sortedSets: [[Int]]

  init(_ view: GraphView, _ names: [String: String]) {
    self.view = view
    let labels = view.labels
    keyOfLabel = labels.names.map { label in
      view.keys.number(of: names[label.string].map { Text($0) } ?? Self.standard)
    }
    labelHashes = labels.names.map(\.hashValue)
    id = view.keys.number(of: Self.standard)
    sortedSets = view.labelSets.sets.map { set in set.sorted { labels[$0] < labels[$1] } }
  }

  /// What names a node: a label, its number, and the value of the label's key.
  struct NodeKey {
    /// -1 of a node without labels, which is named by `id`.
    let label: Int
    let key: Int
    let value: Value
  }

  /// The keys of a node, one for each label that names it, in the order of labels' names.
  func keys(of position: NodePosition) -> [NodeKey] {
    var found: [NodeKey] = []
    let labels = sortedSets[view.labelSet(of: position)]
    if labels.isEmpty, let id {
      let value = view.nodeProperty(position, key: id)
      return value.isNull ? [] : [NodeKey(label: -1, key: id, value: value)]
    }
    for label in labels {
      guard let key = keyOfLabel[label] else { continue }
      let value = view.nodeProperty(position, key: key)
      if !value.isNull { found.append(NodeKey(label: label, key: key, value: value)) }
    }
    return found
  }

  func hash(_ key: NodeKey) -> Int {
    var hasher = Hasher()
    hasher.combine(key.label < 0 ? 0 : labelHashes[key.label])
    hasher.combine(key.value)
    return hasher.finalize()
  }

  /// Whether a node has one of the keys of a node of the other graph.
  func has(_ key: NodeKey, of other: ElementKeys, at position: NodePosition) -> Bool {
    let name = other.label(of: key)
    return keys(of: position).contains { label(of: $0) == name && $0.value == key.value }
  }

  /// The label of a key; empty for a node without labels.
  private func label(of key: NodeKey) -> Text { key.label < 0 ? "" : view.labels[key.label] }

  /// What a relationship is named by; null where it has no `id`.
  func id(of relationship: RelationshipHandle) -> Value {
    id.map { view.relationshipProperty(relationship, key: $0) } ?? .null
  }

  /// How a node is called.
  func name(of position: NodePosition) -> ElementName {
    let labels = sortedSets[view.labelSet(of: position)].map { view.labels[$0] }
    if let key = keys(of: position).first {
      return ElementName(
        kind: label(of: key), key: view.keys[key.key], value: key.value,
        number: view.nodeID(position))
    }
    return ElementName(
      kind: labels.first ?? "", key: nil, value: .null, number: view.nodeID(position))
  }

  /// How a relationship is called, beside its ends.
  func name(of relationship: RelationshipHandle) -> ElementName {
    let value = id(of: relationship)
    return ElementName(
      kind: view.types[relationshipType(relationship)], key: value.isNull ? nil : Self.standard,
      value: value, number: view.relationshipID(relationship))
  }
}

/// What an element is called: by its key where it has one, otherwise by its number.
///
///     ElementName.description   // "harden-2015", or "#17"
public struct ElementName: Sendable, Hashable, CustomStringConvertible {
  /// The label that names the node, or its first; the type of a relationship. Empty for a node without labels.
  public let kind: Text
  /// The property that names it; nil where it has none.
  public let key: Text?
  /// The value of that property; null where it has none.
  public let value: Value
  /// The number that the file knows it by.
  public let number: Int

  /// The value that names it, or its number: `harden-2015`, `#17`.
  public var description: String {
    switch value {
    case .null: "#\(number)"
    case .text(let text): text.string
    default: value.cypherText
    }
  }

  /// The same with what it is: `Study harden-2015`.
  public var withKind: String { kind.isEmpty ? description : "\(kind) \(description)" }
}
