import ExchangeKit
import Platform
import PluginKit

/// A file of Office: parts that are XML, what each is, and how they refer to each other.
///
/// Parts are written one after the other; ``finish()`` adds what lists them. (ECMA-376, part 2, *Open
/// Packaging Conventions*.)
public struct OfficePackage {
  private var archive: ZIPWriter
  private var types: [(path: String, type: String)] = []
  private var relations: [(source: String, target: String, kind: String)] = []
  private var properties: DocumentProperties

  /// What a document says about itself, beside what is in it.
  public struct DocumentProperties: Sendable {
    /// The title.
    public var title: String?
    /// Where the contents come from, such as a query.
    public var description: String?
    /// The language, as in `en-GB`.
    public var language: String?

    /// A document that says nothing.
    public init(title: String? = nil, description: String? = nil, language: String? = nil) {
      self.title = title
      self.description = description
      self.language = language
    }
  }

  /// What every part begins with.
  public static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let relation =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  /// A package that is written to `output`.
  public init(_ output: any ByteSink, _ properties: DocumentProperties) {
    archive = ZIPWriter(output)
    self.properties = properties
  }

  /// A part in the making, which ``close(_:as:)`` adds.
  ///
  /// - Throws: ``ExportError`` where there is no memory.
  public func part(_ path: String) throws(ExportError) -> ZIPMember { try archive.member(path) }

  /// Adds a part that is complete.
  ///
  /// - Parameter type: The media type, behind `application/vnd.openxmlformats-officedocument.`.
  /// - Throws: As ``ZIPWriter/close(_:)``.
  public mutating func close(_ part: ZIPMember, as type: String) throws {
    types.append((part.path, "application/vnd.openxmlformats-officedocument.\(type)+xml"))
    try archive.close(part)
  }

  /// Adds a part that is a text.
  ///
  /// - Throws: As ``close(_:as:)``.
  public mutating func add(_ path: String, as type: String, _ text: String) throws {
    let part = try part(path)
    try part.write(Self.declaration + text)
    try close(part, as: type)
  }

  /// Lets the part `source` refer to `target`, a path beside it; its references are called `rId1`,
  /// `rId2` and so on. The source of the document itself is empty.
  public mutating func relate(_ source: String, to target: String, as kind: String) {
    relations.append((source, target, kind))
  }

  /// Adds what lists the parts, and ends the package.
  ///
  /// - Throws: As ``ZIPWriter/close(_:)``.
  public mutating func finish() throws {
    try archive.add("docProps/core.xml", Self.declaration + core)
    var sources: [String] = []
    for relation in relations where !sources.contains(relation.source) {
      sources.append(relation.source)
    }
    for source in sources {
      var text = Self.declaration + "<Relationships xmlns=\"\(Self.package)relationships\">"
      var number = 0
      for relation in relations where relation.source == source {
        number += 1
        text +=
          "<Relationship Id=\"rId\(number)\" Type=\"\(Self.relation)\(relation.kind)\" "
          + "Target=\"\(XMLText.escaped(relation.target))\"/>"
      }
      if source.isEmpty {
        text +=
          "<Relationship Id=\"rId\(number + 1)\" "
          + "Type=\"\(Self.package)relationships/metadata/core-properties\" "
          + "Target=\"docProps/core.xml\"/>"
      }
      try archive.add(Self.path(ofRelationsOf: source), text + "</Relationships>")
    }
    try archive.add("[Content_Types].xml", Self.declaration + contentTypes)
    try archive.finish()
  }

  private static let package = "http://schemas.openxmlformats.org/package/2006/"

  private static func path(ofRelationsOf source: String) -> String {
    guard let slash = source.lastIndex(of: "/") else { return "_rels/\(source).rels" }
    return "\(source[..<slash])/_rels/\(source[source.index(after: slash)...]).rels"
  }

  private var contentTypes: String {
    var text = "<Types xmlns=\"\(Self.package)content-types\">"
    text +=
      "<Default Extension=\"rels\" "
      + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    for (path, type) in types {
      text += "<Override PartName=\"/\(XMLText.escaped(path))\" ContentType=\"\(type)\"/>"
    }
    return text
      + "<Override PartName=\"/docProps/core.xml\" "
      + "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
  }

  private var core: String {
    var text =
      "<cp:coreProperties xmlns:cp=\"\(Self.package)metadata/core-properties\" "
      + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
    for (name, value) in [
      ("title", properties.title), ("creator", "Dolen"), ("description", properties.description),
      ("language", properties.language),
    ] {
      if let value { text += "<dc:\(name)>\(XMLText.escaped(value))</dc:\(name)>" }
    }
    return text + "</cp:coreProperties>"
  }
}
