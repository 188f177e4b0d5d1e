/// What stands next in an XML document.
public enum XMLEvent: Hashable, Sendable {
  /// The start of an element; one without contents has its end next.
  case start(XMLStart)
  /// The end of the element of that name.
  case end(String)
  /// Text between tags: all of it up to the next tag, character data among it.
  case text(String)
  /// The end of the document.
  case done
}

/// The start of an element: its name and attributes.
public struct XMLStart: Hashable, Sendable {
  /// The name as it is written, with its prefix: `y:Geometry`.
  public var name: String
  /// The attributes in their order, with names as they are written.
  public var attributes: [(name: String, value: String)]

  /// A start of the given parts.
  public init(_ name: String, attributes: [(name: String, value: String)] = []) {
    self.name = name
    self.attributes = attributes
  }

  /// The name without its prefix.
  public var localName: String { name.withoutPrefix }

  /// The value of the attribute that is called so, with or without a prefix; nil where it has none.
  public subscript(attribute: String) -> String? {
    attributes.first { $0.name == attribute }?.value
      ?? attributes.first { $0.name.withoutPrefix == attribute }?.value
  }

  /// Whether two starts say the same, with their attributes in the same order.
  public static func == (left: XMLStart, right: XMLStart) -> Bool {
    left.name == right.name && left.attributes.elementsEqual(right.attributes, by: ==)
  }

  /// Feeds the name and the attributes to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    for (name, value) in attributes {
      hasher.combine(name)
      hasher.combine(value)
    }
  }
}

extension String {
  /// The part of a name after its colon.
  var withoutPrefix: String {
    guard let colon = utf8.lastIndex(of: UInt8(ascii: ":")) else { return self }
    return String(self[utf8.index(after: colon)...])
  }
}
