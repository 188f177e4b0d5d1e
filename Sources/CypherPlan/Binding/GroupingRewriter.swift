import CypherFunctions
import GraphModel

/// Rewrites an item of an aggregating projection, or what is asked of its rows, to read the slots of
/// keys and aggregates only.
struct GroupingRewriter {
  /// Slots of the grouping keys by the fingerprint of their expression.
  var keys: [String: Int]
  var aggregates: SlotSet
  /// Slots of the clause's own columns, which ORDER BY may read.
  var outputs: SlotSet = []
  /// Slots that have one value in all rows: variables from outside of a subquery.
  var constants: SlotSet = []
  /// The names of slots, for messages.
  var names: [Int: Text] = [:]
  /// What has names besides those.
  var scope = Scope()
  /// Slots that the grouping keys read.
  var keyReads: SlotSet = []
  /// Whether a value of the rows from before is mixed with an aggregate, not just out of scope.
  var isStrict = true

  private func unknown(_ slot: Int, at span: SourceSpan) -> Diagnostic {
    let name = names[slot] ?? scope.name(of: slot) ?? "?"
    return Diagnostic(
      .syntaxError, .compile, "UndefinedVariable",
      "Variable '\(name)' is not visible after this projection", at: span,
      hint: "Return it too, or name the value with AS and use the name")
  }

  private func refusal(_ slot: Int, at span: SourceSpan) -> Diagnostic {
    if isStrict, outputs.isEmpty || keyReads.contains(slot) {
      return .ambiguousAggregation(at: span)
    }
    return unknown(slot, at: span)
  }

  private func isKnown(_ slot: Int) -> Bool {
    aggregates.contains(slot) || outputs.contains(slot) || constants.contains(slot)
  }

  mutating func rewrite(_ value: BoundExpression) throws(Diagnostic) -> BoundExpression {
    if let slot = keys[value.fingerprint] {
      return .slot(slot, value.type, at: value.span)
    }
    if case .slot(let slot) = value.kind {
      guard isKnown(slot) else { throw refusal(slot, at: value.span) }
      return value
    }
    // The whole of n.key is what is no grouping key, not n alone.
    if case .property(let owner, _) = value.kind, case .slot(let slot) = owner.kind,
      keys[owner.fingerprint] == nil, !isKnown(slot)
    {
      throw refusal(slot, at: value.span)
    }
    if case .subquery(let subquery) = value.kind {
      let known = SlotSet(keys.values)
      if let slot = subquery.imports.first(where: { !known.contains($0) && !isKnown($0) }) {
        throw refusal(slot, at: value.span)
      }
      return value
    }
    if case .path = value.kind { throw .ambiguousAggregation(at: value.span) }
    // Variables of comprehensions inside are known there.
    let own = value.lambdaSlots
    aggregates.formUnion(own)
    defer { aggregates.subtract(own) }
    var rewriter = self
    let result = try value.mapChildren { (child) throws(Diagnostic) in
      try rewriter.rewrite(child)
    }
    return result
  }
}

/// The aggregates of a projection, each once however often it is written.
struct FoundAggregates: ExpressibleByArrayLiteral {
  private(set) var all: [BoundAggregate] = []
  private var slots: [String: Int] = [:]

  init(arrayLiteral elements: BoundAggregate...) {
    for element in elements { _ = add(element) }
  }

  /// Adds `made`, or finds the same; returns its slot.
  mutating func add(_ made: BoundAggregate) -> Int {
    if let known = slots[made.fingerprint] { return known }
    slots[made.fingerprint] = made.slot
    all.append(made)
    return made.slot
  }
}

extension BoundAggregate {
  /// A text that is equal for aggregates that are the same.
  fileprivate var fingerprint: String {
    let arguments = [argument].compactMap { $0 } + extra
    return "\(function?.name ?? "*") \(distinct) "
      + arguments.map(\.fingerprint).joined(separator: ",")
  }
}
