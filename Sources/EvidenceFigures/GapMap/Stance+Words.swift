import EvidenceKit

extension Stance {
  /// The stance of a word; `for` and `against` are taken for what they mean.
  init?(anyWord word: String) {
    switch word {
    case "for": self = .supports
    case "against": self = .barrier
    default: self.init(rawValue: word)
    }
  }

  /// The stance of several together: theirs, where all have the same, and otherwise mixed; nil for none.
  init?(sharedBy stances: some Sequence<Stance>) {
    let different = Set(stances)
    guard let first = different.first else { return nil }
    self = different.count == 1 ? first : .mixed
  }
}
