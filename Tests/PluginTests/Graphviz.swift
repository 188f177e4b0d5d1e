import Foundation

/// The program `dot`, where it is installed.
enum Graphviz {
  static let isPresent = (try? run(["-V"], input: ""))?.status == 0

  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs `dot` with `arguments`.
  static func run(_ arguments: [String], input: String) throws -> Result {
    try Fixture.withTemporaryFolder { folder in
      let inputPath = "\(folder)/in.dot"
      try Data(input.utf8).write(to: URL(filePath: inputPath))
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["dot"] + arguments + (arguments == ["-V"] ? [] : [inputPath])
      // Files, not pipes: a drawing may be larger than a pipe holds.
      for name in ["out", "err"] {
        _ = FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: nil)
      }
      process.standardOutput = try FileHandle(forWritingTo: URL(filePath: "\(folder)/out"))
      process.standardError = try FileHandle(forWritingTo: URL(filePath: "\(folder)/err"))
      try process.run()
      process.waitUntilExit()
      func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(name)")), as: UTF8.self)
      }
      return Result(
        status: process.terminationStatus, output: try text("out"), errors: try text("err"))
    }
  }
}

/// The texts of an SVG that Graphviz made, by the id of the element that they stand in.
struct DrawnTexts {
  /// The lines of text of each element.
  private(set) var labels: [String: [String]] = [:]
  /// The tooltips of each element.
  private(set) var tooltips: [String: String] = [:]

  init(svg: String) {
    var element = ""
    for line in svg.split(separator: "\n") {
      if line.hasPrefix("<g id=\""), !line.hasPrefix("<g id=\"a_"),
        let id = Self.attribute("id", line)
      {
        element = id
      }
      if let title = Self.attribute("xlink:title", line), tooltips[element] == nil {
        tooltips[element] = title
      }
      guard line.hasPrefix("<text"), let start = line.firstIndex(of: ">"),
        let end = line.range(of: "</text>", options: .backwards)
      else { continue }
      labels[element, default: []].append(
        Self.decoded(line[line.index(after: start)..<end.lowerBound]))
    }
  }

  private static func attribute(_ name: String, _ line: Substring) -> String? {
    guard let start = line.range(of: "\(name)=\""),
      let end = line[start.upperBound...].firstIndex(of: "\"")
    else { return nil }
    return decoded(line[start.upperBound..<end])
  }

  private static func decoded(_ text: Substring) -> String {
    var text = String(text)
    for (entity, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#45;", "-"),
      ("&#160;", " "), ("&#10;", "\n"), ("&amp;", "&"),
    ] {
      text = text.replacing(entity, with: character)
    }
    return text
  }
}
