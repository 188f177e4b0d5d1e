import WordCatalog

/// Why a figure cannot be made.
public enum FigureFailure: Error, Hashable, Sendable {
  /// The query of the rows, or of the columns, finds nothing.
  case emptyAxis(isRows: Bool, query: String)
  /// There is nothing of the kind that the figure shows.
  case nothing(label: String)
  /// There is no such thing among those that are there.
  case unknown(name: String, nearest: String?)
  /// A stored judgement is none of those that its scale has.
  case judgement(of: String, property: String, value: String, known: [String])
  /// The search strategy cannot be read at a place.
  case strategy(place: String, reason: String)

  /// What is told.
  public func text(in words: Words) -> String {
    switch self {
    case .emptyAxis(let isRows, let query): words.gapMapAxisEmpty(isRows: isRows, query: query)
    case .nothing(let label): words.figureOfNothing(label)
    case .unknown(let name, let nearest): words.figureUnknown(name, nearest: nearest)
    case .judgement(let thing, let property, let value, let known):
      words.judgementUnknown(thing, property: property, value: value, known: known)
    case .strategy(let place, let reason): words.strategyUnreadable(place: place, reason: reason)
    }
  }
}
