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
}
