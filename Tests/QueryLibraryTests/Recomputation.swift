/// How each saved query is answered without the engine: a plain loop over the rows of `Graph/`.
enum Recomputation {
  typealias Function = @Sendable (Evidence, SavedQuery) throws -> Answer

  /// The recomputations by the name of the query.
  static let all: [String: Function] = [
    strength, gaps, provenance, identities, method, links,
  ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }
}
