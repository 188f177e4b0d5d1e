import GraphIndex
import GraphModel

/// The lists that IN has asked a query's rows about, as the numbers that columns hold: lists may be
/// long, and batches are many.
final class ListMembers {
  /// What is wanted of a column.
  struct Wanted {
    /// The numbers, where they are so few that each is looked at.
    var few: [Int] = []
    /// The numbers, where they are many.
    var many: Set<Int> = []
    /// Whether a null is among the elements.
    var hasNull = false
  }

  private struct Question {
    var list: [Value]
    /// Nil for integers.
    var dictionary: TextDictionary?
    /// Nil where something else is among the elements.
    var wanted: Wanted?
  }

  private var questions: [Question] = []
  private static let limit = 8

  /// The integers of a list; nil where anything else is in it, besides nulls.
  func integers(of list: [Value]) -> Wanted? {
    wanted(list, nil) { value in
      if case .integer(let number) = value { .some(number) } else { nil }
    }
  }

  /// The codes of a list of texts, of those that have one; nil where anything else is in it, besides
  /// nulls.
  func codes(of list: [Value], in dictionary: TextDictionary) -> Wanted? {
    wanted(list, dictionary) { value in
      guard case .text(let text) = value else { return nil }
      return .some(dictionary.code(of: text).map { Int($0) })
    }
  }

  private func wanted(
    _ list: [Value], _ dictionary: TextDictionary?, _ number: (Value) -> Int??
  ) -> Wanted? {
    // The same list is the same array most often, which needs no look at its elements.
    let known = questions.first { $0.dictionary === dictionary && $0.list == list }
    if let known { return known.wanted }
    let wanted = Self.wanted(list, number)
    if questions.count == Self.limit { questions.removeFirst() }
    questions.append(Question(list: list, dictionary: dictionary, wanted: wanted))
    return wanted
  }

  private static func wanted(_ list: [Value], _ number: (Value) -> Int??) -> Wanted? {
    var wanted = Wanted()
    var numbers: Set<Int> = []
    for value in list {
      if value.isNull {
        wanted.hasNull = true
        continue
      }
      guard let found = number(value) else { return nil }
      if let found { numbers.insert(found) }
    }
    if numbers.count <= 8 { wanted.few = numbers.sorted() } else { wanted.many = numbers }
    return wanted
  }
}
