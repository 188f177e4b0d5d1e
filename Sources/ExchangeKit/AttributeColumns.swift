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
  public let nodes: List
  /// The columns of relationships.
  public let relationships: List

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

    /// The column as a file keeps it beside the title that it has there: `["year", "integer"]`.
    public var meaning: Value { [.text(name), .string(type.rawValue)] }

    /// The column that ``meaning`` has become; nil where `meaning` is none.
    public init?(meaning: Value) {
      guard case .list(let pair) = meaning, pair.count == 2, case .text(let name) = pair[0],
        case .text(let word) = pair[1], let type = AttributeType(rawValue: word.string)
      else { return nil }
      self.init(name: name, type: type)
    }

    /// `value`, which is of the column, as text.
    ///
    /// - Parameter element: What has the value, for messages: `node 12`.
    /// - Throws: `ExportError` where JSON has no form for it.
    public func text(of value: Value, in element: String) throws(ExportError) -> String {
      do {
        return try type.text(of: value)
      } catch {
        throw ExportError(
          "The property '\(name)' of \(element) cannot be written: \(error.message)")
      }
    }
  }

  /// Columns in the order in which they were met.
  public struct List {
    /// The columns.
    public private(set) var columns: [Column] = []
    private var numbers: [Column: Int] = [:]
    private let type: (Value) -> AttributeType

    init(type: @escaping (Value) -> AttributeType) { self.type = type }

    /// Calls `body` with each value of an element, its column, and the column's number.
    public func forEach(
      of properties: MapValue,
      _ body: (_ number: Int, _ column: Column, _ value: Value) throws -> Void
    ) rethrows {
      for (name, value) in properties.entries {
        let column = Column(name: name, type: type(value))
        if let number = numbers[column] { try body(number, column, value) }
      }
    }

    /// A title for each column, all different: the property's name, with `_` behind it as often as that
    /// takes.
    ///
    /// - Parameters:
    ///   - taken: Names that mean something else.
    ///   - ignoringCase: Whether titles must differ in more than case; `taken` is then lower case.
    ///   - written: A name as the format can hold it.
    public func titles(
      besides taken: Set<String>, ignoringCase: Bool = false,
      written: (String) -> String = { $0 }
    ) -> [String] {
      var taken = taken
      return columns.map { column in
        var title = written(column.name.string)
        while !taken.insert(ignoringCase ? title.lowercased() : title).inserted { title += "_" }
        return title
      }
    }

    /// Whether some values have no type of the format, and are JSON.
    public var hasJSON: Bool { columns.contains { $0.type == .json } }

    mutating func add(_ properties: MapValue) {
      for (name, value) in properties.entries {
        let column = Column(name: name, type: type(value))
        guard numbers[column] == nil else { continue }
        numbers[column] = columns.count
        columns.append(column)
      }
    }
  }

  /// The columns of all that `subject` has.
  ///
  /// - Parameter type: The type that the format has for a value.
  public init(
    of subject: ExportSubject, type: @escaping (Value) -> AttributeType
  ) throws {
    var (nodes, relationships) = (List(type: type), List(type: type))
    try subject.forEachNode { _, contents in nodes.add(contents.properties) }
    try subject.forEachRelationship { _, contents in relationships.add(contents.properties) }
    (self.nodes, self.relationships) = (nodes, relationships)
  }

  /// What the titles of a file stand for, where the file says it: maps of titles to
  /// ``Column/meaning``, in a map of sections.
  ///
  /// - Parameters:
  ///   - value: All sections, as they were read.
  ///   - section: Whose titles: those of nodes, or of relationships.
  public static func meanings(in value: Value?, of section: Text) -> [Text: Column] {
    guard case .map(let all)? = value, case .map(let titles)? = all[section] else { return [:] }
    var found: [Text: Column] = [:]
    for (title, meaning) in titles.entries { found[title] = Column(meaning: meaning) }
    return found
  }
}
