/// A language that the program speaks, by its code in ISO 639.
public enum Language: String, CaseIterable, Hashable, Sendable {
  /// English.
  case en
  /// Welsh.
  case cy

  /// The language of a tag or a locale, such as `cy`, `cy-GB` or `cy_GB.UTF-8`; nil for others.
  public init?(tag: String) {
    let code = tag.prefix { $0 != "_" && $0 != "-" && $0 != "." && $0 != "@" }.lowercased()
    self.init(rawValue: code)
  }
}

/// The classes of numbers that a language gives words of their own, as Unicode's CLDR has them.
public enum PluralCategory: String, CaseIterable, Hashable, Sendable {
  case zero
  case one
  case two
  case few
  case many
  case other
}

extension Language {
  /// The class of a whole number (CLDR 45, cardinals): English tells one from others, Welsh also
  /// 0, 2, 3 and 6.
  public func category(of number: Int) -> PluralCategory {
    switch (self, number.magnitude) {
    case (_, 1): .one
    case (.cy, 0): .zero
    case (.cy, 2): .two
    case (.cy, 3): .few
    case (.cy, 6): .many
    default: .other
    }
  }
}
