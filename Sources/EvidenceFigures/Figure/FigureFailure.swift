import WordCatalog

/// Why a figure cannot be made.
public enum FigureFailure: Error, Hashable, Sendable {
  /// The query of the rows, or of the columns, finds nothing.
  case emptyAxis(isRows: Bool, query: String)
  /// There is nothing of the kind that the figure shows.
  case nothing(label: String)
  /// There is no such thing among those that are there.
  case unknown(name: String, nearest: String?)
  /// There is nothing of that id or name among what claims are of.
  case unknownSubject(name: String, label: String, nearest: String?, known: [String])
  /// A stored judgement is none of those that its scale has.
  case judgement(of: String, property: String, value: String, known: [String])
  /// The search strategy cannot be read at a place.
  case strategy(line: Int, StrategyFault)

  /// What is wrong with the text of a search strategy.
  public enum StrategyFault: Hashable, Sendable {
    /// Text stands before the first line that begins a block.
    case noBlock
    /// A block has no letter, or no term.
    case emptyBlock(letter: String)
    /// Brackets lie deeper in each other than anybody means.
    case tooDeep(letter: String, limit: Int)
  }

  /// What is told.
  public func text(in words: Words) -> String {
    switch self {
    case .emptyAxis(let isRows, let query): words.gapMapAxisEmpty(isRows: isRows, query: query)
    case .nothing(let label): words.figureOfNothing(label)
    case .unknown(let name, let nearest): words.figureUnknown(name, nearest: nearest)
    case .unknownSubject(let name, let label, let nearest, let known):
      words.claimSubjectUnknown(name, label: label, nearest: nearest, known: known)
    case .judgement(let thing, let property, let value, let known):
      words.judgementUnknown(thing, property: property, value: value, known: known)
    case .strategy(let line, let fault):
      "\(words.lines(line, line)): \(fault.text(in: words))"
    }
  }
}

extension FigureFailure.StrategyFault {
  fileprivate func text(in words: Words) -> String {
    switch self {
    case .noBlock: words.strategyWithoutBlock
    case .emptyBlock(let letter): words.strategyBlockEmpty(letter)
    case .tooDeep(let letter, let limit): words.strategyTooDeep(letter, limit: limit)
    }
  }
}
