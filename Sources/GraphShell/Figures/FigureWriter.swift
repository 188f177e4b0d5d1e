import EvidenceFigures
import GraphEngine
import Platform
import PluginKit
import Subprocesses
import WordCatalog

/// Writes figures into files, with their numbers beside pictures.
package struct FigureWriter {
  private let graph: Graph
  private let words: Words
  private let replacing: Bool

  /// A writer of figures of `graph`.
  package init(_ graph: Graph, words: Words, replacing: Bool) {
    self.graph = graph
    self.words = words
    self.replacing = replacing
  }

  /// Writes a figure into `path`, or on `output` where that is nil; returns what is to be told.
  ///
  /// A picture gets the file of its numbers beside it, PDF and PNG also the SVG that they are made of. All
  /// names are looked at before anything is written.
  ///
  /// - Parameters:
  ///   - format: The name of the format; nil for that of the ending.
  ///   - layout: How rows are laid out on `output`.
  /// - Throws: ``ShellFailure`` where the format is none of the figure's, the file is the graph's own, or
  ///   the program that makes PDF is not there; `FileError` where a file may not or cannot be written.
  package func write(
    _ forms: FigureForms, to path: String?, as format: String?, on output: any ByteOutput,
    layout: RowLayout, isTerminal: Bool
  ) throws -> [String] {
    guard let path, path != "-" else {
      let usual = forms.text != nil ? "text" : isTerminal ? "table" : "csv"
      let format = try chosen(format ?? usual, forms)
      let isShown = if case .rows(let rows) = format { rows.name == "table" } else { false }
      try write(isShown ? forms.screen ?? forms.table : forms.table, forms, format, output, layout)
      return forms.notes
    }
    guard let name = format ?? Self.ending(of: path) else {
      throw ShellFailure(.usage, words.figureFormatMissing)
    }
    let chosen = try chosen(name, forms)
    var notes = forms.notes
    switch chosen {
    case .svg, .pdf, .png:
      guard let picture = forms.svg?() else { return [] }
      let stem = Self.stem(of: path)
      var files: [(path: String, bytes: [UInt8])] = []
      let numbers = try forms.table.text(as: .csv, words: words)
      files.append((stem + ".csv", Array(numbers.utf8)))
      if case .svg = chosen {
        files.insert((path, Array(picture.text.utf8)), at: 0)
        try save(files)
      } else {
        files.insert((stem + ".svg", Array(picture.text.utf8)), at: 0)
        try check([path] + files.map(\.path))
        try save(files)
        let isPDF = if case .pdf = chosen { true } else { false }
        try convert(stem + ".svg", to: path, isPDF: isPDF)
        files.insert((path, []), at: 0)
      }
      notes.append(words.figureWritten(files.map(\.path)))
      if picture.smallestType < 6.95 {
        notes.append(words.warning(words.typeTooSmall(Self.points(picture.smallestType))))
      }
    default:
      let memory = MemoryOutput()
      try write(forms.table, forms, chosen, memory, RowLayout(words: words))
      try save([(path, memory.bytes)])
      notes.append(words.figureWritten([path]))
    }
    return notes
  }

  private func chosen(_ name: String, _ forms: FigureForms) throws(ShellFailure) -> FigureFormat {
    guard let format = FigureFormat(name, of: forms) else {
      throw ShellFailure(
        .usage, words.figureFormatUnknown(name, known: FigureFormat.names(of: forms)))
    }
    return format
  }

  private func write(
    _ table: FigureTable, _ forms: FigureForms, _ format: FigureFormat,
    _ output: any ByteOutput, _ layout: RowLayout
  ) throws {
    switch format {
    case .rows(let rows): try table.write(as: rows, to: output, layout: layout)
    case .svg: try output.write(forms.svg?().text ?? "")
    case .text: try output.write(forms.text?() ?? "")
    case .dot: try output.write(forms.dot?() ?? "")
    case .page: try output.write(forms.page?() ?? "")
    case .markdown: try output.write(forms.markdown?() ?? "")
    case .pdf, .png: throw ShellFailure(.usage, words.figureFormatMissing)
    }
  }

  // MARK: Files

  private func check(_ paths: [String]) throws {
    for path in paths {
      try ShellFiles.refuse(path, asFileOf: graph, words: words)
      try AtomicFile.check(path, replacing: replacing)
    }
  }

  private func save(_ files: [(path: String, bytes: [UInt8])]) throws {
    try check(files.map(\.path))
    for (path, bytes) in files {
      let file = try AtomicFile(path, replacing: replacing)
      try bytes.withUnsafeBytes { try file.write($0) }
      try file.commit()
    }
  }

  /// Makes a PDF or PNG of an SVG, at 600 dots an inch, through `rsvg-convert`.
  private func convert(_ source: String, to path: String, isPDF: Bool) throws {
    let made = "\(path).\(getpid()).part"
    let options =
      isPDF ? ["-f", "pdf"] : ["-f", "png", "-d", "600", "-p", "600", "--unlimited"]
    defer { unlink(made) }
    let byHand = (["rsvg-convert"] + options + ["-o", path, source]).joined(separator: " ")
    guard let run = ProgramRun(drawing: "rsvg-convert", options + ["-o", made, source]) else {
      throw ShellFailure(.store, words.rsvgMissing(byHand))
    }
    let result = try run.result()
    guard result.isGood else {
      throw ShellFailure(.store, words.rsvgFailed(run.deed(result, in: words), byHand))
    }
    let bytes = try InputFile.bytes(of: made)
    let file = try AtomicFile(path, replacing: replacing)
    try bytes.withUnsafeBytes { try file.write($0) }
    try file.commit()
  }

  /// What follows the last point of the name; nil where it has none.
  private static func ending(of path: String) -> String? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let point = name.lastIndex(of: "."), point != name.startIndex else { return nil }
    return String(name[name.index(after: point)...])
  }

  /// The path without its ending.
  private static func stem(of path: String) -> String {
    guard let ending = ending(of: path) else { return path }
    return String(path.dropLast(ending.count + 1))
  }

  /// A size with one decimal.
  private static func points(_ size: Double) -> String {
    let tenths = Int((size * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
