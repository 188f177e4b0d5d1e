import CypherSyntax
import GraphIndex
import GraphModel

/// What a query has found out about the texts of dictionaries: which of them satisfy a predicate.
///
/// While few texts have been asked about, each is looked at when a row holds it. Once as many have as
/// a part of the dictionary, all of it is worth searching: from its first byte to its last, where
/// rows would jump to and fro, and each text once, however many rows hold it. A regular expression
/// gains nothing from order and may take long: what it needs to occur is searched for, and the others
/// are kept one by one.
final class TextVerdicts {
  private var questions: [Question] = []

  /// One predicate on the texts of one dictionary.
  private struct Question {
    let dictionary: TextDictionary
    let op: TextMatch
    let pattern: Text
    let test: Test
    /// How many rows have asked.
    var asked = 0
    /// By code: 0, 1, or 2 for what nobody knows yet; empty until that is worth its memory.
    var known: [UInt8] = []
    var isComplete = false
  }

  /// How one text is looked at.
  struct Test {
    /// What finds the texts of a dictionary that match, or may: nil where nothing does.
    let search: TextSearch?
    /// Whether all that the search finds match.
    let isExact: Bool
    /// Whether the text of a code matches.
    let matches: (Int) throws -> Bool
  }

  /// For each of the selected rows whether its text matches: 1, 0, or 2 where it has none.
  ///
  /// - Parameter makeTest: Makes the test for a new question.
  func verdicts(
    _ op: TextMatch, _ pattern: Text, _ codes: [UInt32], _ dictionary: TextDictionary,
    _ rows: Selection, in context: ExecutionContext,
    makeTest: () throws -> Test
  ) throws -> [UInt8] {
    let index = try number(of: op, pattern, dictionary, context, makeTest)
    questions[index].asked += rows.selectedCount
    if questions[index].known.isEmpty, questions[index].asked * Self.part >= dictionary.count {
      try Self.prepare(&questions[index], context)
    }
    return try Self.answer(&questions[index], codes, rows)
  }

  /// The whole dictionary is searched once a part of it has been asked about that took as long to answer as
  /// half of the search takes.
  private static let part = 32
  /// As many predicates are remembered; what is asked for one row and never again is forgotten.
  private static let limit = 8

  private func number(
    of op: TextMatch, _ pattern: Text, _ dictionary: TextDictionary, _ context: ExecutionContext,
    _ makeTest: () throws -> Test
  ) throws -> Int {
    let known = questions.firstIndex {
      $0.dictionary === dictionary && $0.op == op && $0.pattern == pattern
    }
    if let known { return known }
    if questions.count == Self.limit { context.release(questions.removeFirst().known.count) }
    questions.append(
      Question(dictionary: dictionary, op: op, pattern: pattern, test: try makeTest()))
    return questions.count - 1
  }

  private static func prepare(
    _ question: inout Question, _ context: ExecutionContext
  ) throws {
    let dictionary = question.dictionary
    try context.reserve(dictionary.count)
    if let search = question.test.search {
      let all = try dictionary.withTexts { offsets, bytes in
        var all: [UInt8] = []
        all.reserveCapacity(dictionary.count)
        while all.count < dictionary.count {
          let end = min(dictionary.count, all.count + 65_536)
          all += search.verdicts(on: all.count..<end, offsets, bytes)
          try context.check()
        }
        return all
      }
      if let all {
        (question.known, question.isComplete) = (all, question.test.isExact)
        // What was found may match.
        if !question.isComplete { question.known = all.map { $0 * 2 } }
        return
      }
    }
    question.known = [UInt8](repeating: 2, count: dictionary.count)
  }

  private static func answer(
    _ question: inout Question, _ codes: [UInt32], _ rows: Selection
  ) throws -> [UInt8] {
    var result = [UInt8](repeating: 2, count: codes.count)
    if question.isComplete {
      // The code of no text lies beyond all others.
      question.known.withUnsafeBufferPointer { known in
        rows.forEach { row in
          let code = Int(codes[row])
          if code < known.count { result[row] = known[code] }
        }
      }
      return result
    }
    try rows.forEach { row in
      let code = Int(codes[row])
      guard code < question.dictionary.count else { return }
      if code < question.known.count, question.known[code] != 2 {
        result[row] = question.known[code]
        return
      }
      result[row] = try question.test.matches(code) ? 1 : 0
      if code < question.known.count { question.known[code] = result[row] }
    }
    return result
  }
}
