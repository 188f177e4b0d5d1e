import GraphModel

/// Relationships between nodes that the importer has numbered, some hundred of them together.
///
/// For tables of millions of rows: what relationships have in common is said once, and of each there are
/// two numbers, its line and its values. A sink that does not know better takes them one by one.
///
///     let numbers = TextNumbers()
///     var run = RelationshipRun(file: "claims.csv")
///     let about = run.addShape(
///       .init("ABOUT", from: .init("Study", studies), to: .init("Factor", factors), keys: ["page"]))
///     run.add(about, from: 0, to: 7, line: 12, values: [.integer(88)])
///     try sink.add(run)
public struct RelationshipRun {
  /// Nodes that were numbered by their ids.
  public struct Group {
    /// The group, as a ``NodeReference`` has it.
    public let name: Text
    /// Their ids.
    public let ids: TextNumbers

    /// The nodes of a group.
    public init(_ name: Text, _ ids: TextNumbers) {
      self.name = name
      self.ids = ids
    }
  }

  /// What some relationships have in common.
  public final class Shape {
    /// The type.
    public let type: Text
    /// The nodes at which they start.
    public let start: Group
    /// The nodes at which they end.
    public let end: Group
    /// The properties that one of them may have.
    public let keys: [Text]
    /// As ``ImportedRelationship/key``.
    public let key: Text?

    /// A shape of the given parts.
    public init(
      _ type: Text, from start: Group, to end: Group, keys: [Text], key: Text? = nil
    ) {
      self.type = type
      self.start = start
      self.end = end
      self.keys = keys
      self.key = key
    }
  }

  /// A relationship: its shape, the numbers of its ends, its line, and where its values begin.
  struct Element {
    var shape: Int32
    var start: Int32
    var end: Int32
    var line: Int32
    var firstValue: Int
  }

  /// The file in which they stand.
  public let file: String
  private(set) var shapes: [Shape] = []
  private(set) var elements: [Element] = []
  /// The values of all, one for each key of a shape; null where one has no such property.
  private(set) var values: [Value] = []

  /// No relationships of a file.
  public init(file: String) { self.file = file }

  /// How many relationships there are.
  public var count: Int { elements.count }

  /// Adds a shape, and returns its number.
  public mutating func addShape(_ shape: Shape) -> Int {
    shapes.append(shape)
    return shapes.count - 1
  }

  /// Adds a relationship.
  ///
  /// - Parameters:
  ///   - shape: A number that ``addShape(_:)`` has returned.
  ///   - start: The number of the node at which it starts.
  ///   - end: The number of the node at which it ends.
  ///   - line: The line on which it stands.
  ///   - values: A value for each key of the shape; null where it has no such property.
  public mutating func add(
    _ shape: Int, from start: Int, to end: Int, line: Int, values: [Value]
  ) {
    precondition(values.count == shapes[shape].keys.count, "a value for each key")
    elements.append(
      Element(
        shape: Int32(shape), start: Int32(start), end: Int32(end), line: Int32(clamping: line),
        firstValue: self.values.count))
    self.values.append(contentsOf: values)
  }

  /// Forgets the relationships behind the first `count`.
  public mutating func cut(to count: Int) {
    if count == 0 {
      values.removeAll(keepingCapacity: true)
    } else if count < elements.count {
      values.removeLast(values.count - elements[count].firstValue)
    }
    elements.removeLast(max(0, elements.count - count))
  }

  /// Forgets those relationships behind the first `count` that `isLeftOut` says, by the number of their
  /// shape and the numbers of their ends.
  public mutating func leaveOut(
    behind count: Int, where isLeftOut: (_ shape: Int, _ start: Int, _ end: Int) -> Bool
  ) {
    var kept = count
    for index in count..<elements.count {
      let element = elements[index]
      if isLeftOut(Int(element.shape), Int(element.start), Int(element.end)) { continue }
      elements[kept] = element
      kept += 1
    }
    elements.removeLast(elements.count - kept)
  }

  /// A relationship as a record of its own.
  func relationship(_ element: Element) -> ImportedRelationship {
    let shape = shapes[Int(element.shape)]
    var properties = MapValue()
    for (offset, key) in shape.keys.enumerated() {
      let value = values[element.firstValue + offset]
      if !value.isNull { properties.entries[key] = value }
    }
    return ImportedRelationship(
      shape.type,
      from: NodeReference(Int(element.start), of: shape.start.ids, in: shape.start.name),
      to: NodeReference(Int(element.end), of: shape.end.ids, in: shape.end.name),
      properties: properties, key: shape.key, at: SourcePlace(file, line: Int(element.line)))
  }
}
