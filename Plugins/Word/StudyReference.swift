import ExchangeKit
import GraphModel
import WordCatalog

/// A study as a reference in a list: `Harden, A. and Sheridan, K. (2015) The title. Journal, 4(2), 1-9.`
///
/// It says what the node's properties say, under the names that the importers of references give them,
/// and no more.
struct StudyReference {
  /// The reference, which ends with a full stop; empty where the study says nothing.
  let text: String

  init(of properties: MapValue, _ words: Words) {
    func value(_ keys: Text...) -> String? {
      for key in keys {
        if let text = Self.text(properties[key]), !text.isEmpty { return text }
      }
      return nil
    }
    let names = Self.names(properties["authors"] ?? properties["author"] ?? properties["editors"])
    let year = value("year").map { $0 + (value("suffix") ?? "") }
    let title = value("title")
    guard title != nil || names != nil else {
      text =
        value("name_en", "name_cy", "name", "id").map { $0.hasSuffix(".") ? $0 : "\($0)." } ?? ""
      return
    }
    var parts = ["\(names.map { "\($0) " } ?? "")(\(year ?? words.documentNoDate))"]
    if let title { parts[0] += " \(title)" }
    if var container = value("journal", "container_title", "booktitle", "venue") {
      if let volume = value("volume") {
        container += ", \(volume)" + (value("issue").map { "(\($0))" } ?? "")
      }
      if let pages = value("pages") { container += ", \(pages)" }
      parts.append(container)
    }
    if let publisher = value("publisher", "institution") { parts.append(publisher) }
    if let doi = value("doi") {
      parts.append(doi.hasPrefix("http") ? doi : "https://doi.org/\(doi)")
    } else if let url = value("url", "urls") {
      parts.append(url)
    }
    text = parts.map { $0.hasSuffix(".") ? $0 : "\($0)." }.joined(separator: " ")
  }

  private static func text(_ value: Value?) -> String? {
    guard case .list(let items)? = value else { return value?.scalarText }
    return items.compactMap(\.scalarText).joined(separator: ", ")
  }

  private static func names(_ value: Value?) -> String? {
    guard case .list(let items)? = value else { return value?.scalarText }
    let names = items.compactMap(\.scalarText)
    guard names.count > 1, let last = names.last else { return names.first }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
