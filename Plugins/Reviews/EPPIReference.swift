import ExchangeKit
import GraphModel
import PluginKit

/// A reference of a report: its study, and the codes that it has.
struct EPPIReference {
  let study: ImportedNode
  let codes: [Value]
  let place: SourcePlace

  /// Members with a property of their own; what is in no list keeps its name, in lower case.
  private static let names: [Text: Text] = [
    "Title": "title", "ParentTitle": "journal", "ShortTitle": "short_title", "Year": "year",
    "Month": "month", "StandardNumber": "issn", "City": "city", "Country": "country",
    "Publisher": "publisher", "Institution": "institution", "Volume": "volume", "Issue": "issue",
    "Pages": "pages", "Edition": "edition", "Availability": "availability", "URL": "url",
    "Abstract": "abstract", "Comments": "comments", "TypeName": "type", "DOI": "doi",
    "ItemStatus": "status", "QuickCitation": "citation", "DateCreated": "date_created",
    "CreatedBy": "created_by", "DateEdited": "date_edited", "EditedBy": "edited_by",
    "OldItemId": "old_item_id",
  ]
  private static let lists: [Text: Text] = [
    "Authors": "authors", "ParentAuthors": "parent_authors", "Keywords": "keywords",
  ]

  /// The reference that `value` is.
  ///
  /// - Throws: `ImportError` where it is none.
  init(_ value: Value, at place: SourcePlace) throws(ImportError) {
    guard case .map(let map) = value else {
      throw ImportError(
        "The reference is no object", at: place, hint: "Each of \"References\" is an object")
    }
    let title = map.text("Title")
    let number = map.number("ItemId").flatMap { $0 == 0 ? nil : "item-\($0)" }
    guard let id = number ?? map.text("DOI").map({ "doi:\($0.lowercased())" }) ?? title else {
      throw ImportError(
        "The reference has no \"ItemId\", DOI or title", at: place,
        hint: "Export it from EPPI-Reviewer anew, or take it out")
    }
    var properties: MapValue = ["id": .string(id)]
    for (name, value) in map.entries where name != "Codes" && name != "ItemId" {
      if let list = Self.lists[name] {
        let parts = Self.parts(of: map.text(name) ?? "")
        if !parts.isEmpty { properties[list] = .list(parts.map { Value.string($0) }) }
        continue
      }
      let key = Self.names[name] ?? Text(name.string.lowercased())
      switch value {
      case .text:
        guard let text = map.text(name) else { continue }
        if name == "Year", text.utf8.count == 4, let year = Int(text) {
          properties[key] = .integer(year)
        } else {
          properties[key] = .string(text)
        }
      case .list(let list) where list.isEmpty: continue
      default: properties[key] = value.storable
      }
    }
    study = ImportedNode(
      NodeReference(Text(id), in: "eppi item"), labels: ["Study"], properties: properties,
      key: "id", at: place)
    if case .list(let codes)? = map["Codes"] { self.codes = codes } else { codes = [] }
    self.place = place
  }

  /// The parts of a list, which semicolons or line ends part.
  private static func parts(of text: String) -> [String] {
    text.split { $0 == ";" || $0.isNewline }.map(\.trimmedWhitespace).filter { !$0.isEmpty }
  }
}
