import PluginKit
import ReviewReading

/// The text of a source, whatever encoding it came in; of a PDF, the text that `pdftotext` makes of it.
struct ReviewSource {
  private let source: ImportSource
  private let limit: Int

  init(_ source: ImportSource, limit: Int) {
    self.source = source
    self.limit = limit
  }

  /// A text, and the file beside which a page may be written.
  struct Found {
    var text: ReportText
    /// The file of the text; nil for what is piped.
    var path: String?
  }

  /// The text.
  ///
  /// - Throws: `ImportError` where the file is too long, no text, or a PDF that nothing here can read;
  ///   `FileError`.
  func text(warning sink: inout some GraphSink) throws -> Found {
    let head = try source.head()
    if head.bytes.starts(with: Array("%PDF".utf8)) { return try converted(warning: &sink) }
    if let count = source.byteCount, count > limit {
      throw ImportError(
        "The file has \(count) bytes; the text of a review has at most \(limit)", in: source.name,
        hint: "Give the text of one review; a table or a graph has a format of its own")
    }
    let decoded = try DecodedText(source, limit: limit, parts: .none)
    if let summary = decoded.summary { sink.warn(summary, at: decoded.summaryPlace) }
    try check(decoded.bytes)
    return Found(
      text: ReportText(utf8: decoded.bytes, name: try source.unpackedName()), path: source.path)
  }

  private func check(_ bytes: [UInt8]) throws {
    let strange = bytes.count { $0 < 0x20 && $0 != 9 && $0 != 10 && $0 != 12 && $0 != 13 }
    if strange > 32, strange * 50 > bytes.count {
      throw ImportError(
        "The file is no plain text: \(strange) of its characters are control characters",
        in: source.name, hint: "Save it as plain text in UTF-8")
    }
  }

  /// The text of a PDF, which is kept beside it: places are those of the text.
  private func converted(warning sink: inout some GraphSink) throws -> Found {
    guard let pdf = source.path, let program = PDFText.program else {
      throw ImportError(
        "This is a PDF, and no plain text", in: source.name,
        hint: "Make a text of it first, as in: pdftotext -enc UTF-8 report.pdf report.txt")
    }
    let bytes = try PDFText(limit: limit).text(of: pdf, by: program)
    let path = pdf + ".txt"
    let text = ReportText(utf8: bytes, name: path)
    guard text.scalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw ImportError(
        "The PDF holds no text: its pages may be pictures", in: source.name,
        hint: "Have its text recognised first, as by ocrmypdf, and import that")
    }
    // What is only tried leaves nothing behind.
    if !source.isTrial {
      let isNew = try PDFText.keep(bytes, at: path, of: pdf)
      let verb = isNew ? "is kept in" : "is the one in"
      sink.warn(
        "The text of the PDF \(verb) \(path); lines and characters are counted there",
        at: SourcePlace(source.name))
    }
    return Found(text: text, path: path)
  }
}
