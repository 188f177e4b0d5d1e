import CypherSyntax

/// Whether a statement opens or ends a transaction, as far as its first word says.
enum StatementWord {
  case begin
  case commit
  case rollback
  case other

  init(_ text: String) {
    var words = ArgumentReader(text)
    switch words.word().flatMap({ Keyword(word: $0) }) {
    case .begin: self = .begin
    case .commit: self = .commit
    case .rollback: self = .rollback
    default: self = .other
    }
  }
}
