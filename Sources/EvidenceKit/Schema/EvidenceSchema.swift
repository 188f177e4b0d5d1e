import GraphEngine
import GraphModel
import WordCatalog

/// The vocabulary of an evidence graph: its labels and relationship types, what each must and may
/// state, and what may be joined to what.
///
/// ``standard`` is the one of the evidence graph that comes with Dolen. Another is read from a
/// `schema.json` of the same form. ``problems(in:limit:)`` holds a graph against it.
public struct EvidenceSchema: Hashable, Sendable {
  /// The labels.
  public var labels: [Label]
  /// The relationship types.
  public var types: [RelationshipType]

  /// A schema of the given labels and types.
  public init(labels: [Label], types: [RelationshipType]) {
    self.labels = labels
    self.types = types
  }

  /// A label and what its nodes state.
  public struct Label: Hashable, Sendable {
    /// The name.
    public var name: String
    /// What such a node is.
    public var summary: String
    /// The property that no two nodes of the label share.
    public var key: String
    /// What such a node states.
    public var properties: [Property]
    /// Whether its nodes are sources of evidence.
    public var isSource: Bool
    /// How the sources of its nodes are found; nil where they have none.
    public var sources: SourceRule?

    /// A label.
    public init(
      _ name: String, _ summary: String, key: String, isSource: Bool = false,
      sources: SourceRule? = nil, _ properties: [Property]
    ) {
      self.name = name
      self.summary = summary
      self.key = key
      self.isSource = isSource
      self.sources = sources
      self.properties = properties
    }
  }

  /// A relationship type, what its relationships state, and what they join.
  public struct RelationshipType: Hashable, Sendable {
    /// The name.
    public var name: String
    /// What such a relationship says.
    public var summary: String
    /// The labels that it joins.
    public var ends: [Ends]
    /// What such a relationship states.
    public var properties: [Property]
    /// How the sources of its relationships are found; nil where a source at an end is one.
    public var sources: SourceRule?

    /// A relationship type.
    public init(
      _ name: String, _ summary: String, ends: [Ends], sources: SourceRule? = nil,
      _ properties: [Property]
    ) {
      self.name = name
      self.summary = summary
      self.ends = ends
      self.sources = sources
      self.properties = properties
    }
  }

  /// The labels at both ends of a relationship.
  public struct Ends: Hashable, Sendable {
    /// The label of the node where it starts.
    public var start: String
    /// The label of the node where it ends.
    public var end: String

    /// The given labels.
    public init(_ start: String, _ end: String) {
      self.start = start
      self.end = end
    }
  }

  /// A property.
  public struct Property: Hashable, Sendable {
    /// The key.
    public var name: String
    /// The type of its values.
    public var type: PropertyType
    /// Whether it must be stated.
    public var isRequired: Bool
    /// What it says.
    public var summary: String

    /// A property.
    public init(_ name: String, _ type: PropertyType, required: Bool, _ summary: String) {
      self.name = name
      self.type = type
      isRequired = required
      self.summary = summary
    }
  }

  /// The type of a property's values, by the word that the schema file uses.
  public enum PropertyType: String, CaseIterable, Hashable, Sendable {
    case text = "string"
    case integer = "int"
    case float
    case boolean
    case date
    case textList = "string[]"
    case textOrList = "string|string[]"
    case integerList = "int[]"
    case floatList = "float[]"

    /// The type as messages of a language name it.
    public func title(in words: Words) -> String {
      switch self {
      case .text: words.textType
      case .integer: words.integerType
      case .float: words.numberType
      case .boolean: words.booleanType
      case .date: words.dateType
      case .textList: words.textListType
      case .textOrList: words.textOrListType
      case .integerList: words.integerListType
      case .floatList: words.numberListType
      }
    }

    /// Whether `value` is of the type; an integer is a number too.
    public func accepts(_ value: Value) -> Bool {
      switch (self, value) {
      case (.text, .text), (.integer, .integer), (.float, .float), (.float, .integer),
        (.boolean, .boolean), (.date, .date):
        true
      case (.textList, .list(let items)), (.textOrList, .list(let items)):
        items.allSatisfy(PropertyType.text.accepts)
      case (.textOrList, .text): true
      case (.integerList, .list(let items)): items.allSatisfy(PropertyType.integer.accepts)
      case (.floatList, .list(let items)): items.allSatisfy(PropertyType.float.accepts)
      default: false
      }
    }
  }
}
