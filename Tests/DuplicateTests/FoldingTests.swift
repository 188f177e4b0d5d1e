import Testing

@testable import Duplicates

/// What two spellings of a title, an author or an identifier have in common.
@Suite("Works in one form")
struct FoldingTests {
  private func compact(_ title: String) -> String? {
    WorkTitle(title).map { String(decoding: $0.compact, as: UTF8.self) }
  }

  @Test(
    "Spellings of one title agree",
    arguments: [
      ["Health &amp; care", "Health and care", "HEALTH & CARE.", "Health &#38; care"],
      ["TGF-β and β-blockers", "TGF-beta and beta-blockers", "TGF-&beta; &amp; &beta; blockers"],
      ["Gŵyl ym Môn: tŷ’r gymuned", "Gwyl ym Mon: ty'r gymuned", "GWYL YM MON - TYR GYMUNED"],
      ["Café, naïve, Ærø, Straße, Łódź", "Cafe\u{301} nai\u{308}ve Aero Strasse Lodz"],
      ["Caf&eacute; &ndash; na&iuml;ve", "Café naïve"],
      ["<i>E. coli</i> in CO<sub>2</sub>", "E. coli in CO2", "E coli in CO₂"],
      ["Study of care: Part II", "Study of care, part two", "Study of care (Part 2)"],
      ["P < 0.05 and n > 3", "p 0 05 n 3"],
    ])
  func titles(_ spellings: [String]) {
    #expect(Set(spellings.map(compact)).count == 1, "\(spellings.map(compact))")
  }

  @Test(
    "Titles that differ do",
    arguments: [
      ("Study of care: Part I", "Study of care: Part II"), ("Phase 2 trial", "Phase 3 trial"),
      ("Care in 2014", "Care in 2015"), ("Trial arm A", "Trial arm B"),
    ])
  func otherTitles(_ one: String, _ two: String) throws {
    let (left, right) = (try #require(WorkTitle(one)), try #require(WorkTitle(two)))
    #expect(left.compact != right.compact && left.numbers != right.numbers)
  }

  @Test("Misprints are a letter or two in long words")
  func misprints() throws {
    let title = try #require(WorkTitle("Randomised trial of community engagement"))
    for (text, isMisprint) in [
      ("Randomized trial of community engagement", true),
      ("Randomised trial of comunity engagment", true),
      ("Randomised trial of comumnity engagement", true),
      ("Randomised trail of community disengagement", false),
      ("Randomised trial of community", false),
    ] {
      #expect(try #require(WorkTitle(text)).isMisprint(of: title) == isMisprint, "\(text)")
    }
    let hyper = try #require(WorkTitle("Treatment of hypertension in adults"))
    #expect(!hyper.isMisprint(of: try #require(WorkTitle("Treatment of hypotension in adults"))))
  }

  @Test(
    "Identifiers have one form",
    arguments: [
      ("10.1000/ABC.12", "10.1000/abc.12"), ("https://doi.org/10.1000/abc.12", "10.1000/abc.12"),
      ("http://dx.doi.org/10.1000/abc.12.", "10.1000/abc.12"),
      ("doi:10.1000/abc.12;", "10.1000/abc.12"),
      ("DOI: 10.1000/abc.12 [doi]", "10.1000/abc.12"), ("10.1000%2Fabc.12", "10.1000/abc.12"),
      ("10.1016/S0140-6736(05)12345-1", "10.1016/s0140-6736(05)12345-1"),
      ("(doi 10.1016/S0140-6736(05)12345)", "10.1016/s0140-6736(05)12345"),
    ])
  func doi(_ text: String, _ doi: String) {
    #expect(WorkIdentifier.doi(text) == doi)
  }

  @Test("What is no identifier is none")
  func noIdentifiers() {
    for text in ["", "10.1/x", "n/a", "10.1000/", "www.example.org/210.1000", "110.1000/x"] {
      #expect(WorkIdentifier.doi(text) == nil, "\(text)")
    }
    for text in ["", "PMC123", "0", "12345678901", "https://example.org/12"] {
      #expect(WorkIdentifier.pmid(text) == nil, "\(text)")
    }
    for text in [
      "123", "PMID: 0123", "pmid123", "https://pubmed.ncbi.nlm.nih.gov/123/", "123 [pubmed]",
    ] {
      #expect(WorkIdentifier.pmid(text) == "123", "\(text)")
    }
  }

  @Test(
    "Authors agree in every order",
    arguments: [
      ["Jones, Mair", "Mair Jones", "M. Jones", "JONES M", "Jones M.", "Jones", "Jones, M.E."],
      ["van der Berg, Jan", "Jan van der Berg", "Berg, J. van der", "BERG J", "Van der Berg J"],
      ["O'Brien, Siân", "O’Brien, Sian", "S. OBrien", "Siân O'Brien"],
      ["Evans-Jones, Elin", "Evans Jones, E.", "Elin Evans-Jones"],
      ["Ó Sé, Pól", "O Se, Pol"], ["Wei Zhang", "Zhang Wei", "Zhang, Wei", "Zhang W"],
      ["World Health Organization", "World Health Organization"],
      ["Smith, John, Jr.", "John Smith Jr", "Smith J"],
    ])
  func authors(_ spellings: [String]) throws {
    let first = try #require(WorkAuthor(spellings[0]))
    for spelling in spellings {
      #expect(try #require(WorkAuthor(spelling)).agrees(with: first), "\(spelling)")
    }
  }

  @Test("Others are others, and nobody is nobody")
  func otherAuthors() throws {
    for (one, two) in [
      ("Jones, Mair", "Jones, Owen"), ("Jones, Mair", "Johns, Mair"), ("Mair Jones", "Owen Mair"),
    ] {
      let (left, right) = (try #require(WorkAuthor(one)), try #require(WorkAuthor(two)))
      #expect(!left.agrees(with: right))
    }
    #expect(WorkAuthor("et al.") == nil && WorkAuthor("") == nil && WorkAuthor("Anonymous") == nil)
    #expect(WorkAuthor.list(["Jones, M.; Evans, E. & Rees, R."]).count == 3)
  }

  @Test("A score is between 0 and 1, and more speaks for one work the more is the same")
  func scores() {
    let alike: Set<Finding> = [.sameTitle, .sameYear, .sameFirstAuthor]
    #expect(alike.score > 0.99 && alike.score < 1)
    #expect(alike.union([.otherDOI]).score < alike.score)
    #expect(Set<Finding>([.otherTitle, .sameYear]).score < 0.001)
    #expect(Set(Finding.allCases).score.isFinite)
  }
}
