import PluginKit

/// Reads an XML document piece by piece, for formats whose files come from strangers.
///
/// It reads elements, attributes, text, character data, and the five entities that XML has of its own.
/// A document type is passed over where it only names itself, and nothing is ever loaded; one that
/// declares anything (`<!DOCTYPE … [ … ]>`) is refused, and so is an entity that it could declare:
/// entities are how a small file becomes a large one, or reads another. Depth, sizes and counts are
/// bounded (``Limits``), and a document is never held as a whole.
///
///     let reader = XMLPullReader(try source.stream())
///     while true {
///       switch try reader.next() {
///       case .start(let start) where start.localName == "record": …
///       case .done: return
///       default: break
///       }
///     }
///
/// The document must be well-formed, as far as that is looked at: tags in pairs, attributes quoted and
/// once, one root. Names of elements are not checked against the Unicode tables of the standard
/// (Extensible Markup Language 1.0, fifth edition), and control characters pass as text.
///
/// - Complexity: O(*n*) in the number of bytes.
public final class XMLPullReader {
  /// How large the parts of a document may be.
  public struct Limits: Sendable {
    /// Elements within elements.
    public var depth = 256
    /// Attributes of an element.
    public var attributes = 1_000
    /// Bytes of a name.
    public var name = 1_000
    /// Bytes of a text, or of the value of an attribute.
    public var text = 16 << 20
    /// Bytes of the document.
    public var document = 16 << 30

    /// Limits that no honest file meets.
    public init() {}
  }

  /// Where the current event begins.
  public private(set) var place: SourcePlace
  private let input: XMLInput
  private let limits: Limits
  private var open: [(name: String, place: SourcePlace)] = []
  private var isEmptyElement = false
  private var hasRoot = false
  private var hasType = false
  private var isStarted = false

  /// A reader of `stream`.
  public init(_ stream: ByteStream, limits: Limits = Limits()) {
    input = XMLInput(stream, sizeLimit: limits.document)
    self.limits = limits
    place = SourcePlace(stream.name, line: 1, column: 1)
  }

  /// How many elements are open.
  public var depth: Int { open.count }

  /// Goes to the next event; ``XMLEvent/done`` at the end, again and again.
  ///
  /// - Throws: `FileError`; `ImportError` where the document is not well-formed, or is refused.
  public func next() throws -> XMLEvent {
    if isEmptyElement {
      isEmptyElement = false
      return .end(open.removeLast().name)
    }
    if !isStarted {
      isStarted = true
      try takeDeclaration()
    }
    place = input.place
    var text: [UInt8] = []
    while true {
      try takeText(into: &text)
      guard try input.peek() != nil else { return try end(text) }
      // A tag ends the text before it; comments and instructions do not.
      if try input.peek(1) != UInt8(ascii: "!"), try input.peek(1) != UInt8(ascii: "?") {
        if let event = try event(of: text) { return event }
        place = input.place
        return try tag()
      }
      if try input.take("<!--") {
        try skip(past: "-->", of: "comment")
      } else if try input.take("<![CDATA[") {
        guard !open.isEmpty else { throw input.error("Character data stands outside of the root") }
        try takeCharacterData(into: &text)
      } else if try input.take("<?") {
        try skip(past: "?>", of: "instruction")
      } else if try input.take("<!DOCTYPE") {
        try skipDocumentType()
      } else {
        throw input.error("'<!' begins neither a comment nor character data here")
      }
    }
  }

  /// The text so far as an event; nil where there is none, or it stands outside of the root.
  private func event(of text: [UInt8]) throws -> XMLEvent? {
    guard !text.isEmpty else { return nil }
    if open.isEmpty {
      guard text.allSatisfy({ $0 <= 0x20 }) else {
        throw ImportError(
          hasRoot ? "Text stands after the root" : "The file does not begin as XML does", at: place,
          hint: "An XML document is one element, with text only within it")
      }
      return nil
    }
    return .text(try string(text))
  }

  private func end(_ text: [UInt8]) throws -> XMLEvent {
    if let event = try event(of: text) { return event }
    if let last = open.last {
      throw input.error(
        "The document ends within <\(last.name)>, which begins at \(last.place)",
        hint: "The file is cut off; load it again")
    }
    if !hasRoot { throw input.error("The document has no element") }
    return .done
  }

  private func string(_ bytes: [UInt8]) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ImportError(
        "The text is not valid UTF-8", at: place,
        hint: "Say its encoding in the first line, as in <?xml version=\"1.0\" "
          + "encoding=\"windows-1252\"?>, or save it as UTF-8")
    }
    return text
  }
}

// MARK: Tags

extension XMLPullReader {
  private func tag() throws -> XMLEvent {
    if try input.take("</") {
      let name = try name()
      try skipBlanks()
      guard try input.take(">") else { throw input.error("Expected '>' after </\(name)") }
      guard let last = open.last, last.name == name else {
        throw ImportError(
          open.last.map { "</\(name)> ends no element; <\($0.name)> is open since \($0.place)" }
            ?? "</\(name)> ends no element", at: place)
      }
      open.removeLast()
      return .end(name)
    }
    _ = try input.take("<")
    if open.isEmpty, hasRoot { throw ImportError("A second root begins here", at: place) }
    var start = XMLStart(try name())
    while true {
      let isParted = try skipBlanks()
      if try input.take("/>") {
        isEmptyElement = true
        break
      }
      if try input.take(">") { break }
      guard try input.peek() != nil else {
        throw input.error("The document ends within the tag <\(start.name)>")
      }
      guard isParted else { throw input.error("Expected '>' or a blank within <\(start.name)>") }
      try addAttribute(to: &start)
    }
    hasRoot = true
    guard open.count < limits.depth else {
      throw ImportError("Elements are nested deeper than \(limits.depth)", at: place)
    }
    open.append((start.name, place))
    return .start(start)
  }

  private func addAttribute(to start: inout XMLStart) throws {
    let place = input.place
    let name = try name()
    try skipBlanks()
    guard try input.take("=") else { throw input.error("The attribute \(name) has no value") }
    try skipBlanks()
    let quote = try input.peek()
    guard let quote, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw input.error("The value of \(name) is not quoted", hint: "Write \(name)=\"…\"")
    }
    input.advance()
    var value: [UInt8] = []
    while true {
      try input.takeText(into: &value, limit: limits.text) { byte in
        byte == quote || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&")
      }
      try check(value.count)
      guard let byte = try input.peek() else {
        throw ImportError("The value of \(name) is never closed", at: place)
      }
      if byte == quote { break }
      if byte == UInt8(ascii: "<") {
        throw input.error("'<' stands within the value of \(name)", hint: "Write &lt;")
      }
      try takeEntity(into: &value)
    }
    input.advance()
    guard start.attributes.count < limits.attributes else {
      throw ImportError("<\(start.name)> has more than \(limits.attributes) attributes", at: place)
    }
    guard !start.attributes.contains(where: { $0.name == name }) else {
      throw ImportError("The attribute \(name) occurs twice", at: place)
    }
    start.attributes.append((name, try string(value)))
  }

  private func name() throws -> String {
    let place = input.place
    var name: [UInt8] = []
    while let byte = try input.peek(), byte > 0x20, !"/>=<\"'&".utf8.contains(byte) {
      name.append(byte)
      input.advance()
      guard name.count <= limits.name else {
        throw ImportError("A name is longer than \(limits.name) bytes", at: place)
      }
    }
    guard let first = name.first, !(0x30...0x39).contains(first), first != UInt8(ascii: "-") else {
      throw ImportError("Expected a name here", at: place, hint: "Write &lt; for a '<' in a text")
    }
    return try string(name)
  }

  @discardableResult private func skipBlanks() throws -> Bool {
    var isAny = false
    while let byte = try input.peek(), byte == 0x20 || (0x09...0x0D).contains(byte) {
      input.advance()
      isAny = true
    }
    return isAny
  }
}

// MARK: Text

extension XMLPullReader {
  private func check(_ count: Int) throws {
    if count > limits.text {
      throw ImportError("A text is longer than \(limits.text) bytes", at: place)
    }
  }

  /// Text up to the next `<`, with its entities.
  private func takeText(into text: inout [UInt8]) throws {
    while true {
      try input.takeText(into: &text, limit: limits.text) { byte in
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&")
      }
      try check(text.count)
      guard try input.peek() == UInt8(ascii: "&") else { return }
      try takeEntity(into: &text)
    }
  }

  private func takeCharacterData(into text: inout [UInt8]) throws {
    while true {
      try input.takeText(into: &text, limit: limits.text) { $0 == UInt8(ascii: "]") }
      try check(text.count)
      if try input.take("]]>") { return }
      guard try input.peek() != nil else {
        throw input.error("The document ends within character data (CDATA)")
      }
      text.append(UInt8(ascii: "]"))
      input.advance()
    }
  }

  private func takeEntity(into text: inout [UInt8]) throws {
    let place = input.place
    input.advance()
    var name: [UInt8] = []
    while let byte = try input.peek(), byte != UInt8(ascii: ";") {
      guard byte > 0x20, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&"), name.count < 100
      else {
        throw ImportError(
          "'&' begins no entity here", at: place, hint: "Write &amp; for the sign itself")
      }
      name.append(byte)
      input.advance()
    }
    guard try input.peek() != nil else {
      throw ImportError("'&' begins no entity here", at: place, hint: "Write &amp;")
    }
    input.advance()
    let entity = String(decoding: name, as: UTF8.self)
    switch entity {
    case "lt": text.append(UInt8(ascii: "<"))
    case "gt": text.append(UInt8(ascii: ">"))
    case "amp": text.append(UInt8(ascii: "&"))
    case "quot": text.append(UInt8(ascii: "\""))
    case "apos": text.append(UInt8(ascii: "'"))
    default:
      guard let scalar = Self.scalar(entity) else {
        throw ImportError(
          "The entity '&\(entity);' is none of XML's own, and others are not read", at: place,
          hint: "Write the character itself, or its number, as in &#233;")
      }
      text += Array(String(scalar).utf8)
    }
  }

  /// The character of `#233` or `#xE9`.
  private static func scalar(_ entity: String) -> Unicode.Scalar? {
    guard entity.hasPrefix("#") else { return nil }
    let isHex = entity.hasPrefix("#x") || entity.hasPrefix("#X")
    guard let number = UInt32(entity.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10), number > 0
    else { return nil }
    return Unicode.Scalar(number)
  }
}

// MARK: What is passed over

extension XMLPullReader {
  private func takeDeclaration() throws {
    if try input.take("<?xml") { try skip(past: "?>", of: "declaration") }
  }

  private func skip(past end: StaticString, of kind: String) throws {
    let place = input.place
    while try !input.take(end) {
      guard try input.peek() != nil else {
        throw ImportError("The \(kind) that begins here is never closed", at: place)
      }
      input.advance()
    }
  }

  private func skipDocumentType() throws {
    guard !hasRoot, !hasType else {
      throw input.error("A document type (DOCTYPE) stands where none may")
    }
    hasType = true
    var quote: UInt8?
    while let byte = try input.peek() {
      if quote == nil, byte == UInt8(ascii: "[") {
        throw input.error(
          "The document type (DOCTYPE) declares things of its own, such as entities, which are not read",
          hint: "Remove what stands in [ ], and write the characters in place of entities")
      }
      if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == quote {
        quote = nil
      }
      input.advance()
      if quote == nil, byte == UInt8(ascii: ">") { return }
    }
    throw input.error("The document type (DOCTYPE) is never closed")
  }
}
