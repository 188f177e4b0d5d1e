import GraphModel

/// A node or a relationship that two graphs do not have alike.
///
///     for change in difference.changes where change.kind == .added { print(change.name.withKind) }
public struct GraphChange: Sendable {
  /// What has come of an element.
  public enum Kind: String, Sendable, CaseIterable {
    /// Only the second graph has it.
    case added
    /// Only the first graph has it.
    case removed
    /// Both have it, and it does not say the same.
    case changed
  }

  /// The element in both graphs, whole.
  public enum Element: Sendable {
    /// A node, with labels and properties.
    case node(before: Node?, after: Node?)
    /// A relationship, with its type, ends and properties.
    case relationship(before: Relationship?, after: Relationship?, start: End, end: End)
  }

  /// A node at an end of a relationship, in both graphs.
  public struct End: Sendable, Hashable {
    /// What it is called where the relationship leads in the first graph; nil where that has none.
    public let before: ElementName?
    /// Likewise in the second.
    public let after: ElementName?
    /// The number in the first graph of the node that ``after`` is; nil where only the second has it.
    public let numberBefore: Int?
    /// Whether both are one node, or only one graph has the relationship.
    public let isSame: Bool
  }

  /// What has come of it.
  public let kind: Kind
  /// What it is called: in the second graph, or in the first where only that has it.
  public let name: ElementName
  /// The element.
  public let element: Element

  /// Whether it is a node.
  public var isNode: Bool {
    if case .node = element { true } else { false }
  }

  /// What a relationship leads from and to: `harden-2015 → F7`; nil of a node.
  public var ends: String? {
    guard case .relationship(_, _, let start, let end) = element else { return nil }
    guard let from = start.after ?? start.before, let to = end.after ?? end.before else {
      return nil
    }
    return "\(from) → \(to)"
  }

  /// A property, label or end in which the graphs differ.
  public struct Part: Sendable {
    /// What it is.
    public enum What: Sendable, Hashable {
      /// The property of that key.
      case property(Text)
      /// The labels.
      case labels
      /// Where a relationship starts.
      case start
      /// Where it ends.
      case end
    }

    /// What it is.
    public let what: What
    /// What the first graph has; null for nothing.
    public let before: Value
    /// What the second has.
    public let after: Value
  }

  /// The properties in the order of their keys, before them the labels or ends, in which the graphs differ: all
  /// that it says where one of them does not have the element.
  public var parts: [Part] {
    switch element {
    case .node(let before, let after):
      let (old, new) = (before?.contents, after?.contents)
      let labels = (Self.labels(old), Self.labels(new))
      var parts: [Part] = []
      if labels.0 != labels.1 {
        parts.append(Part(what: .labels, before: labels.0, after: labels.1))
      }
      return parts + Self.properties(old?.properties ?? [:], new?.properties ?? [:])
    case .relationship(let before, let after, let start, let end):
      let (old, new) = (before?.contents?.properties ?? [:], after?.contents?.properties ?? [:])
      var parts: [Part] = []
      for (what, place) in [(Part.What.start, start), (.end, end)] where !place.isSame {
        parts.append(
          Part(
            what: what, before: .string(place.before?.withKind ?? ""),
            after: .string(place.after?.withKind ?? "")))
      }
      return parts + Self.properties(old, new)
    }
  }

  private static func labels(_ contents: Node.Contents?) -> Value {
    guard let contents, !contents.labels.isEmpty else { return .null }
    return .list(contents.labels.sorted().map { .text($0) })
  }

  private static func properties(_ old: MapValue, _ new: MapValue) -> [Part] {
    Set(old.keys).union(new.keys).sorted().compactMap { key in
      let (before, after) = (old[key] ?? .null, new[key] ?? .null)
      return before.isSame(as: after)
        ? nil : Part(what: .property(key), before: before, after: after)
    }
  }
}
