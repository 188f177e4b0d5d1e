import GraphIndex
import GraphModel

/// The properties of a row of a bulk load: as the JSON text that the row keeps, and one by one for
/// the index.
public struct BulkProperties {
  /// One property.
  public struct Field {
    /// The number of its key, from ``BulkLoader/note(key:)``.
    public var key: Int
    /// Its value.
    public var content: Content

    /// A property of the given parts.
    public init(key: Int, content: Content) {
      self.key = key
      self.content = content
    }
  }

  /// What a property holds, in the form that costs least.
  public enum Content {
    case integer(Int)
    /// A text that stands in the JSON text as it is, at these bytes.
    case text(Range<Int>)
    case value(Value)
  }

  /// A JSON object as `JSONWriter` writes maps.
  public let json: UnsafeBufferPointer<UInt8>
  /// The same properties.
  public let fields: [Field]

  /// Properties of the given forms, which must say the same.
  public init(json: UnsafeBufferPointer<UInt8>, fields: [Field]) {
    self.json = json
    self.fields = fields
  }

  /// Calls `body` with the key and the content of each property.
  @inline(__always)
  func forEachField(_ body: (Int, ColumnContent) -> Void) {
    for field in fields {
      switch field.content {
      case .integer(let number): body(field.key, .integer(number))
      case .text(let range): body(field.key, .text(.init(rebasing: json[range])))
      case .value(let value): body(field.key, .value(value))
      }
    }
  }
}
