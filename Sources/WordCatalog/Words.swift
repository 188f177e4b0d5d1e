/// What the program says, in one language: messages, headings, help, drawings.
///
/// An entry is a member of this type that says its text in every language side by side. It is named
/// for what is said, and what it mentions are its parameters, so that an entry that is missing, a
/// word that no language has, or a value that is not given does not compile; that no text is blank
/// and none leaves out what the other mentions is held by a test.
///
///     let words = Words(.cy)
///     words.rows(2)         // "2 res"
///
/// The language travels with this value from who chose it to who speaks. An entry costs nothing
/// where it is not shown: only the text of the language asked for is made, and only then.
public struct Words: Hashable, Sendable {
  /// The language.
  public let language: Language

  /// The words of a language.
  public init(_ language: Language) { self.language = language }

  /// The words of English, which is spoken where nobody chose.
  public static let english = Words(.en)

  /// The text of the language.
  func say(en: @autoclosure () -> String, cy: @autoclosure () -> String) -> String {
    switch language {
    case .en: en()
    case .cy: cy()
    }
  }

  /// The text for a number of things.
  func say(
    _ number: Int, en: @autoclosure () -> EnglishForms, cy: @autoclosure () -> WelshForms
  ) -> String {
    let category = language.category(of: number)
    switch language {
    case .en: return category == .one ? en().one : en().other
    case .cy: return cy()[category]
    }
  }

  /// The number of things: `3 nod`.
  func count(
    _ number: Int, en: @autoclosure () -> EnglishForms, cy: @autoclosure () -> WelshForms
  ) -> String {
    "\(number) \(say(number, en: en(), cy: cy()))"
  }

  /// A line of advice, to be put behind a message.
  func hint(_ advice: String) -> String { "\n\(hintMark): \(advice)" }
}

/// The forms of an English text that speaks of a number of things.
struct EnglishForms {
  var one: String
  var other: String
}

/// The forms of a Welsh text that speaks of a number of things.
///
/// After a numeral Welsh has the singular, and the numeral changes its first letter: `un` of a
/// feminine, `dau` and `dwy` softly, `tri` and `chwe` by aspiration. 0 takes the plural.
struct WelshForms {
  var zero: String
  var one: String
  var two: String
  var few: String
  var many: String
  var other: String

  /// One text for every number, where no word of it depends on that.
  init(each text: String) {
    (zero, one, two) = (text, text, text)
    (few, many, other) = (text, text, text)
  }

  init(zero: String, one: String, two: String, few: String, many: String, other: String) {
    (self.zero, self.one, self.two) = (zero, one, two)
    (self.few, self.many, self.other) = (few, many, other)
  }

  /// The form for a class of numbers.
  subscript(category: PluralCategory) -> String {
    switch category {
    case .zero: zero
    case .one: one
    case .two: two
    case .few: few
    case .many: many
    case .other: other
    }
  }
}
