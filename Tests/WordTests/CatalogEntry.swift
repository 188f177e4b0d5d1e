import Foundation
import GraphTestKit

/// An entry of the catalog as its source has it: a member of `Words`, with what it says.
struct CatalogEntry: Sendable, CustomStringConvertible {
  /// The name.
  var name: String
  /// The names of what it mentions: parameters and local values.
  var mentionable: Set<String>
  /// Its texts, one for each call of `say`.
  var sayings: [Saying]
  /// Where it stands.
  var place: String

  /// What is said in both languages at one place.
  struct Saying: Sendable {
    var english: Side
    var welsh: Side
  }

  /// One language of a saying.
  struct Side: Sendable {
    /// The literals, one after the other.
    var texts: [String]
    /// The code of all interpolations.
    var code: String

    /// Which of `names` are mentioned.
    func mentions(of names: Set<String>) -> Set<String> {
      names.intersection(code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    }
  }

  /// The name and the place.
  var description: String { "\(name) (\(place))" }

  /// Every entry.
  static func all() throws -> [CatalogEntry] {
    try TestFolder.files(
      below: TestFolder.root.appending(path: "Sources/WordCatalog"), suffix: ".swift"
    ).flatMap { try entries(of: $0) }
  }

  private static func entries(of file: URL) throws -> [CatalogEntry] {
    let source = try String(contentsOf: file, encoding: .utf8)
    let literals = SwiftLiteral.all(in: source)
    let code = String(decoding: SwiftLiteral.code(of: source), as: UTF8.self)
    let heads = Array(code.matches(of: /package (?:var|func) (\w+)/))
    return heads.indices.map { index in
      let start = heads[index].range.lowerBound
      let end = index + 1 < heads.count ? heads[index + 1].range.lowerBound : code.endIndex
      let body = code[start..<end]
      var names = Set(body.matches(of: /let (\w+)/).map { String($0.1) })
      if let signature = body.firstMatch(of: /^package func \w+\(([^{]*)\)/) {
        names.formUnion(signature.1.matches(of: /(\w+):/).map { String($0.1) })
      }
      let sayings = body.matches(of: /\bsay\(/).map { call in
        saying(from: call.range.upperBound, in: code, literals)
      }
      let line = code[..<start].utf8.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
      return CatalogEntry(
        name: String(heads[index].1), mentionable: names, sayings: sayings,
        place: "\(file.lastPathComponent):\(line)")
    }
  }

  /// The two sides of a call of `say` whose parenthesis was just opened.
  private static func saying(
    from start: String.Index, in code: String, _ literals: [SwiftLiteral]
  ) -> Saying {
    var depth = 0
    var end = start
    while end < code.endIndex, depth >= 0 {
      if code[end] == "(" { depth += 1 }
      if code[end] == ")" { depth -= 1 }
      end = code.index(after: end)
    }
    let call = code[start..<end]
    let middle = call.firstMatch(of: /\bcy:/)?.range.lowerBound ?? end
    return Saying(
      english: side(start..<middle, in: code, literals),
      welsh: side(middle..<end, in: code, literals))
  }

  private static func side(
    _ range: Range<String.Index>, in code: String, _ literals: [SwiftLiteral]
  ) -> Side {
    let start = code.utf8.distance(from: code.startIndex, to: range.lowerBound)
    let end = code.utf8.distance(from: code.startIndex, to: range.upperBound)
    let inside = literals.filter { $0.range.lowerBound >= start && $0.range.upperBound <= end }
    return Side(
      texts: inside.map(\.text),
      code: inside.flatMap(\.interpolations).joined(separator: " "))
  }
}
