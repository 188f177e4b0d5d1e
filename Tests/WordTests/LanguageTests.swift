import Testing
import WordCatalog

/// Languages, their classes of numbers, and things that are counted.
@Suite("Languages")
struct LanguageTests {
  @Test(
    "A language is known by its tag",
    arguments: [
      ("en", Language.en), ("cy", .cy), ("CY", .cy), ("cy-GB", .cy), ("cy_GB.UTF-8", .cy),
      ("en_GB@euro", .en), ("C", nil), ("", nil), ("cym", nil), ("fr", nil),
    ])
  func tag(_ tag: String, language: Language?) {
    #expect(Language(tag: tag) == language)
  }

  /// The samples of CLDR 45 for integers.
  @Test(
    "Numbers fall into the classes of CLDR",
    arguments: [
      (0, PluralCategory.other, PluralCategory.zero), (1, .one, .one), (2, .other, .two),
      (3, .other, .few), (4, .other, .other), (5, .other, .other), (6, .other, .many),
      (7, .other, .other), (8, .other, .other), (11, .other, .other), (12, .other, .other),
      (13, .other, .other), (16, .other, .other), (100, .other, .other),
      (1_000_006, .other, .other),
    ])
  func category(_ number: Int, english: PluralCategory, welsh: PluralCategory) {
    #expect(Language.en.category(of: number) == english)
    #expect(Language.cy.category(of: number) == welsh)
  }

  @Test(
    "What is counted has the right form",
    arguments: [
      (0, "0 nodes, 0 relationships", "0 nodau, 0 perthnasoedd"),
      (1, "1 node, 1 relationship", "1 nod, 1 berthynas"),
      (2, "2 nodes, 2 relationships", "2 nod, 2 berthynas"),
      (3, "3 nodes, 3 relationships", "3 nod, 3 perthynas"),
      (4, "4 nodes, 4 relationships", "4 nod, 4 perthynas"),
      (6, "6 nodes, 6 relationships", "6 nod, 6 pherthynas"),
      (10, "10 nodes, 10 relationships", "10 nod, 10 perthynas"),
    ])
  func counted(_ number: Int, english: String, welsh: String) {
    #expect(Words.english.graphSize(nodes: number, relationships: number) == english)
    #expect(Words(.cy).graphSize(nodes: number, relationships: number) == welsh)
  }

  @Test(
    "Rows in Welsh",
    arguments: zip(
      [0, 1, 2, 3, 6, 7], ["0 rhesi", "1 rhes", "2 res", "3 rhes", "6 rhes", "7 rhes"]))
  func rows(_ number: Int, welsh: String) {
    #expect(Words(.cy).rows(number) == welsh)
  }
}
