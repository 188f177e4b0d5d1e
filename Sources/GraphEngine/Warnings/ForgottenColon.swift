import CypherSyntax
import GraphModel

extension StatementWarning {
  /// `-[SUPPORTS]->`: a variable of any type, where a type of that name exists.
  static let forgottenColon = StatementWarning(name: "ForgottenColon") { context in
    let parts = context.parts
    let found = parts.relationships.compactMap { relationship -> Diagnostic? in
      guard let variable = relationship.variable, relationship.types == nil,
        context.view.types.number(of: variable.text) != nil, parts.uses[variable.text] == 1
      else { return nil }
      let name = Value.quotedName(variable.text)
      return Diagnostic(
        .semanticError, .compile, "ForgottenColon",
        "'\(name)' is a variable here, for relationships of any type; there is a type of that name",
        at: variable.span, hint: "Write [:\(name)] for relationships of the type")
    }
    return found
  }
}
