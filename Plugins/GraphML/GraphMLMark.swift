import ExchangeKit
import GraphModel
import PluginKit

/// What this program says of a key beyond what GraphML has words for: an object of JSON in the key's
/// description, since the schema lets no other attributes in.
///
///     <key id="n3" for="node" attr.name="label_" attr.type="string">
///       <desc>{"dolen":{"name":"label","type":"json"}}</desc></key>
struct GraphMLMark {
  /// The property, where the key has another name.
  var name: String?
  /// `json` where values are texts of JSON.
  var type: String?
  /// What the data mean where they are no property.
  var role: String?

  init(name: String? = nil, type: String? = nil, role: String? = nil) {
    self.name = name
    self.type = type
    self.role = role
  }

  /// The mark in a description; nil where that is anything else.
  init?(_ description: String) {
    guard description.hasPrefix("{\"dolen\":"),
      case .map(let map)? = try? JSONReader(tags: .ignore).value(of: Text(description)),
      case .map(let said)? = map["dolen"]
    else { return nil }
    func text(_ key: Text) -> String? {
      if case .text(let text)? = said[key] { text.string } else { nil }
    }
    self.init(name: text("name"), type: text("type"), role: text("role"))
  }

  var isEmpty: Bool { name == nil && type == nil && role == nil }

  /// The description as an element.
  var element: String {
    var said = MapValue()
    for (key, text) in [("name", name), ("type", type), ("role", role)] {
      said[Text(key)] = text.map { .string($0) }
    }
    var writer = JSONWriter(mode: .plain)
    // Texts in a map of a map are nothing that JSON cannot say.
    guard (try? writer.write(Value.map(["dolen": .map(said)]))) != nil else { return "" }
    return "<desc>\(XMLText.escaped(JSONEscapes.ofNoncharacters(in: writer.text)))</desc>"
  }
}
