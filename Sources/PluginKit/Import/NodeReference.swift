import GraphModel

/// What a source calls a node: an id that is unique within a group of nodes.
public struct NodeReference: Sendable {
  /// The group; empty where the source has one space of ids for all.
  public var group: Text
  /// The id.
  public var id: Text
  /// The number that the importer has given to the id among those of the group; nil where it gives none.
  ///
  /// A node with a number is found by it. Of a group all nodes have one, or none has.
  public let number: Int?

  /// The node `id` of a group.
  public init(_ id: Text, in group: Text = "") {
    self.group = group
    self.id = id
    number = nil
  }

  /// The node of a group with a number of `numbers`.
  public init(_ number: Int, of numbers: TextNumbers, in group: Text) {
    self.group = group
    self.number = number
    id = numbers.text(number)
  }
}

extension NodeReference: Hashable {
  /// Whether both call a node the same.
  public static func == (left: NodeReference, right: NodeReference) -> Bool {
    left.id == right.id && left.group == right.group
  }

  /// Feeds the group and the id to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(group)
    hasher.combine(id)
  }
}

extension NodeReference: CustomStringConvertible {
  /// `Study 'harden-2015'`, as messages show it.
  public var description: String { group.isEmpty ? "'\(id)'" : "\(group) '\(id)'" }
}
