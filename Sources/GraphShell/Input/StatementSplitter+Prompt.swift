import CypherSyntax

extension StatementSplitter.Open {
  /// The prompt that asks for more and says what is open, as wide as `dolen> `.
  var prompt: String {
    switch self {
    case .nothing: "dolen> "
    case .statement: "    …> "
    case .bracket(let bracket): "    \(bracket)> "
    case .text(let quote): "    \(quote)> "
    case .name: "    `> "
    case .comment: "   /*> "
    }
  }
}
