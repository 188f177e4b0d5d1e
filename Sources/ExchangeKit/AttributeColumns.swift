import GraphModel
import PluginKit

/// The attributes that a format has to declare before its elements: one for each property and type.
///
/// A property whose values are of several types takes several columns; each element has a value in one
/// of them only.
///
///     let columns = try AttributeColumns(of: subject) { AttributeType(of: $0) }
///     columns.nodes.columns          // id: text, year: integer
///
/// - Complexity: O(*n*) in the number of properties of the subject.
public struct AttributeColumns {
  /// The columns of nodes.
  public private(set) var nodes = List()
  /// The columns of relationships.
  public private(set) var relationships = List()

  /// A property and a type.
  public struct Column: Hashable, Sendable {
    /// The property.
    public var name: Text
    /// The type of the values.
    public var type: AttributeType

    /// The column of a property for values of a type.
    public init(name: Text, type: AttributeType) {
      self.name = name
      self.type = type
    }
  }

  /// Columns in the order in which they were met.
  public struct List {
    /// The columns.
    public private(set) var columns: [Column] = []
    private var numbers: [Column: Int] = [:]

    /// The number of a column; nil where there is none.
    public func number(of column: Column) -> Int? { numbers[column] }

    /// A title for each column, all different: the property's name, with `_` behind it as often as that
    /// takes.
    ///
    /// - Parameters:
    ///   - taken: Names that mean something else.
    ///   - ignoringCase: Whether titles must differ in more than case; `taken` is then lower case.
    public func titles(besides taken: Set<String>, ignoringCase: Bool = false) -> [String] {
      var taken = taken
      return columns.map { column in
        var title = column.name.string
        while !taken.insert(ignoringCase ? title.lowercased() : title).inserted { title += "_" }
        return title
      }
    }

    mutating func add(_ column: Column) {
      guard numbers[column] == nil else { return }
      numbers[column] = columns.count
      columns.append(column)
    }
  }

  /// The columns of all that `subject` has.
  ///
  /// - Parameter type: The type that the format has for a value.
  public init(
    of subject: ExportSubject, type: (Value) -> AttributeType
  ) throws {
    var (nodes, relationships) = (List(), List())
    try subject.forEachNode { _, contents in
      for (name, value) in contents.properties.entries {
        nodes.add(Column(name: name, type: type(value)))
      }
    }
    try subject.forEachRelationship { _, contents in
      for (name, value) in contents.properties.entries {
        relationships.add(Column(name: name, type: type(value)))
      }
    }
    (self.nodes, self.relationships) = (nodes, relationships)
  }
}
