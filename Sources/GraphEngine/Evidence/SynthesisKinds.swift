/// Which kinds of source bring others together: those that are named, else those whose words say so.
///
///     SynthesisKinds().contains("systematic review")  // true
package struct SynthesisKinds: Sendable {
  private let named: [String]?

  /// - Parameter named: The kinds; nil where their words tell.
  package init(_ named: [String]? = nil) { self.named = named }

  /// Whether a kind is one of them.
  package func contains(_ kind: String) -> Bool {
    if let named { return named.contains(kind) }
    let word = kind.lowercased()
    return ["review", "synthesis", "meta-analysis"].contains { word.contains($0) }
  }
}
