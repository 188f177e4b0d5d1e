import CypherSyntax
import GraphIndex
import GraphModel

/// A way in which a statement that is legal is surely not meant.
///
/// openCypher finds nothing, silently, where a name is misspelt or a value has another type. Each kind is
/// one file here and one line of ``all``; it is known by its name, under which it can be switched off.
package struct StatementWarning: Sendable {
  /// The name, which stands behind the message in brackets.
  package let name: String
  /// What it finds in a statement.
  let find: @Sendable (WarningContext) -> [Diagnostic]

  /// Every kind but those of unknown names, which the binder finds.
  static let all: [StatementWarning] = [
    .forgottenColon, .unusedLabelVariable, .typeNeverStored, .cartesianProduct,
  ]

  /// The names of all that can be switched off.
  package static let names =
    ["UnknownLabel", "UnknownRelationshipType", "UnknownPropertyKey", "UnknownNames"]
    + all.map(\.name) + [NearText.name]
}

/// What a warning looks at: the statement as it was written, and the graph.
struct WarningContext {
  /// The statement's query.
  let query: Query
  /// All that stands in it, wherever.
  let parts: StatementParts
  /// The graph.
  let view: GraphView
  /// The values of parameters.
  let parameters: [Text: Value]

  /// The value of an expression that is known before any row is read.
  func value(of expression: Expression) -> Value? {
    switch expression.kind {
    case .literal(let value): value
    case .parameter(let name): parameters[name.text]
    case .negate(let inner):
      switch value(of: inner) {
      case .integer(let number): .integer(0 &- number)
      case .float(let number): .float(-number)
      default: nil
      }
    default: nil
    }
  }
}

extension GraphSession {
  /// Warnings that look at the statement as a whole; of a statement that the graph is known to answer
  /// without any, nothing is looked at.
  func furtherWarnings(
    _ query: CompiledStatement, _ parameters: [Text: Value], _ view: GraphView
  ) -> [Diagnostic] {
    guard let context = warningContext(query, parameters, view) else { return [] }
    return StatementWarning.all.flatMap { kind in
      mutedWarnings.contains(kind.name) ? [] : kind.find(context)
    }
  }

  /// What warnings look at; nil for a statement that is no query, or not to be looked at.
  func warningContext(
    _ query: CompiledStatement, _ parameters: [Text: Value], _ view: GraphView
  ) -> WarningContext? {
    guard view.nodeCount > 0, query.text.utf8.count <= Self.longestLookedAt else { return nil }
    var parser = Parser(query.text, limits: limits.parser)
    guard let statement = try? parser.statement(), case .query(let body) = statement.body else {
      return nil
    }
    return WarningContext(
      query: body, parts: StatementParts(of: body), view: view, parameters: parameters)
  }

  /// Statements that are longer are written by programs.
  private static let longestLookedAt = 1 << 16
}
