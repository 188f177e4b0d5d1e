import GraphModel

extension Value {
  /// Makes sure that a property called `key` can hold the value.
  ///
  /// Whoever adds rows past the writer of a transaction asks here, so that both refuse the same with the
  /// same words.
  ///
  /// - Throws: `Diagnostic` where it cannot.
  @inlinable
  package func checkStorable(as key: Text) throws(Diagnostic) {
    switch self {
    case .map, .node, .relationship, .path: throw .unstorable(self, as: key)
    default: return
    }
  }
}

extension Diagnostic {
  /// The refusal of a value that no property holds.
  @usableFromInline
  package static func unstorable(_ value: Value, as key: Text) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidPropertyType",
      "Property '\(key)' cannot hold \(value.typePhrase)")
  }

  /// The refusal to speak of a node that is not there.
  package static func noNode(_ id: Int) -> Diagnostic {
    Diagnostic(
      .entityNotFound, .runtime, "EntityNotFound", "There is no node with the identifier \(id)")
  }

  /// The refusal to speak of a relationship that is not there.
  package static func noRelationship(_ id: Int) -> Diagnostic {
    Diagnostic(
      .entityNotFound, .runtime, "EntityNotFound",
      "There is no relationship with the identifier \(id)")
  }
}
