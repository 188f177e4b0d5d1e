import GraphModel

extension Node.Contents {
  /// What a person calls the node: its name, title or id, as far as it has one.
  public var caption: String? {
    for key in ["name", "name_en", "title", "label", "id"] as [Text] {
      switch properties[key] {
      case .text(let text)? where !text.isEmpty: return text.string
      case let value? where key == "id": return value.scalarText
      default: continue
      }
    }
    return nil
  }
}
