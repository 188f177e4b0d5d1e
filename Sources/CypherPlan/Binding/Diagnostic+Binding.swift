import CypherFunctions
import CypherSyntax
import GraphModel

/// Every word of the binder: what a query says that cannot be meant.
extension Diagnostic {
  private static func syntax(
    _ detail: String, _ message: String, at span: SourceSpan?, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(.syntaxError, .compile, detail, message, at: span, hint: hint)
  }

  static func undefinedVariable(_ name: Name, in scope: Scope) -> Diagnostic {
    syntax(
      "UndefinedVariable", "Variable '\(name.text)' is not defined", at: name.span,
      hint: didYouMean(name.text.string, in: scope.names)
        ?? (scope.names.isEmpty
          ? "No variable is known here; bind one in MATCH, UNWIND or WITH."
          : "Known here: \(scope.names.sorted().joined(separator: ", "))."))
  }

  static func variableAlreadyBound(_ name: Name) -> Diagnostic {
    syntax(
      "VariableAlreadyBound", "Variable '\(name.text)' is already bound", at: name.span,
      hint: "Choose another name for what is new here")
  }

  static func shadowsOuterVariable(_ name: Text, at span: SourceSpan) -> Diagnostic {
    syntax(
      "VariableAlreadyBound",
      "'\(name)' would hide the variable of that name from outside of the subquery", at: span,
      hint: "A subquery sees variables from outside to its end; choose another name with AS")
  }

  static func importedTwice(_ name: Name) -> Diagnostic {
    syntax(
      "VariableAlreadyBound", "Variable '\(name.text)' is imported twice", at: name.span,
      hint: "Name it once")
  }

  static func variableTypeConflict(
    _ name: Name, is type: ValueType, wanted: String
  ) -> Diagnostic {
    syntax(
      "VariableTypeConflict",
      "Variable '\(name.text)' is of type \(type) but is used here as \(wanted)", at: name.span,
      hint: "Choose another name, or bind '\(name.text)' to \(wanted) before")
  }

  static func unknownFunction(_ name: Name, in catalog: FunctionCatalog) -> Diagnostic {
    syntax(
      "UnknownFunction", "There is no function '\(name.text)'", at: name.span,
      hint: catalog.obstacle(to: name.text.string)
        ?? didYouMean(name.text.string, in: catalog.names)
        ?? (name.text.string.lowercased().hasPrefix("apoc.")
          ? "apoc is Neo4j's; Dolen's functions are listed in docs/reference/functions.md." : nil))
  }

  static func wrongArgumentCount(_ name: Name, signature: String, given: Int) -> Diagnostic {
    syntax(
      "InvalidNumberOfArguments", "'\(name.text)' cannot be called with \(given) argument(s)",
      at: name.span, hint: "Its form is \(signature)")
  }

  static func wrongType(
    _ what: String, expected: ValueType, found: ValueType, at span: SourceSpan
  ) -> Diagnostic {
    syntax(
      "InvalidArgumentType", "\(what) expects \(expected), but this is \(found)", at: span)
  }

  /// An operator between operands that it does not fit, of which one is to blame.
  static func wrongOperand(
    _ op: ArithmeticOperator, _ left: ValueType, _ right: ValueType, at span: SourceSpan,
    isLeft: Bool
  ) -> Diagnostic {
    let all = left.union(right)
    let wanted: ValueType = op == .concatenate ? [.string, .list] : .number
    var error = wrongType(
      "'\(op.rawValue)'", expected: wanted, found: isLeft ? left : right, at: span)
    if op == .concatenate, !left.isDisjoint(with: wanted), !right.isDisjoint(with: wanted) {
      error.message = "'||' joins two texts or two lists, not \(left) and \(right)"
    }
    error.hint = operandHint(
      op.rawValue, hasText: all.contains(.string), hasList: all.contains(.list),
      hasBoolean: all.contains(.boolean))
    return error
  }

  static func noProperties(_ key: Name, of type: ValueType, at span: SourceSpan) -> Diagnostic {
    // What a pattern makes of a variable is a matter of syntax; the type of a value is not.
    Diagnostic(
      type == .path ? .syntaxError : .typeError, .compile, "InvalidArgumentType",
      "'.\(key.text)' reads a property of a node, relationship or map, but this is \(type)",
      at: span)
  }

  static func patternTooLarge(limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .limitExceeded, .compile, "PatternTooLarge",
      "The patterns of one MATCH or MERGE have more than \(limit) nodes and relationships",
      at: span, hint: "Match them in several clauses, or a path with [*n]")
  }

  static func invalidAggregation(at span: SourceSpan) -> Diagnostic {
    syntax(
      "InvalidAggregation", "An aggregate cannot stand here", at: span,
      hint: "Aggregate in a WITH or RETURN, give it a name with AS, and use the name")
  }

  static func aggregateNotProjected(at span: SourceSpan) -> Diagnostic {
    syntax(
      "UndefinedVariable", "This aggregate is no column of the projection that is sorted", at: span,
      hint: "Return it too; what should not be returned is left out by a further RETURN after WITH")
  }

  static func nestedAggregation(at span: SourceSpan) -> Diagnostic {
    syntax(
      "NestedAggregation", "An aggregate cannot stand inside another aggregate", at: span,
      hint: "Aggregate in a WITH first, then aggregate its result")
  }

  static func ambiguousAggregation(at span: SourceSpan) -> Diagnostic {
    syntax(
      "AmbiguousAggregationExpression",
      "This mixes an aggregate with a value that is no grouping key", at: span,
      hint: "Put the value into a WITH of its own first, or return it as a column beside")
  }

  static func columnNameConflict(_ name: String, at span: SourceSpan) -> Diagnostic {
    syntax(
      "ColumnNameConflict", "Two columns are named '\(name)'", at: span,
      hint: "Give one of them another name with AS")
  }

  static func noExpressionAlias(in clause: String, at span: SourceSpan) -> Diagnostic {
    syntax(
      "NoExpressionAlias", "An expression in \(clause) needs a name", at: span,
      hint: "Write … AS name")
  }

  static func noVariables(at span: SourceSpan) -> Diagnostic {
    syntax("NoVariablesInScope", "There is no variable for * to stand for", at: span)
  }

  static func differentColumns(at span: SourceSpan) -> Diagnostic {
    syntax(
      "DifferentColumnsInUnion", "The parts of a UNION must have the same columns", at: span,
      hint: "Use the same names with AS in every part")
  }

  static func clauseComposition(
    _ message: String, at span: SourceSpan, hint: String? = nil
  ) -> Diagnostic {
    syntax("InvalidClauseComposition", message, at: span, hint: hint)
  }

  static func relationshipTwice(_ name: Name) -> Diagnostic {
    syntax(
      "RelationshipUniquenessViolation",
      "Relationship variable '\(name.text)' occurs twice in one pattern", at: name.span,
      hint: "A pattern crosses each relationship once; use two names")
  }

  static func createVariableLength(at span: SourceSpan) -> Diagnostic {
    syntax(
      "CreatingVarLength", "A relationship of variable length cannot be created", at: span,
      hint: "Write each relationship out")
  }

  static func noSingleType(at span: SourceSpan) -> Diagnostic {
    syntax(
      "NoSingleRelationshipType", "A relationship that is created needs exactly one type",
      at: span, hint: "Write -[:TYPE]->")
  }

  static func needsDirection(at span: SourceSpan) -> Diagnostic {
    syntax(
      "RequiresDirectedRelationship", "A relationship that is created needs a direction", at: span,
      hint: "Write --> or <--")
  }

  static func labelsToCreate(at span: SourceSpan) -> Diagnostic {
    syntax(
      "UnexpectedSyntax", "What is created needs plain labels, not a label expression", at: span,
      hint: "Write :A:B")
  }

  static func invalidDelete(_ message: String, at span: SourceSpan, hint: String) -> Diagnostic {
    syntax("InvalidDelete", message, at: span, hint: hint)
  }

  static func parameterMap(at span: SourceSpan) -> Diagnostic {
    syntax(
      "InvalidParameterUse", "A parameter cannot stand for the properties of a pattern here",
      at: span, hint: "Name the keys: {key: $map.key}")
  }

  static func patternNotPredicate(at span: SourceSpan) -> Diagnostic {
    syntax(
      "UnexpectedSyntax", "A pattern is not a value here", at: span,
      hint: "Use EXISTS { … } or COUNT { … }, or a pattern comprehension [ … | … ]")
  }

  static func nonConstant(_ clause: String, at span: SourceSpan) -> Diagnostic {
    syntax(
      "NonConstantExpression", "\(clause) cannot depend on a row", at: span,
      hint: "Use a number or a parameter")
  }

  static func negativeCount(_ clause: String, at span: SourceSpan) -> Diagnostic {
    syntax("NegativeIntegerArgument", "\(clause) cannot be negative", at: span)
  }

  static func unknownProcedure(_ name: Name, in catalog: FunctionCatalog) -> Diagnostic {
    Diagnostic(
      .procedureError, .compile, "ProcedureNotFound", "There is no procedure '\(name.text)'",
      at: name.span,
      hint: catalog.obstacle(to: name.text.string)
        ?? didYouMean(name.text.string, in: catalog.procedureNames)
        ?? (name.text.string.lowercased().hasPrefix("apoc.")
          ? "apoc is Neo4j's; CALL db.labels() and its fellows are Dolen's." : nil))
  }

  static func argumentPassing(_ name: Name) -> Diagnostic {
    syntax(
      "InvalidArgumentPassingMode",
      "'\(name.text)' is called inside a query and needs its arguments in parentheses",
      at: name.span)
  }

  static func unknownYield(_ name: Name, of procedure: Procedure) -> Diagnostic {
    syntax(
      "UndefinedVariable", "'\(procedure.name)' yields no '\(name.text)'", at: name.span,
      hint: didYouMean(name.text.string, in: procedure.columns.map(\.name))
        ?? "Its form is \(procedure.signature).")
  }

  static func unsupported(_ what: String, at span: SourceSpan, hint: String) -> Diagnostic {
    Diagnostic(
      .unsupported, .compile, "UnsupportedSyntax", "\(what) is not supported yet", at: span,
      hint: hint)
  }
}
