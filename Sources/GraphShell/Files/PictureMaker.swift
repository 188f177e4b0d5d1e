import GraphEngine
import GraphModel
import Platform
import PluginKit
import Subprocesses
import WordCatalog

/// Makes PNG and PDF of a graph: through Graphviz, or, where that is not there, of our own picture.
package struct PictureMaker {
  /// The formats, which are the endings of their files.
  static let formats = ["png", "pdf"]

  /// The format that is asked for by its name or by the ending of the file; nil for another.
  static func format(_ name: String?, path: String) -> String? {
    if let name { return formats.contains(name.lowercased()) ? name.lowercased() : nil }
    let path = path.lowercased()
    return formats.first { path.hasSuffix(".\($0)") }
  }

  /// A picture of more nodes can hardly be read.
  static let mostNodes = 150

  /// What is to be said of a picture at `path` that has so many nodes; nil for nothing.
  package static func warning(of path: String, nodes: Int, in words: Words) -> String? {
    let path = path.lowercased()
    let isPicture = (formats + ["svg"]).contains { path.hasSuffix(".\($0)") }
    return isPicture && nodes > mostNodes ? words.warning(words.pictureTooFull(nodes)) : nil
  }

  let format: String
  let words: Words

  /// Makes the file at `path` of what `export` writes, whole or not at all.
  ///
  /// - Parameter export: Writes the graph as `dot` or `svg` to a path.
  /// - Throws: As `export`; ``ShellFailure`` where no program is there that makes the format, or it fails, with its
  ///   end and its words; `FileError`.
  func make(
    _ path: String, replacing: Bool,
    _ export: (_ format: String, _ path: String) throws -> ExportReport
  ) throws -> ExportReport {
    try AtomicFile.check(path, replacing: replacing)
    let source = "\(path).\(getpid()).source"
    let made = "\(path).\(getpid()).part"
    defer {
      unlink(source)
      unlink(made)
    }
    let hasGraphviz = ShellFiles.program("dot") != nil
    var report = try export(hasGraphviz ? "dot" : "svg", source)
    let run =
      hasGraphviz
      ? ProgramRun(drawing: "dot", ["-T\(format)", "-o", made, source])
      : ProgramRun(drawing: "rsvg-convert", ["-f", format, "-o", made, source])
    guard let run else { throw ShellFailure(.store, words.pictureMakerMissing(format)) }
    let result = try run.result()
    guard result.isGood else {
      throw ShellFailure(
        .store, words.pictureMakerFailed(format, run.path, run.deed(result, in: words)))
    }
    let bytes = try InputFile.bytes(of: made)
    let file = try AtomicFile(path, replacing: replacing)
    try bytes.withUnsafeBytes { try file.write($0) }
    try file.commit()
    report.bytes = bytes.count
    return report
  }
}

extension ProgramRun {
  /// A program that makes pictures, in the folder where we are, with what it needs to find its fonts and the date for
  /// files that are always alike; nil where it is not on the search path.
  init?(drawing name: String, _ arguments: [String]) {
    guard let program = ProgramRun.find(name, on: ShellFiles.environment("PATH")) else {
      return nil
    }
    self.init(program, arguments)
    folder = ShellFiles.workingFolder
    environment = ["PATH", "HOME", "LANG", "XDG_CACHE_HOME", "SOURCE_DATE_EPOCH"].compactMap {
      name in
      ShellFiles.environment(name).map { "\(name)=\($0)" }
    }
  }

  /// What the program has done that did not go well, with the first line of its own words.
  func deed(_ result: Result, in words: Words) -> String {
    let deed =
      switch result.end {
      case .outcome(.exited(let code)): words.programExited(Int(code))
      case .outcome(.killed(let signal)): words.programKilled(Int(signal))
      case .tookTooLong: words.programTookTooLong(seconds: Int(seconds))
      case .wroteTooMuch: words.programWroteTooMuch(bytes: outputLimit)
      }
    return result.errors.lines.first.map { "\(deed): \($0)" } ?? deed
  }
}
