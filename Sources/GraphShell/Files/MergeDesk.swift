import GraphEngine
import GraphModel
import WordCatalog

/// Merges a graph into another, and tells what nobody has decided: `dolen merge`.
package struct MergeDesk {
  private let graph: Graph
  private let words: Words

  package init(_ graph: Graph, words: Words) {
    self.graph = graph
    self.words = words
  }

  /// Merges `other`, and says what came of it.
  ///
  /// - Returns: What was done, and the conflicts that are open.
  package func merge(
    _ other: Graph, base: Graph?, named names: (first: String, second: String), isDryRun: Bool
  ) throws -> (said: String, conflicts: [MergeConflict]) {
    let report = try graph.merge(other, base: base, named: names, onlyTrying: isDryRun)
    var said = words.mergeDone(
      nodes: report.nodesAdded, relationships: report.relationshipsAdded,
      changed: report.nodesChanged + report.relationshipsChanged)
    if report.schemasDiffer { said += "\n" + words.mergeSchemasDiffer }
    if isDryRun { said += "\n" + words.trialOnly }
    return (said, isDryRun ? report.conflicts : try graph.openConflicts())
  }

  /// Conflicts as columns and rows.
  package func table(
    _ conflicts: [MergeConflict]
  ) -> (columns: [String], rows: [[Value]]) {
    let columns = [
      words.conflictHeading, words.propertyHeading, words.firstHeading, words.secondHeading,
      words.baseHeading, words.takingFirstHeading, words.takingSecondHeading,
    ]
    return (
      columns,
      conflicts.map { conflict in
        [
          .string(conflict.id),
          conflict.property.map { .text($0) }
            ?? .string(words.conflictKind(conflict.kind.rawValue)),
          conflict.first, conflict.second, conflict.base, .string(conflict.taking(.first)),
          .string(conflict.taking(.second)),
        ]
      }
    )
  }
}
