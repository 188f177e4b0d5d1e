import GraphModel
import PluginKit

/// How references become nodes; the same for every format of references.
struct ReferenceOptions: FormatOptions {
  /// The labels of a reference's node, parted by colons.
  var label = "Study"
  var authors = Placement.property
  var venues = Placement.property
  var keywords = Placement.property
  /// The property that, with the first label, finds a node that the graph has already.
  var key = ""
  var encoding = EncodingChoice.auto

  /// Whether something is a property of the reference or nodes of its own.
  enum Placement: String, CaseIterable, Sendable {
    case property
    case nodes
  }

  /// The encoding of the file.
  enum EncodingChoice: String, CaseIterable, Sendable {
    case auto
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"
    case latin1 = "latin-1"
    case macRoman = "mac-roman"

    var encoding: CharacterEncoding? { CharacterEncoding(rawValue: rawValue) }
  }

  static let list: [FormatOption<ReferenceOptions>] = [
    .text("label", \.label, "LABEL", "The label of each record's node; several with ':' between"),
    .choice("authors", \.authors, "Authors and editors: a list of names, or :Author nodes"),
    .choice("venues", \.venues, "Journals and books: a property, or :Venue nodes"),
    .choice("keywords", \.keywords, "Keywords: a list, or :Keyword nodes"),
    .nodeKey(\.key),
    .choice("encoding", \.encoding, "The encoding of the file; auto: found out and said"),
  ]

  /// The labels.
  ///
  /// - Throws: ``OptionError`` where there is none.
  func labels() throws(OptionError) -> [Text] {
    let labels = label.split(separator: ":").map { Text(String($0).trimmed) }
    guard !labels.isEmpty, labels.allSatisfy({ !$0.isEmpty }) else {
      throw OptionError(
        "The option 'label' takes a label, not '\(label)'", hint: "Write one, as in label=Study")
    }
    return labels
  }
}
