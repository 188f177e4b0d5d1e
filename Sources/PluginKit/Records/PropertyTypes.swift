import GraphModel

/// The types of properties that a file has as plain texts: `born:date,at:datetime`.
///
/// JSON has no dates, so that APOC writes them as texts like any other; which of them are dates, only
/// who knows the data can say. The words are those of bulk CSV headers.
public struct PropertyTypes: ParsedOption, Hashable {
  private var types: [(key: Text, type: BulkType)] = []

  /// No property is anything but what it looks like.
  public init() {}

  /// Whether no property has a type of its own.
  var isEmpty: Bool { types.isEmpty }

  /// Reads `PROPERTY:TYPE,…`.
  ///
  /// - Throws: ``OptionError`` where that is something else.
  public init(_ text: String) throws(OptionError) {
    for part in text.split(separator: ",") {
      let column = try BulkColumn(parsing: String(part))
      guard column.role == .property, part.contains(":"), !column.isList else {
        throw OptionError(
          "'\(part)' is no property with its type", hint: "Write types=born:date,at:datetime")
      }
      guard type(of: column.key) == nil else {
        throw OptionError("The property '\(column.key)' is given a type twice")
      }
      types.append((column.key, column.type))
    }
  }

  /// The option's text.
  public var text: String {
    types.map { "\($0.key):\($0.type.rawValue)" }.joined(separator: ",")
  }

  /// `value`, or the value of its property's type that it is the text of; a list item by item.
  func value(_ value: Value, of key: Text) throws(OptionError) -> Value {
    guard let type = type(of: key) else { return value }
    switch value {
    case .text(let text): return try type.value(of: text)
    case .list(let items):
      var read: [Value] = []
      for item in items { read.append(try self.value(item, of: key)) }
      return .list(read)
    default: return value
    }
  }

  private func type(of key: Text) -> BulkType? { types.first { $0.key == key }?.type }

  /// Whether both read every property alike.
  public static func == (left: PropertyTypes, right: PropertyTypes) -> Bool {
    left.text == right.text
  }

  /// Feeds what ``==(_:_:)`` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
