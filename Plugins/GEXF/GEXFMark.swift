import ExchangeKit
import GraphModel

/// What this program says of an attribute beyond what GEXF has words for. It stands in the attribute's id,
/// which is any text: GEXF's schema lets no other attributes in.
///
///     7             the property has the title's name, and GEXF's type
///     7.json        its values are texts of JSON
///     7:Id          the property is called Id, which is not the title
///     7.json:Id
///     7.quoted:"\u0000"     the property's name as JSON, as XML does not hold it
struct GEXFMark {
  var number: Int
  var isJSON = false
  /// The property, where the title is another.
  var name: String?

  /// The mark of a column with a title among `titles`.
  init(_ column: AttributeColumns.Column, _ number: Int, _ titles: [String]) {
    self.number = number
    isJSON = column.type == .json
    if titles[number] != column.name.string { name = column.name.string }
  }

  /// The mark that `id` is; nil where it is none.
  init?(_ id: String) {
    let parts = id.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    var head = parts[0]
    let isQuoted = head.hasSuffix(Self.quoted)
    if isQuoted { head = head.dropLast(Self.quoted.count) }
    if head.hasSuffix(".json") {
      isJSON = true
      head = head.dropLast(".json".count)
    }
    guard let number = Int(head) else { return nil }
    self.number = number
    if parts.count == 2 { name = String(parts[1]) }
    if isQuoted {
      guard let name, case .text(let text)? = try? JSONReader().value(of: Text(name)) else {
        return nil
      }
      self.name = text.string
    }
  }

  private static let quoted = ".quoted"

  /// The attribute's id.
  var id: String {
    let head = "\(number)\(isJSON ? ".json" : "")"
    guard let name else { return head }
    guard !XMLText.holds(name) else { return "\(head):\(name)" }
    var writer = JSONWriter()
    writer.write(Text(name))
    return "\(head)\(Self.quoted):\(JSONEscapes.ofNoncharacters(in: writer.text))"
  }
}
