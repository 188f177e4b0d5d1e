import PluginKit
import XMLParsing

/// Reads references from XML, record by record.
struct XMLReferenceReader: ReferenceReader {
  /// What the format is called in messages.
  let title: String
  /// The elements that are records.
  let records: Set<String>
  /// Makes a reference of a record.
  let map: @Sendable (XMLElement, inout Reference) -> [(message: String, place: SourcePlace)]

  func read(
    _ source: ImportSource, encoding: CharacterEncoding?,
    _ give: (ReferenceEvent) throws -> Void
  ) throws {
    let stream: ByteStream
    if let encoding {
      // What the user says goes before what the declaration says.
      let text = try DecodedText(source, as: encoding, parts: .none)
      let declaration =
        text.bytes.starts(with: "<?xml".utf8)
        ? text.bytes.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? 0 : 0
      // Blanks in its place keep columns as they are.
      stream = ByteStream(
        [UInt8](repeating: 0x20, count: declaration) + text.bytes[declaration...], name: source.name
      )
    } else {
      stream = try source.stream()
    }
    let reader = XMLPullReader(stream)
    var hasRecords = false
    var root: (name: String, place: SourcePlace)?
    while true {
      switch try reader.next() {
      case .start(let start):
        if root == nil { root = (start.name, reader.place) }
        guard records.contains(start.localName) else { continue }
        hasRecords = true
        let place = reader.place
        let element = try reader.element(start)
        var reference = Reference(at: place)
        for (message, place) in map(element, &reference) { try give(.warning(message, place)) }
        if reference.isEmpty {
          try give(.empty(place))
        } else {
          try give(.reference(reference))
        }
      case .done:
        if let root, !hasRecords {
          try give(
            .warning(
              "The document is <\(root.name)> and has no record of \(title) "
                + "(\(records.sorted().map { "<\($0)>" }.joined(separator: ", ")))", root.place))
        }
        return
      default: continue
      }
    }
  }

  /// Whether the first bytes are XML that has one of `signs` in it.
  static func recognizes(_ head: FileHead, _ signs: [String]) -> Bool {
    guard head.begins(with: "<") else { return false }
    return signs.contains { head.contains($0) }
  }
}

extension XMLElement {
  /// The text in one line, without blanks around.
  var line: String { text.singleSpaced }

  /// The text of the child of that name; nil where it is empty.
  func text(_ name: String) -> String? { first(name)?.line.nonEmpty }

  /// The texts of elements that have none within, each with something to say.
  var leaves: [String] {
    if children.isEmpty { return line.nonEmpty.map { [$0] } ?? [] }
    return children.flatMap(\.leaves)
  }
}
