import EvidenceKit
import GraphModel
import WordCatalog

/// What is written on nodes and lines, and what is shown when the pointer rests on them.
public struct Caption: Sendable {
  /// The words of the language.
  public var words: Words
  /// The property that names nodes before all others; empty for none.
  public var nameProperty: Text

  /// Captions in a language.
  public init(words: Words, nameProperty: Text = "") {
    self.words = words
    self.nameProperty = nameProperty
  }

  static let english: [Text] = ["name_en", "title_en", "text_en", "term_en"]
  static let welsh: [Text] = ["name_cy", "title_cy", "text_cy", "term_cy"]
  static let plain: [Text] = ["name", "title", "label", "text"]

  /// The name of a node in the chosen language, in the other, or its id.
  public func name(of id: Int, _ contents: Node.Contents) -> String {
    let order =
      words.language == .en
      ? Self.english + Self.plain + Self.welsh : Self.welsh + Self.plain + Self.english
    for key in (nameProperty.isEmpty ? [] : [nameProperty]) + order + ["id"] {
      if let text = text(contents.properties[key]), text.contains(where: { !$0.isWhitespace }) {
        return text
      }
    }
    return words.namelessNode(contents.labels.first?.string, id)
  }

  /// Label, id, both names and where the node is stated.
  public func tooltip(of id: Int, _ contents: Node.Contents) -> String {
    let properties = contents.properties
    let labels = contents.labels.map(\.string).joined(separator: ", ")
    var lines = ["\(labels) \(text(properties["id"]) ?? "\(id)")"]
    for key: Text in Self.english + Self.welsh + Self.plain {
      if let text = text(properties[key]), !lines.contains(text) { lines.append(text) }
    }
    for key: Text in ["summary_en", "about_en", "note"] {
      if let text = text(properties[key]) { lines.append(text) }
    }
    if let locator = Locator(properties) { lines.append(locator.text(in: words)) }
    return lines.joined(separator: "\n")
  }

  /// Who says it, where, in what words: a citation with its study, or the statement and its place.
  public func tooltip(
    of relationship: Relationship.Contents, from start: String, to end: String
  ) -> String {
    var lines = ["\(start) – \(relationship.type) – \(end)"]
    if let citation = Citation(relationship) {
      lines.append(citation.text(in: words))
      return lines.joined(separator: "\n")
    }
    let properties = relationship.properties
    for key: Text in ["claim_en", "relation", "note"] {
      if let text = text(properties[key]) { lines.append(text) }
    }
    if let basis = text(properties["basis"]) { lines.append(words.basis(basis)) }
    if let confidence = text(properties["confidence"]) {
      lines.append(words.confidence(confidence))
    }
    if isHedged(relationship) { lines.append(words.statedAsExpectation) }
    if case .list(let studies)? = properties["study_ids"] {
      lines.append(words.studies(studies.compactMap(text)))
    }
    if let locator = Locator(properties) { lines.append(locator.text(in: words)) }
    return lines.joined(separator: "\n")
  }

  /// Whether the text states it only as an expectation.
  public func isHedged(_ relationship: Relationship.Contents) -> Bool {
    relationship.properties["hedged"] == .boolean(true)
  }

  func text(_ value: Value?) -> String? {
    switch value {
    case .text(let text)?: text.string
    case .integer(let integer)?: String(integer)
    case .float(let float)?: Value.floatText(float)
    default: nil
    }
  }
}
