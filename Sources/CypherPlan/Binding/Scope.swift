import CypherFunctions
import GraphModel
import HashTreeCollections

/// The variables that a clause can see.
///
/// Subqueries and clauses keep what was visible before: a copy shares what it has in common.
struct Scope {
  /// What a name stands for.
  struct Variable {
    var slot: Int
    var type: ValueType
    var name: Text
  }

  private(set) var variables: TreeDictionary<Text, Variable> = [:]
  /// The variables from outside of the subquery that is being bound: every clause of it keeps them, and
  /// none may take the name of one for something else.
  private(set) var outside: TreeDictionary<Text, Variable> = [:]

  subscript(name: Text) -> Variable? {
    get { variables[name] }
    set { variables[name] = newValue }
  }

  mutating func declare(_ name: Text, slot: Int, _ type: ValueType) {
    variables[name] = Variable(slot: slot, type: type, name: name)
  }

  /// The names, for hints.
  var names: [String] { variables.keys.map(\.string) }

  /// The variables by name, which is the order of `RETURN *`.
  var sorted: [Variable] { variables.values.sorted { $0.name < $1.name } }

  var slots: SlotSet { SlotSet(variables.values.map(\.slot)) }

  /// The scope with which a subquery begins that sees all of these variables to its end.
  var seenFromInside: Scope {
    var scope = self
    scope.outside = variables
    return scope
  }

  /// What a clause that says itself what is visible after it can only add to.
  var fromOutside: Scope {
    var scope = Scope()
    scope.outside = outside
    scope.variables = outside
    return scope
  }

  /// Whether a value under this name would hide another variable from outside.
  func isShadowed(by value: BoundExpression, named name: Text) -> Bool {
    guard let variable = outside[name] else { return false }
    if case .slot(variable.slot) = value.kind { return false }
    return true
  }

  /// These variables, and over them those of a clause that hides what was visible before.
  func hidden(by other: Scope) -> Scope {
    var scope = self
    for variable in other.variables.values { scope.variables[variable.name] = variable }
    return scope
  }
}
