import Platform
import PluginKit
import Subprocesses

/// Makes a text of a PDF by the program `pdftotext`, where it is installed.
struct PDFText {
  /// The longest that it may take, in seconds.
  var seconds = 120.0
  /// The most bytes of text that it may write.
  let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Where the program is; nil where it is not installed.
  static var program: String? {
    ProgramRun.find("pdftotext", on: getenv("PATH").map { String(cString: $0) })
  }

  /// The text of the PDF at `path`, in UTF-8, pages parted by form feeds.
  ///
  /// - Throws: `ImportError` where the program fails, takes too long, or writes too much; `FileError` where it cannot
  ///   be started.
  func text(of path: String, by program: String) throws -> [UInt8] {
    var run = ProgramRun(
      program, ["-enc", "UTF-8", "-eol", "unix", FileSystem.resolved(path), "-"])
    (run.seconds, run.outputLimit) = (seconds, limit)
    let result = try run.result()
    switch result.end {
    case .outcome(.exited(0)): return result.output
    case .tookTooLong:
      throw ImportError(
        "pdftotext took longer than \(Int(seconds)) seconds", in: path,
        hint: "Run it by hand, and import the text that it makes")
    case .wroteTooMuch:
      throw ImportError(
        "The text of the PDF has more than \(limit) bytes", in: path,
        hint: "Give the text of one review")
    case .outcome(let outcome):
      throw ImportError(
        "pdftotext \(outcome.deed)" + (result.errors.lines.first.map { ": \($0)" } ?? ""), in: path,
        hint: "Open the PDF in a reader: it may be damaged, or ask for a password")
    }
  }

  /// Keeps a text beside its PDF, where places in it can be looked up: `report.pdf.txt`.
  ///
  /// What is there already stays: the same text is the same, another is nobody's to replace.
  ///
  /// - Returns: Whether a file was made.
  /// - Throws: `ImportError` where another text stands there; `FileError`.
  static func keep(_ bytes: [UInt8], at path: String, of pdf: String) throws -> Bool {
    if (try? FileSystem.kind(of: path)) == .file {
      if (try? InputFile.bytes(of: path)) == bytes { return false }
      throw ImportError(
        "\(path) is there already, and is not the text of this PDF as pdftotext makes it", in: pdf,
        hint: "Import \(path) where you have corrected it; else remove it, and import the PDF again"
      )
    }
    let file = try AtomicFile(path, advice: AtomicFile.removal)
    try bytes.withUnsafeBytes { try file.write($0) }
    try file.commit()
    return true
  }
}
