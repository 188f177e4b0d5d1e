import Duplicates
import GraphModel
import PluginKit
import WordCatalog

/// What a reader of references finds, in the order of the file.
enum ReferenceEvent {
  case reference(Reference)
  /// Something to look at; whatever it is about was kept.
  case warning(String, SourcePlace)
  /// A record that says nothing, or no more than its type, and where it stands.
  case empty(SourcePlace)
  /// A record that cannot be read, behind which the reader goes on; with its text in the source.
  case fault(ImportError, text: String?)
}

/// What reads the records of one format.
protocol ReferenceReader: Sendable {
  /// Calls `give` with all that is found.
  ///
  /// - Parameter encoding: The encoding that the user named; nil to find it out.
  /// - Throws: `ImportError` where the file is none of the format; what `give` throws.
  func read(
    _ source: ImportSource, encoding: CharacterEncoding?,
    _ give: (ReferenceEvent) throws -> Void
  ) throws
}

/// A reader of a text that is small enough to be held as a whole.
protocol ReferenceTextReader: ReferenceReader {
  /// Calls `give` with all that is found in `text`.
  func read(_ text: DecodedText, _ give: (ReferenceEvent) throws -> Void) throws
}

extension ReferenceTextReader {
  func read(
    _ source: ImportSource, encoding: CharacterEncoding?,
    _ give: (ReferenceEvent) throws -> Void
  ) throws {
    let text = try DecodedText(source, as: encoding)
    if let summary = text.summary { try give(.warning(summary, text.summaryPlace)) }
    try read(text, give)
  }
}

/// Reads references with a reader of their format and makes nodes of them.
struct ReferenceImporter: GraphImporter {
  private let reader: any ReferenceReader
  private let format: String
  private let title: String
  private let options: ReferenceOptions
  private let labels: [Text]

  init(
    _ reader: any ReferenceReader, format: String, title: String, options: ReferenceOptions
  ) throws {
    self.reader = reader
    self.format = format
    self.title = title
    self.options = options
    labels = try options.labels()
  }

  /// Reads every record.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    var graph = ReferenceGraph(format: format, labels: labels, options: options)
    var repeats = RepeatedWarnings()
    if let ending = Self.endings.first(where: { $0 != format && source.name.hasSuffix(".\($0)") }) {
      sink.warn(
        "The file is called .\(ending), but holds \(title); it was read as that",
        at: SourcePlace(source.name, line: 1, column: 1))
    }
    try reader.read(source, encoding: options.encoding.encoding) { event in
      switch event {
      case .reference(let reference): try graph.add(reference, to: &sink)
      case .warning(let message, let place):
        if repeats.isShown(message, place) { sink.warn(message, at: place) }
      case .empty(let place):
        let words = "The record says nothing but its type, and was left out"
        if repeats.isShown(words, place) { sink.warn(words, at: place) }
        try sink.skip(.node, "the record is empty", at: place)
      case .fault(let error, let text): try sink.reject(.node, error, text: text)
      }
    }
    for (message, place) in repeats.summaries { sink.warn(message, at: place) }
  }

  /// Endings that say a format, so that another one under them is worth a word.
  private static let endings = ["ris", "enw", "nbib"]
}

/// Keeps a warning that a file gives cause for in every record from hiding all others.
private struct RepeatedWarnings {
  private var counts: [String: (count: Int, last: SourcePlace)] = [:]
  private var order: [String] = []
  /// How often the same words are shown.
  private static let limit = 20

  mutating func isShown(_ message: String, _ place: SourcePlace) -> Bool {
    if counts[message] == nil { order.append(message) }
    let count = (counts[message]?.count ?? 0) + 1
    counts[message] = (count, place)
    return count <= Self.limit
  }

  /// How often each was found beyond that, and where last.
  var summaries: [(message: String, place: SourcePlace)] {
    order.compactMap { message in
      guard let (count, last) = counts[message], count > Self.limit else { return nil }
      let more = Words.counted(count - Self.limit, "time", "times")
      return ("\(message) (\(more) more, here last)", last)
    }
  }
}

extension FormatAbility where Worker == any GraphImporter {
  /// The ability to read references by `reader`.
  static func references(
    _ reader: any ReferenceReader, format: String, title: String
  ) -> Self {
    var ability = FormatAbility { (options: ReferenceOptions) in
      try ReferenceImporter(reader, format: format, title: title, options: options)
    }
    ability.duplicates = .report
    return ability
  }
}
