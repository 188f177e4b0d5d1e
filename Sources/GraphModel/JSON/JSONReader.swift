/// Reads JSON texts (RFC 8259) as values.
///
/// With ``Tags/read``, an object whose only key begins with `$` stands for a value that JSON cannot
/// say, such as `{"$date":"2020-01-31"}`; ``JSONWriter`` writes them. The rules where the standard
/// leaves room:
///
/// - A number without fraction and exponent is an integer and must fit 64 bits; any other number is
///   a float and must be finite. `-0` is the integer 0.
/// - An object that has a key twice is refused, at any depth: which of the two is meant, nobody knows.
/// - Refused too: invalid UTF-8, lone surrogates, control characters in strings, trailing text, and
///   arrays and objects nested deeper than ``depthLimit``.
/// - A byte order mark at the very start is skipped.
///
/// Example:
///
///     try JSONReader().value(of: #"{"id": 7, "born": {"$date": "1815-12-10"}}"#)
///
/// - Complexity: O(*n*) in the number of bytes.
public struct JSONReader: Sendable {
  /// Whether keys that begin with `$` are tags.
  public enum Tags: Sendable {
    /// They are: for texts of our own writing and for the pipe.
    case read
    /// They are keys like any other: for texts of strangers.
    case ignore
  }

  /// How deeply arrays and objects may be nested, in texts read and written.
  public static let depthLimit = 200

  /// Whether keys that begin with `$` are tags.
  public var tags: Tags

  /// Whether the text is a stored one of ours, whose values were looked at when they came in: one that
  /// an earlier version let in is read as it is.
  private var isStored = false

  /// A reader that knows tags unless it is told otherwise.
  public init(tags: Tags = .read) { self.tags = tags }

  /// For texts that a graph's file holds.
  public static let stored: JSONReader = {
    var reader = JSONReader()
    reader.isStored = true
    return reader
  }()

  /// The value of the JSON text in `bytes`.
  ///
  /// - Throws: ``JSONError`` where the text is not one JSON value.
  public func value(of bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> Value {
    var parser = JSONParser(bytes, tags: tags == .read, isStored: isStored)
    return try parser.document()
  }

  /// The value of the JSON text in `bytes`.
  ///
  /// - Throws: ``JSONError`` where the text is not one JSON value.
  public func value(of bytes: [UInt8]) throws(JSONError) -> Value {
    try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in try value(of: buffer) }
  }

  /// The value of the JSON text in `bytes`.
  ///
  /// - Throws: ``JSONError`` where the text is not one JSON value.
  public func value(of bytes: ArraySlice<UInt8>) throws(JSONError) -> Value {
    try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in try value(of: buffer) }
  }

  /// The value of the JSON text `text`.
  ///
  /// - Throws: ``JSONError`` where the text is not one JSON value.
  public func value(of text: Text) throws(JSONError) -> Value {
    // `Text.withUTF8` cannot pass on a typed error.
    try text.withUTF8 { buffer in
      Result { () throws(JSONError) in try value(of: buffer) }
    }.get()
  }

  /// The map that the JSON text in `bytes` holds, as properties are stored.
  ///
  /// - Throws: ``JSONError`` where the text is not one JSON object.
  public func map(of bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> MapValue {
    guard case .map(let map) = try value(of: bytes) else {
      throw JSONError("Expected an object", at: 0, in: bytes)
    }
    return map
  }

  /// The map that the JSON text `text` holds, as properties are stored.
  ///
  /// - Throws: ``JSONError`` where the text is not one JSON object.
  public func map(of text: Text) throws(JSONError) -> MapValue {
    try text.withUTF8 { buffer in
      Result { () throws(JSONError) in try map(of: buffer) }
    }.get()
  }
}
