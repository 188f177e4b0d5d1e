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
  /// The slots of the variables. They are kept, for a subquery that sees all of them asks for all, and
  /// there may be thousands of either.
  private(set) var slots: SlotSet = []
  private var outsideSlots: SlotSet = []
  /// The slots of variables that a projection has left behind, which only expressions that it repeats may
  /// read; `*` does not stand for them.
  private var leftBehind: SlotSet = []

  subscript(name: Text) -> Variable? {
    get { variables[name] }
    set {
      let old = variables[name]
      variables[name] = newValue
      if let old, old.slot != newValue?.slot {
        // Another name may stand for the same.
        slots = SlotSet(variables.values.map(\.slot))
      } else if let newValue {
        slots.insert(newValue.slot)
      }
    }
  }

  mutating func declare(_ name: Text, slot: Int, _ type: ValueType) {
    self[name] = Variable(slot: slot, type: type, name: name)
  }

  /// The name of a slot.
  func name(of slot: Int) -> Text? { variables.values.first { $0.slot == slot }?.name }

  /// The names, for hints.
  var names: [String] { variables.keys.map(\.string) }

  /// The variables that `*` stands for, by name, which is the order of `RETURN *`.
  var sorted: [Variable] { starred.variables.values.sorted { $0.name < $1.name } }

  /// The variables that `*` stands for, as a scope.
  var starred: Scope {
    if leftBehind.isEmpty { return self }
    var scope = self
    scope.variables = variables.filter { !leftBehind.contains($0.value.slot) }
    scope.slots.subtract(leftBehind)
    scope.leftBehind = []
    return scope
  }

  /// The scope with which a subquery begins that sees all of these variables to its end.
  var seenFromInside: Scope {
    var scope = self
    scope.outside = variables
    scope.outsideSlots = slots
    return scope
  }

  /// What a clause that says itself what is visible after it can only add to.
  var fromOutside: Scope {
    var scope = Scope()
    scope.outside = outside
    scope.variables = outside
    (scope.slots, scope.outsideSlots) = (outsideSlots, outsideSlots)
    scope.leftBehind = leftBehind
    return scope
  }

  /// Whether a value under this name would hide another variable from outside.
  func isShadowed(by value: BoundExpression, named name: Text) -> Bool {
    guard let variable = outside[name] else { return false }
    if case .slot(variable.slot) = value.kind { return false }
    return true
  }

  /// These variables, and over them those of a clause that hides what was visible before.
  ///
  /// - Parameter leavesBehind: Whether rows are no longer those from before, so that what is hidden can only be
  ///   read where an expression repeats an item.
  func hidden(by other: Scope, leavingBehind leavesBehind: Bool) -> Scope {
    var scope = self
    // What is from outside means the same in both.
    for variable in other.variables.values where other.outside[variable.name]?.slot != variable.slot
    {
      scope[variable.name] = variable
    }
    if leavesBehind {
      for variable in scope.variables.values where other[variable.name]?.slot != variable.slot {
        scope.leftBehind.insert(variable.slot)
      }
      // A column under another name may have the slot.
      for variable in other.variables.values { scope.leftBehind.remove(variable.slot) }
    }
    return scope
  }
}
