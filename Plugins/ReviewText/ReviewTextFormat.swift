import PluginKit

extension FormatPlugin {
  /// A published narrative review as plain text: sections, studies, and each citation with its place and words.
  ///
  ///     dolen import review.dolen report.txt --format review -O language=cy
  public static let reviewText = FormatPlugin(
    FormatInfo(
      name: "review", title: "Text of a review",
      summary:
        "A published review as plain text: its sections, its studies, each citation with its place",
      extensions: ["review.txt"], borrowedExtensions: ["txt"], holds: []),
    importing: FormatAbility(ReviewTextImporter.init))
}

/// How to read the text of a review.
struct ReviewTextOptions: FormatOptions {
  /// The file of the profile; empty for none.
  var profile = ""
  /// The language of the text.
  var language = Language.guessed
  /// Whether stances are proposed.
  var stance = Stance.proposed
  /// Whether a page is written beside the text.
  var page = Page.beside
  /// What stands before the identifiers of what only this review has.
  var prefix = ""
  /// What the review is called in the graph; empty for the name of the file.
  var review = ""

  init() {}

  enum Language: String, CaseIterable, Sendable {
    case guessed, cy, en
  }

  enum Stance: String, CaseIterable, Sendable {
    case proposed, none
  }

  enum Page: String, CaseIterable, Sendable {
    case beside, none
  }

  static let list: [FormatOption<ReviewTextOptions>] = [
    .text(
      "profile", \.profile, "FILE",
      "The profile: language, style of citations, which heading is what"),
    .choice("language", \.language, "The language of the text, where the profile says none"),
    .choice(
      "stance", \.stance, "Whether cue words propose what a study says of a thing; never as a fact"),
    .choice(
      "page", \.page, "Whether a page of what was found is written beside the text: FILE.html"),
    .text(
      "prefix", \.prefix, "TEXT",
      "What stands before each identifier; where the graph holds another review, the name of the text"
    ),
    .text("review", \.review, "ID", "What the review is called in the graph; else its file's name"),
  ]
}
