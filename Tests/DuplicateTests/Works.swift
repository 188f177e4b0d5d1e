import GraphModel

@testable import Duplicates

/// A reference of a test, with what a database states of it.
struct Work {
  var properties: MapValue
  /// Records of one work have the same number.
  var truth: Int

  init(_ properties: MapValue, truth: Int) {
    self.properties = properties
    self.truth = truth
  }

  func record(_ node: Int) -> WorkRecord? {
    WorkRecord(node: node, Node.Contents(labels: ["Study"], properties: properties))
  }
}

/// Numbers in a sequence that a seed decides; SplitMix64 (Steele, Lea and Flood, 2014).
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func isOne(in number: Int) -> Bool { Int.random(in: 0..<number, using: &self) == 0 }

  mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int.random(in: 0..<list.count, using: &self)]
  }
}

/// Generated references: works of which some have several records, as databases write them, and pairs that
/// look like one work and are two.
struct GeneratedReferences {
  private var chance: Chance
  private var count = 0
  private(set) var works: [Work] = []

  init(seed: UInt64) { chance = Chance(seed) }

  private static let subjects = [
    "community engagement", "public services", "health inequalities", "multisector collaboration",
    "β-blockers", "social prescribing", "housing first", "parent carers", "rural transport",
    "iechyd cyhoeddus", "lles cymunedol", "vitamin D₂", "peer support", "food banks", "loneliness",
    "long-term conditions", "youth work", "care leavers", "asset-based approaches", "time banking",
  ]
  private static let designs = [
    "a randomised controlled trial", "a qualitative study", "a scoping review", "a cohort study",
    "evidence from Wales", "a realist synthesis", "a mixed-methods evaluation", "lessons learned",
  ]
  private static let verbs = [
    "Effects of", "Experiences of", "The role of", "Barriers to", "Costs of", "Understanding",
    "Predictors of", "Towards", "Perceptions of", "Outcomes of",
  ]
  private static let places = [
    "Gwynedd", "Ynys Môn", "Cardiff", "Swansea", "Leeds", "Glasgow", "Tromsø", "Łódź", "Malmö",
    "São Paulo", "Cork", "Belfast", "Kraków", "Bilbao", "Utrecht",
  ]
  private static let families = [
    "Jones", "Evans", "van der Berg", "O'Brien", "García Márquez", "Müller", "Ó Sé", "Łukasik",
    "Evans-Jones", "ap Gwilym", "Zhang", "Nguyễn", "Smith", "Rees", "Llŷr", "de la Cruz", "Åberg",
  ]
  private static let givens = [
    "Mair", "Siân", "Jan", "Ana", "Owain", "Wei", "Elin", "Pól", "Gwen", "Ifan", "Lena", "Tomos",
  ]
  private static let journals = [
    "BMJ", "Journal of Public Health", "Health & Place", "Social Science & Medicine",
    "Gwerddon", "Lancet",
  ]

  /// One work of which a record says all.
  private mutating func work() -> MapValue {
    count += 1
    let (subject, other) = (chance.pick(Self.subjects), chance.pick(Self.subjects))
    let title =
      "\(chance.pick(Self.verbs)) \(subject) and \(other) in \(chance.pick(Self.places)) "
      + "\(Self.word(count)): \(chance.pick(Self.designs))"
    let page = Int.random(in: 1...900, using: &chance)
    let authors = (0..<Int.random(in: 1...4, using: &chance)).map { _ in
      Value.string("\(chance.pick(Self.families)), \(chance.pick(Self.givens))")
    }
    return [
      "id": .string("work\(count)"), "kind": "article-journal", "title": .string(title),
      "authors": .list(authors), "year": .integer(Int.random(in: 1995...2024, using: &chance)),
      "container_title": .string(chance.pick(Self.journals)),
      "volume": .string(String(Int.random(in: 1...90, using: &chance))),
      "pages": .string("\(page)-\(page + 9)"), "doi": .string("10.1234/x.\(count)"),
      "pmid": .string(String(1_000_000 + count)),
    ]
  }

  /// A word that stands for a number, so that no two titles are the same by chance.
  private static func word(_ number: Int) -> String {
    let syllables = ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se"]
    var (rest, word) = (number + 144, "")
    while rest > 0 {
      word += syllables[rest % syllables.count]
      rest /= syllables.count
    }
    return word.prefix(1).uppercased() + word.dropFirst()
  }

  /// The same work as another database has it.
  private mutating func variant(of work: MapValue) -> MapValue {
    var copy = work
    count += 1
    copy["id"] = .string("other\(count)")
    if case .text(let title)? = work["title"] {
      var text = title.string
      switch Int.random(in: 0..<7, using: &chance) {
      case 0: text = text.uppercased()
      case 1: text += "."
      case 2: text = text.replacing("and", with: "&amp;")
      case 3: text = text.replacing("β", with: "beta").replacing("ø", with: "o")
      case 4: text = text.replacing("randomised", with: "randomized")
      case 5: text = text.replacing(": ", with: " - ")
      default: break
      }
      copy["title"] = .string(text)
    }
    let style = Int.random(in: 0..<4, using: &chance)
    copy["authors"] = .list((work["authors"]?.items ?? []).map { Self.author($0, style) })
    if case .text(let doi)? = work["doi"] {
      copy["doi"] = .string(
        chance.pick([
          doi.string, "https://doi.org/\(doi.string.uppercased())", "doi:\(doi.string).",
        ]))
    }
    if chance.isOne(in: 3), case .integer(let year)? = work["year"] {
      copy["year"] = .integer(year + (chance.isOne(in: 2) ? 1 : -1))
    }
    if chance.isOne(in: 2), case .text(let pages)? = work["pages"] {
      copy["pages"] = .string(pages.string.split(separator: "-").first.map(String.init) ?? "")
    }
    for key in ["doi", "pmid", "pages", "volume", "container_title", "kind"] as [Text]
    where chance.isOne(in: 3) { copy[key] = nil }
    return copy
  }

  private static func author(_ value: Value, _ style: Int) -> Value {
    guard case .text(let name) = value else { return value }
    let parts = name.string.split(separator: ",").map { $0.drop { $0 == " " } }
    guard parts.count == 2, let initial = parts[1].first else { return value }
    switch style {
    case 0: return value
    case 1: return .string("\(parts[1]) \(parts[0])")
    case 2: return .string("\(parts[0].uppercased()) \(initial)")
    default: return .string("\(parts[0]), \(initial).")
    }
  }

  private mutating func add(_ properties: MapValue, truth: Int? = nil) -> Int {
    count += 1
    let truth = truth ?? count
    works.append(Work(properties, truth: truth))
    return truth
  }

  private mutating func change(_ work: MapValue, _ changes: MapValue) -> MapValue {
    var copy = work
    count += 1
    copy["id"] = .string("near\(count)")
    for (key, value) in changes.entries {
      copy[key] = value
      if value.isNull { copy[key] = nil }
    }
    return copy
  }

  /// Works, of which one in three has one to three more records.
  mutating func addOrdinary(_ number: Int) {
    for _ in 0..<number {
      let original = work()
      let truth = add(original)
      guard chance.isOne(in: 3) else { continue }
      for _ in 0..<Int.random(in: 1...3, using: &chance) {
        _ = add(variant(of: original), truth: truth)
      }
    }
  }

  /// Works that look like others: every kind of pair that has fooled programs and people.
  mutating func addHard(_ rounds: Int) {
    for _ in 0..<rounds {
      addChapters()
      let article = work()
      _ = add(article)
      let title = article["title"].flatMap { $0.textValue?.string } ?? ""
      // An erratum: with a title of its own, with the article's, with the article's DOI.
      _ = add(change(article, ["title": .string("Erratum: \(title)"), "pmid": .null]))
      _ = add(change(article, ["doi": "10.1234/erratum", "pmid": "77", "pages": "999"]))
      _ = add(change(article, ["type": "Published Erratum", "pmid": .null, "pages": .null]))
      // Retraction notices, and what the publisher calls a retracted article.
      _ = add(change(article, ["title": .string("Retraction notice to: \(title)"), "pmid": .null]))
      _ = add(change(article, ["title": .string("RETRACTED: \(title)"), "doi": .null]))
      _ = add(
        change(article, ["title": .string("Expression of concern: \(title)"), "pages": .null]))
      _ = add(change(article, ["title": .string("Comment on: \(title)"), "pmid": .null]))
      // Parts of a series, with the DOI of the whole by mistake.
      let series = work()
      let part = series["title"].flatMap { $0.textValue?.string } ?? ""
      _ = add(change(series, ["title": .string("\(part). Part I"), "pmid": .null]))
      _ = add(change(series, ["title": .string("\(part). Part II"), "pmid": .null]))
      // The conference paper and the journal article.
      let paper = work()
      _ = add(paper)
      _ = add(
        change(
          paper,
          [
            "kind": "paper-conference", "doi": "10.5555/conf", "pmid": .null, "pages": "12-13",
            "container_title": "Proceedings", "volume": .null,
          ]))
      _ = add(
        change(paper, ["kind": "paper-conference", "doi": .null, "pmid": .null, "pages": .null]))
      // The same title in another year, and another edition.
      let report = change(
        work(), ["kind": "report", "doi": .null, "pmid": .null, "pages": .null, "volume": .null])
      _ = add(report)
      _ = add(change(report, ["year": Self.year(of: report, later: 4)]))
      let book = change(
        work(),
        ["kind": "book", "pmid": .null, "pages": .null, "volume": .null, "edition": "2nd ed."])
      _ = add(book)
      _ = add(change(book, ["edition": "Third edition", "year": Self.year(of: book, later: 6)]))
      _ = add(change(book, ["edition": "3", "doi": .null]))
      // A Cochrane review and its update.
      let review = work()
      _ = add(change(review, ["doi": "10.1002/14651858.CD001234.pub2"]))
      _ = add(
        change(
          review,
          [
            "doi": "10.1002/14651858.CD001234.pub3", "pmid": "88",
            "year": Self.year(of: review, later: 5),
          ]))
      _ = add(
        change(review, ["doi": .null, "pmid": .null, "year": Self.year(of: review, later: 9)]))
      // Two abstracts of a supplement that has one DOI.
      let abstract = work()
      _ = add(change(abstract, ["pages": "S1", "pmid": .null]))
      _ = add(
        change(
          abstract,
          ["title": .string("Microvascular disease in \(title)"), "pages": "S2", "pmid": .null]))
      // Keys that two files number from 1.
      _ = add(change(work(), ["id": "1", "doi": .null, "pmid": .null]))
    }
  }

  private static func year(of work: MapValue, later years: Int) -> Value {
    if case .integer(let year)? = work["year"] { .integer(year + years) } else { .null }
  }

  /// Chapters of one book, which have the book's DOI, and the book.
  private mutating func addChapters() {
    var book = work()
    book["pmid"] = nil
    book["kind"] = "book"
    book["pages"] = nil
    _ = add(book)
    for number in 1...5 {
      var chapter = work()
      chapter["doi"] = book["doi"]
      chapter["pmid"] = nil
      chapter["kind"] = chance.isOne(in: 2) ? "chapter" : nil
      chapter["authors"] = book["authors"]
      chapter["year"] = book["year"]
      chapter["container_title"] = book["title"]
      if number == 5 { chapter["title"] = "Introduction" }
      _ = add(chapter)
    }
  }
}
