import GraphEngine
import GraphModel

/// A node of the graph that a record means, and what the record says that it does not.
struct MetNode {
  /// The node.
  var id: Int
  /// What messages call it.
  var name: String
  /// How the record differs from it; none where it adds nothing.
  var differences: [ElementDifference]
  /// Where the record stands.
  var place: SourcePlace

  /// Does what `existing` says about the differences: stops, keeps the graph's with a warning, or updates
  /// it and notes each change.
  ///
  /// - Parameters:
  ///   - hint: What to do where the import stops.
  ///   - update: Adds labels to the node, and sets properties of it.
  /// - Returns: Whether the node was updated.
  func settle(
    _ existing: ImportPolicy.Existing, in report: inout ImportReport,
    telling observer: ImportObserver, hint: @autoclosure () -> String,
    update: (_ labels: [Text], _ properties: MapValue) throws -> Void
  ) throws -> Bool {
    guard let first = differences.first else { return false }
    let message = "\(name) is in the graph already (node \(id)), \(first)"
    switch existing {
    case .stop: throw ImportError(message, at: place, hint: hint())
    case .keep:
      report.noteWarning(message + "; the graph's was kept", at: place)
      return false
    case .update:
      try update(
        differences.compactMap(\.label), MapValue(differences.compactMap(\.assignment)))
      report.nodes.updated += 1
      try report.noteChanges(differences, of: name, at: place, telling: observer)
      return true
    }
  }
}

extension SourcePlace {
  /// Runs `body` and gives an error of the engine this place.
  func locating<R>(_ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let diagnostic as Diagnostic where diagnostic.type != .limitExceeded {
      throw ImportError(diagnostic.message, at: self, hint: diagnostic.hint)
    }
  }
}
