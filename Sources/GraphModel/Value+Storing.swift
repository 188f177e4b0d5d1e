/// What a property can hold: a text, number, boolean, temporal value or point, or a list of those.
extension Value {
  /// Whether a property can hold the value; null it cannot, for a property without a value is absent.
  ///
  ///     Value.list([1, "a"]).isStorable        // true
  ///     Value.list([.list([1])]).isStorable    // false
  ///
  /// - Complexity: O(*n*) in the elements of a list.
  public var isStorable: Bool {
    if case .list(let elements) = self { return elements.allSatisfy(\.isStorableElement) }
    return isStorableElement
  }

  /// Whether a list in a property can hold the value.
  public var isStorableElement: Bool {
    switch self {
    case .null, .list, .map, .node, .relationship, .path: false
    default: true
    }
  }
}

extension Diagnostic {
  /// The refusal of a value that no property holds.
  package static func badProperty(_ key: Text, _ value: Value) -> Diagnostic {
    var what = value.typePhrase
    if case .list(let elements) = value,
      let refused = elements.first(where: { !$0.isStorableElement })
    {
      what += refused.isNull ? " with null in it" : " with \(refused.typePhrase) in it"
    }
    return Diagnostic(
      .typeError, .runtime, "InvalidPropertyType", "Property '\(key)' cannot hold \(what)",
      hint: "A property holds a text, number, boolean, temporal value, point, or a list of those")
  }
}
