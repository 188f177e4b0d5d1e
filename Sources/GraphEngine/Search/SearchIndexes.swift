import CypherFunctions
import GraphIndex
import GraphModel
import Platform

/// The index of words that a database keeps until its graph changes.
final class SearchIndexes: Sendable {
  private struct Kept: Sendable {
    var index: SearchIndex
    /// What it was built from; held, so that no other takes its place in memory.
    var base: GraphBase
    var changes: Int
    var commit: Int
  }

  private let kept = Monitor<Kept?>(nil)

  /// The index of a view: the one that is kept, where nothing has changed, or a new one.
  ///
  /// - Parameters:
  ///   - commit: The number of the last commit; nil where the view is none: it is changed by a transaction, or
  ///     hides elements. Its index is kept for nobody.
  ///   - poll: Told of elements that were looked at.
  func index(
    of view: GraphView, commit: Int?, poll: (Int) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> SearchIndex {
    if let commit, let kept = kept.withLock({ $0 }), kept.base === view.base,
      kept.changes == view.changeCount, kept.commit == commit
    {
      return kept.index
    }
    let index = try SearchIndex(view, poll: poll)
    if let commit {
      let made = Kept(index: index, base: view.base, changes: view.changeCount, commit: commit)
      kept.withLock { $0 = made }
    }
    return index
  }
}

extension WordSearch.Options {
  /// The options of a call.
  ///
  /// - Throws: `Diagnostic` where one is unknown, or its value is none.
  init(_ map: MapValue) throws(Diagnostic) {
    let known: [Text] = ["limit", "misprints", "fields", "marks"]
    for (key, value) in map.entries where !value.isNull {
      switch (key, value) {
      case ("limit", .integer(let number)) where number > 0: limit = min(number, 10_000)
      case ("misprints", .boolean(let isWanted)): misprints = isWanted
      case ("fields", .list(let names)):
        fields = []
        for name in names {
          guard case .text(let word) = name,
            let field = SearchField.allCases.first(where: { $0.word == word })
          else { throw .searchOption(key, is: name) }
          fields.insert(field)
        }
      case ("marks", .list(let pair)):
        guard pair.count == 2, case .text(let before) = pair[0], case .text(let after) = pair[1]
        else { throw .searchOption(key, is: value) }
        marks = (before.string, after.string)
      default:
        if known.contains(key) { throw .searchOption(key, is: value) }
        throw Diagnostic(
          .argumentError, .runtime, "UnknownOption", "evidence.search has no option '\(key)'",
          hint: didYouMean(key.string, in: known.map(\.string))
            ?? "It has limit, misprints, fields and marks.")
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func searchOption(_ key: Text, is value: Value) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "InvalidOption",
      "The option '\(key)' of evidence.search is not \(value)",
      hint: "limit is a number above 0, misprints true or false, fields a list of names, aliases, "
        + "claims and printed, marks the two texts around a word.")
  }
}
