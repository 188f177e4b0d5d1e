import EvidenceKit
import FigureKit
import GraphModel
import PluginKit
import WordCatalog

extension Caption {
  /// The properties of a node of which neither name nor tooltip says anything, by their names.
  public func unshown(of contents: Node.Contents) -> [Text] {
    let shown = Set(Self.english + Self.welsh + Self.plain)
      .union(["id", "summary_en", "about_en", "note", nameProperty])
    return unshown(of: contents.properties, besides: shown)
  }

  /// The properties of a relationship of which the tooltip says nothing, by their names.
  public func unshown(of contents: Relationship.Contents) -> [Text] {
    var shown: Set<Text>
    if Citation(contents) != nil {
      shown = ["id", "printed", "stance", "mode", "claim_en"]
    } else {
      shown = ["claim_en", "relation", "note", "basis", "confidence"]
      if isHedged(contents) { shown.insert("hedged") }
      if case .list(let studies)? = contents.properties["study_ids"],
        studies.allSatisfy({ text($0) != nil })
      {
        return unshown(of: contents.properties, besides: shown, lists: ["study_ids"])
      }
    }
    return unshown(of: contents.properties, besides: shown)
  }

  private func unshown(
    of properties: MapValue, besides shown: Set<Text>, lists: Set<Text> = []
  ) -> [Text] {
    let places = Locator.keys(in: properties)
    return properties.entries.compactMap { name, value in
      if places.contains(name) || lists.contains(name) || name == "hedged" && shown.contains(name) {
        return nil
      }
      return shown.contains(name) && text(value) != nil ? nil : name
    }
  }
}

extension ExportReport {
  /// Counts the properties of an element that a drawing does not show, each by its name.
  public mutating func noteUndrawn(_ names: [Text], in words: Words, of place: String) {
    for name in names { noteLoss(words.undrawn(name.string), example: place) }
  }

  /// Counts an element of whose texts a drawing shows some characters by signs (``VisibleText``).
  ///
  /// - Complexity: O(*n*) in the length of the texts.
  public mutating func noteUnseen(
    in texts: some Sequence<String>, in words: Words, of place: @autoclosure () -> String
  ) {
    guard texts.contains(where: { VisibleText.ofLines($0) != $0 }) else { return }
    noteLoss(words.unseenCharacters, example: place())
  }
}
