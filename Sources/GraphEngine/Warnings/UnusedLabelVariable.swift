import CypherSyntax
import GraphModel

extension StatementWarning {
  /// `(Study)`: a variable for any node, where a label of that name exists.
  static let unusedLabelVariable = StatementWarning(name: "UnusedLabelVariable") { context in
    let parts = context.parts
    let found = parts.nodes.compactMap { node -> Diagnostic? in
      guard let variable = node.variable, node.labels == nil,
        context.view.labels.number(of: variable.text) != nil, parts.uses[variable.text] == 1
      else { return nil }
      let name = Value.quotedName(variable.text)
      return Diagnostic(
        .semanticError, .compile, "UnusedLabelVariable",
        "'\(name)' is a variable here, for any node; there is a label of that name",
        at: variable.span, hint: "Write (:\(name)) for nodes with the label")
    }
    return found
  }
}
