import PluginKit
import ReviewReading

/// The text of a source, whatever encoding it came in.
struct ReviewSource {
  private let source: ImportSource
  private let limit: Int

  init(_ source: ImportSource, limit: Int) {
    self.source = source
    self.limit = limit
  }

  /// The text.
  ///
  /// - Throws: `ImportError` where the file is too long, no text, or a PDF that nothing here can read;
  ///   `FileError`.
  func text(warning sink: inout some GraphSink) throws -> ReportText {
    let head = try source.head()
    if head.bytes.starts(with: Array("%PDF".utf8)) {
      throw ImportError(
        "This is a PDF, and no plain text", in: source.name,
        hint: "Make a text of it first, as in: pdftotext -enc UTF-8 report.pdf report.txt")
    }
    if let count = source.byteCount, count > limit {
      throw ImportError(
        "The file has \(count) bytes; the text of a review has at most \(limit)", in: source.name,
        hint: "Give the text of one review; a table or a graph has a format of its own")
    }
    let decoded = try DecodedText(source, limit: limit)
    if let summary = decoded.summary { sink.warn(summary, at: decoded.summaryPlace) }
    let strange = decoded.bytes.count { $0 < 0x20 && $0 != 9 && $0 != 10 && $0 != 12 && $0 != 13 }
    if strange > 32, strange * 50 > decoded.bytes.count {
      throw ImportError(
        "The file is no plain text: \(strange) of its characters are control characters",
        in: source.name, hint: "Save it as plain text in UTF-8")
    }
    return ReportText(utf8: decoded.bytes, name: try source.unpackedName())
  }
}
