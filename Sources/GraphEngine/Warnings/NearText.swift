import CypherSyntax
import GraphIndex
import GraphModel

/// `s.name = 'ŷd'`: a text that is stored, but in another letter case or composed otherwise.
///
/// It is looked for only after an answer of nothing, because it may take a look at every value.
enum NearText {
  static let name = "NearText"
  /// More positions are not looked at.
  private static let mostLookedAt = 1 << 20

  static func find(_ context: WarningContext) -> [Diagnostic] {
    context.parts.comparisons.compactMap { comparing in
      guard comparing.op == .equal, case .text(let text)? = context.value(of: comparing.value),
        let near = near(text, of: comparing, in: context)
      else { return nil }
      // As texts of Swift, two that look the same are the same.
      let isComposition = near.string == text.string
      return Diagnostic(
        .semanticError, .compile, "NearText",
        "No '\(Value.quotedName(comparing.key.text))' is "
          + "\(Value.text(text).cypherText); one differs only in "
          + (isComposition ? "how its letters are composed" : "letter case"),
        at: comparing.span,
        hint: isComposition
          ? "normalize(…) on both sides compares them"
          : "It is stored as \(Value.text(near).cypherText)")
    }
  }

  /// The stored text that differs in composition or letter case only; nil where the text itself is stored,
  /// or none is near.
  private static func near(
    _ text: Text, of comparing: StatementParts.Comparing, in context: WarningContext
  ) -> Text? {
    let view = context.view
    guard let key = view.keys.number(of: comparing.key.text) else { return nil }
    let wanted = folded(text)
    var found: Text?
    /// Whether to look on.
    func look(_ value: Value) -> Bool {
      guard case .text(let stored) = value else { return true }
      if stored == text {
        found = nil
        return false
      }
      if found == nil, folded(stored) == wanted { found = stored }
      return true
    }
    if context.parts.isRelationship(comparing.variable) {
      let types =
        context.parts.types(of: comparing.variable)?.compactMap(view.types.number(of:)) ?? []
      guard types.reduce(0, { $0 + view.count(ofType: $1) }) <= mostLookedAt else { return nil }
      var goesOn = true
      for type in types {
        view.forEachRelationship(type: type) { handle, _, _ in
          if goesOn { goesOn = look(view.relationshipProperty(handle, key: key)) }
        }
      }
      return found
    }
    guard view.nodeLimit <= mostLookedAt else { return nil }
    let wantedLabels = context.parts.labels(of: comparing.variable).compactMap(
      view.labels.number(of:))
    for position in 0..<NodePosition(view.nodeLimit) where view.isLive(position) {
      let set = view.labelSets[view.labelSet(of: position)]
      guard wantedLabels.allSatisfy(set.contains) else { continue }
      if !look(view.nodeProperty(position, key: key)) { break }
    }
    return found
  }

  /// Equal for texts that differ in composition and letter case only: texts of Swift are compared by what
  /// they look like.
  private static func folded(_ text: Text) -> String { text.string.lowercased() }
}

extension GraphSession {
  /// Warnings of an answer that has found nothing: texts that are stored in other letters.
  ///
  /// A statement that cannot be read has said so itself, and has none.
  public func warningsOfNothing(
    _ text: String, parameters: [String: Value] = [:]
  ) -> [Diagnostic] {
    if mutedWarnings.contains(NearText.name) { return [] }
    do {
      let query = try compiled(text, within: executionLimits)
      let lease = try lease()
      defer { withExtendedLifetime(lease) {} }
      let named = Dictionary(uniqueKeysWithValues: parameters.map { (Text($0.key), $0.value) })
      return warningContext(query, named, try viewToRead()).map(NearText.find) ?? []
    } catch {
      // The answer is there already; what cannot be looked at now is no failure of it.
      return []
    }
  }
}
