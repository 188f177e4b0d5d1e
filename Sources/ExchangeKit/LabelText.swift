import GraphModel

/// The labels of a node in one text, as Neo4j's APOC writes them: `:Study:Review`.
///
/// Where a label holds a colon, or what XML cannot hold, the text is a JSON list, so that every label
/// comes back.
public enum LabelText {
  /// The text of `labels`; empty where there are none.
  public static func text(of labels: [Text]) throws(JSONError) -> String {
    let isPlain: (Text) -> Bool = { label in
      !label.isEmpty && !label.string.utf8.contains(UInt8(ascii: ":"))
        && XMLText.holds(label.string)
    }
    guard labels.allSatisfy(isPlain) else {
      return try AttributeType.json.text(of: .list(labels.map(Value.text)))
    }
    return labels.map { ":\($0)" }.joined()
  }

  /// The labels that `text` says: several after colons, a JSON list, or one.
  public static func labels(in text: String) -> [Text] {
    var labels: [Text] = []
    if text.hasPrefix("["), case .list(let list)? = try? JSONReader().value(of: Text(text)) {
      for case .text(let label) in list where !labels.contains(label) { labels.append(label) }
      return labels
    }
    guard text.hasPrefix(":") else { return text.isEmpty ? [] : [Text(text)] }
    for part in text.utf8.split(separator: UInt8(ascii: ":")) {
      let label = Text(String(Substring(part)))
      if !labels.contains(label) { labels.append(label) }
    }
    return labels
  }
}
