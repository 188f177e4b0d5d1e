import GraphEngine
import GraphModel
import WordCatalog

/// The warnings of the shell itself, by the names under which they are switched off.
package enum ShellWarning {
  /// A parameter was given that no statement uses.
  static let unusedParameter = "UnusedParameter"
  /// A saved query takes some rows of many in no order.
  static let limitWithoutOrder = "LimitWithoutOrder"

  /// Every warning that can be switched off, those of the engine among them.
  package static let names =
    StatementWarning.names + [unusedParameter, limitWithoutOrder]

  /// The warning called `name`, in any letter case.
  ///
  /// - Throws: ``ShellFailure`` where there is none, with the nearest name.
  package static func required(_ name: String, in words: Words) throws(ShellFailure) -> String {
    if let known = names.first(where: { $0.lowercased() == name.lowercased() }) { return known }
    throw ShellFailure(
      .query, words.noWarning(name, nearest: nearest(to: name, in: names), known: names))
  }
}
