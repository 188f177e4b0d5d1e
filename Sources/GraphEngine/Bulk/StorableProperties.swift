import GraphModel

extension Value {
  /// Makes sure that a property called `key` can hold the value, or that it is null.
  ///
  /// Whoever adds rows past the writer of a transaction asks here, so that both refuse the same with the
  /// same words.
  ///
  /// - Throws: `Diagnostic` where it cannot.
  @inline(__always)
  package func checkStorable(as key: Text) throws(Diagnostic) {
    if isNull || isStorable { return }
    throw .badProperty(key, self)
  }
}

extension Diagnostic {
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
