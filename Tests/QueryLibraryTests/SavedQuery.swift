import Foundation

/// A query of `Queries/`: the comments at its head, its text and the place of its stored answer.
struct SavedQuery: Sendable {
  let name: String
  let topic: String
  let question: String
  let welshQuestion: String
  let parameters: [String: String]
  let columns: [String]
  let obtained: String
  let text: String
  let answerFile: URL

  /// All queries in the order of their paths.
  static func all() throws -> [SavedQuery] {
    try Repository.files(below: Repository.queries, suffix: ".cypher").map(SavedQuery.init)
  }

  init(file: URL) throws {
    var comments: [(key: String, value: String)] = []
    var body: [Substring] = []
    for line in try Repository.text(of: file).split(separator: "\n") {
      guard line.hasPrefix("// "), let colon = line.firstRange(of: ": ") else {
        body.append(line)
        continue
      }
      let key = line[..<colon.lowerBound].dropFirst(3)
      comments.append((String(key), String(line[colon.upperBound...])))
    }
    let base = file.deletingPathExtension()
    name = base.lastPathComponent
    topic = base.deletingLastPathComponent().lastPathComponent
    answerFile = base.appendingPathExtension("answer.csv")
    text = body.joined(separator: "\n")
    question = try Self.only("question", in: comments, name)
    welshQuestion = try Self.only("question-cy", in: comments, name)
    obtained = try Self.only("obtained", in: comments, name)
    columns = try Self.only("returns", in: comments, name)
      .split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    parameters = try Self.parameters(comments.filter { $0.key == "param" }.map(\.value))
  }

  /// The stored answer, line by line; the first line is the header.
  func storedLines() throws -> [String] {
    let text = try Repository.text(of: answerFile)
    guard text.hasSuffix("\n") else { throw LibraryError("\(name): the last line is not ended") }
    return text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// A parameter that holds text, without the quotes of its literal.
  func textParameter(_ name: String) throws -> String {
    let literal = try parameter(name)
    guard literal.hasPrefix("'"), literal.hasSuffix("'"), literal.count >= 2 else {
      throw LibraryError("$\(name) is no text: \(literal)")
    }
    return String(literal.dropFirst().dropLast())
  }

  /// A parameter as its literal.
  func parameter(_ name: String) throws -> String {
    guard let literal = parameters[name] else { throw LibraryError("there is no $\(name)") }
    return literal
  }

  private static func only(
    _ key: String, in comments: [(key: String, value: String)], _ name: String
  ) throws -> String {
    let values = comments.filter { $0.key == key }
    guard let first = values.first, values.count == 1 else {
      throw LibraryError("\(name) has \(values.count) comments '\(key)', not one")
    }
    return first.value
  }

  private static func parameters(_ comments: [String]) throws -> [String: String] {
    var parameters: [String: String] = [:]
    for comment in comments {
      guard comment.hasPrefix("$"), let equals = comment.firstRange(of: " = ") else {
        throw LibraryError("a parameter is not written as $name = literal: \(comment)")
      }
      let name = String(comment[..<equals.lowerBound].dropFirst())
      parameters[name] = String(comment[equals.upperBound...])
    }
    return parameters
  }
}
