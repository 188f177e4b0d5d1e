import GraphModel
import WordCatalog

/// One citation of a study: who is cited, where, in what words, for or against what.
///
/// In the graph a citation is a relationship of its own, so that a study may help and hinder the
/// same factor, and twice.
public struct Citation: Hashable, Sendable {
  /// The identifier of the citation, which relationships that repeat it share.
  public var id: Text
  /// What the study says of the thing.
  public var stance: Stance
  /// The citation as printed.
  public var printed: Text
  /// Where it is printed.
  public var locator: Locator
  /// Whether words are quoted; otherwise the thought is put in other words.
  public var isQuote: Bool
  /// Parenthetical, narrative or footnote.
  public var form: Text?
  /// What the study is cited for.
  public var claim: Text?
  /// Claim, definition, example or list.
  public var role: Text?
  /// Citations inside one bracket share a group.
  public var group: Text?
  /// The theme of the factor in whose text it stands.
  public var theme: Text?

  /// The citation that a relationship is; nil where it is none.
  public init?(_ relationship: Relationship.Contents) {
    let properties = relationship.properties
    func text(_ key: Text) -> Text? {
      if case .text(let value)? = properties[key] { value } else { nil }
    }
    guard let id = text("id"), let printed = text("printed"), let stance = Stance(relationship),
      let locator = Locator(properties)
    else { return nil }
    self.id = id
    self.printed = printed
    self.stance = stance
    self.locator = locator
    isQuote = text("mode") == "quote"
    form = text("form")
    claim = text("claim_en")
    role = text("role")
    group = text("group")
    theme = text("theme")
  }
}

extension Citation: CustomStringConvertible {
  /// The citation in one line: `c001 “Harden et al., 2015” (line 179; page 4), barrier: bad history
  /// breeds cynicism`.
  public var description: String { text(in: .english) }

  /// The citation in one line, in the words of a language.
  public func text(in words: Words) -> String {
    let stance = stance.text(in: words)
    let said = isQuote ? words.quoted(stance) : stance
    return "\(id) “\(printed)” (\(locator.text(in: words))), \(said)"
      + (claim.map { ": \($0)" } ?? "")
  }
}
