import PluginKit
import XMLParsing

extension FormatPlugin {
  /// PubMed's XML.
  public static let pubMedXML = FormatPlugin(
    FormatInfo(
      name: "pubmed-xml", title: "PubMed XML",
      summary: "References as PubMed gives them as XML, articles and books",
      extensions: ["pubmed.xml"], borrowedExtensions: ["xml"],
      signature: { head in
        XMLReferenceReader.recognizes(
          head,
          [
            "<PubmedArticle", "<!DOCTYPE PubmedArticle", "<PubmedBookArticle", "<MedlineCitation",
          ])
      }, holds: .references),
    importing: .references(
      XMLReferenceReader(title: "PubMed XML", records: ["PubmedArticle", "PubmedBookArticle"]) {
        PubMedXML.map($0, &$1)
      }, format: "pubmed", title: "PubMed XML"))
}

/// What the elements of a record of PubMed say.
enum PubMedXML {
  static func map(
    _ record: XMLElement, _ reference: inout Reference
  ) -> [(message: String, place: SourcePlace)] {
    for part in record.children {
      switch part.name {
      case "MedlineCitation": mapCitation(part, &reference)
      case "BookDocument": mapBook(part, &reference)
      case "PubmedData", "PubmedBookData": mapData(part, &reference)
      default: keep(part, &reference)
      }
    }
    if reference[.pmid] == nil {
      return [("The record has no number of PubMed (PMID); it was kept without", record.place)]
    }
    return []
  }

  /// Keeps what has no field by the name of its element.
  private static func keep(_ part: XMLElement, _ reference: inout Reference) {
    for text in part.leaves { reference.keep(text, as: "pubmed_\(part.name)") }
  }

  private static func set(_ part: XMLElement, _ field: TextField, _ reference: inout Reference) {
    if !part.line.isEmpty { reference.offer(part.line, for: field, else: "pubmed_\(part.name)") }
  }

  private static func mapCitation(_ citation: XMLElement, _ reference: inout Reference) {
    for part in citation.children {
      switch part.name {
      case "PMID": reference[.pmid] = Identifier.pmid(part.line) ?? part.line
      case "Article": mapArticle(part, &reference)
      case "MedlineJournalInfo":
        for one in part.children {
          switch one.name {
          case "MedlineTA": set(one, .containerShort, &reference)
          case "ISSNLinking": reference.addSerials(one.line, else: "pubmed_ISSNLinking")
          default: keep(one, &reference)
          }
        }
      case "MeshHeadingList":
        for heading in part.children {
          let terms = [heading.text("DescriptorName")] + heading.all("QualifierName").map(\.line)
          reference.add(terms.compactMap { $0 }.joined(separator: "/"), to: .keywords)
        }
      case "KeywordList": for word in part.children { reference.add(word.line, to: .keywords) }
      default: keep(part, &reference)
      }
    }
  }

  private static func mapArticle(_ article: XMLElement, _ reference: inout Reference) {
    for part in article.children {
      switch part.name {
      case "Journal": mapJournal(part, &reference)
      case "ArticleTitle": set(part, .title, &reference)
      case "VernacularTitle": set(part, .originalTitle, &reference)
      case "Pagination": mapPages(part, &reference)
      case "ELocationID": mapIdentifier(part, part["EIdType"], &reference)
      case "Abstract": mapAbstract(part, &reference)
      case "AuthorList": mapPeople(part, .authors, &reference)
      case "Language": set(part, .language, &reference)
      case "PublicationTypeList":
        let types = part.children.map(\.line).filter { !$0.isEmpty }
        reference.type = types.first
        reference.kind = types.contains("Preprint") ? "article" : "article-journal"
        if types.count > 1 {
          for type in types { reference.keep(type, as: "pubmed_PublicationType") }
        }
      default: keep(part, &reference)
      }
    }
    if reference.kind == nil { reference.kind = "article-journal" }
  }

  private static func mapJournal(_ journal: XMLElement, _ reference: inout Reference) {
    for part in journal.children {
      switch part.name {
      case "ISSN": reference.addSerials(part.line, else: "pubmed_ISSN")
      case "Title": set(part, .containerTitle, &reference)
      case "ISOAbbreviation": set(part, .containerShort, &reference)
      case "JournalIssue":
        for one in part.children {
          switch one.name {
          case "Volume": set(one, .volume, &reference)
          case "Issue": set(one, .issue, &reference)
          case "PubDate": mapDate(one, &reference)
          default: keep(one, &reference)
          }
        }
      default: keep(part, &reference)
      }
    }
  }

  private static func mapDate(_ date: XMLElement, _ reference: inout Reference) {
    if let text = date.text("MedlineDate") { return reference.setDate(text) }
    let parts = ["Year", "Month", "Day", "Season"].compactMap { date.text($0) }
    guard !parts.isEmpty else { return }
    // Months are numbers or names.
    let isNumbers = parts.allSatisfy(\.isDigits)
    reference.setDate(parts.joined(separator: isNumbers ? "-" : " "))
  }

  private static func mapPages(_ part: XMLElement, _ reference: inout Reference) {
    if let pages = part.text("MedlinePgn") {
      return reference.offer(pages.normalizedRange, for: .pages, else: "pubmed_MedlinePgn")
    }
    let pages = [part.text("StartPage"), part.text("EndPage")].compactMap { $0 }
    if !pages.isEmpty { reference[.pages] = pages.joined(separator: "-") }
  }

  private static func mapIdentifier(
    _ part: XMLElement, _ type: String?, _ reference: inout Reference
  ) {
    let text = part.line
    switch type {
    case "doi":
      if let doi = Identifier.doi(text), reference.offer(doi, for: .doi) { return }
    case "pmc":
      if reference.offer(Identifier.pmcid(text) ?? text, for: .pmcid) { return }
    case "pubmed":
      if let pmid = Identifier.pmid(text), reference.offer(pmid, for: .pmid) { return }
    default: break
    }
    reference.keep(text, as: "pubmed_\(type ?? part.name)")
  }

  /// Parts of a structured abstract are paragraphs, each with its label.
  private static func mapAbstract(_ part: XMLElement, _ reference: inout Reference) {
    let paragraphs = part.all("AbstractText").compactMap { text -> String? in
      guard !text.line.isEmpty else { return nil }
      return text["Label"].map { "\($0): \(text.line)" } ?? text.line
    }
    if !paragraphs.isEmpty {
      reference.offer(paragraphs.joined(separator: "\n\n"), for: .abstract, else: "pubmed_Abstract")
    }
    for other in part.children where other.name != "AbstractText" { keep(other, &reference) }
  }

  private static func mapPeople(
    _ list: XMLElement, _ role: NameRole, _ reference: inout Reference
  ) {
    let role = list["Type"] == "editors" ? NameRole.editors : role
    for person in list.children where person.name == "Author" {
      let name: PersonName
      if let collective = person.text("CollectiveName") {
        name = PersonName(corporate: collective)
      } else if let family = person.text("LastName") {
        name = PersonName(
          family: family, given: person.text("ForeName") ?? person.text("Initials"),
          suffix: person.text("Suffix"))
      } else if let text = person.line.nonEmpty {
        name = PersonName(family: text)
      } else {
        continue
      }
      reference[role].append(name)
      for identifier in person.all("Identifier") {
        if let orcid = Identifier.orcid(identifier.line) {
          reference.add("\(name.text): \(orcid)", to: .orcids)
        } else {
          reference.keep("\(name.text): \(identifier.line)", as: "pubmed_Identifier")
        }
      }
      for info in person.all("AffiliationInfo") {
        if let place = info.text("Affiliation") {
          reference.add("\(name.text): \(place)", to: .affiliations)
        }
      }
    }
  }

  private static func mapData(_ data: XMLElement, _ reference: inout Reference) {
    for part in data.children {
      switch part.name {
      case "ArticleIdList":
        for one in part.children { mapIdentifier(one, one["IdType"], &reference) }
      case "PublicationStatus": set(part, .status, &reference)
      case "History":
        for date in part.children {
          let parts = ["Year", "Month", "Day"].compactMap { date.text($0) }
          let text = StatedDate(parts.joined(separator: "-")).text
          reference.keep("\(date["PubStatus"] ?? "date"): \(text)", as: "pubmed_History")
        }
      default: keep(part, &reference)
      }
    }
  }

  /// A book of NCBI's Bookshelf, or a chapter of one.
  private static func mapBook(_ document: XMLElement, _ reference: inout Reference) {
    let isChapter = document.text("ArticleTitle") != nil
    reference.kind = isChapter ? "chapter" : "book"
    for part in document.children {
      switch part.name {
      case "PMID": reference[.pmid] = Identifier.pmid(part.line) ?? part.line
      case "ArticleIdList":
        for one in part.children { mapIdentifier(one, one["IdType"], &reference) }
      case "ArticleTitle": set(part, .title, &reference)
      case "AuthorList": mapPeople(part, .authors, &reference)
      case "Abstract": mapAbstract(part, &reference)
      case "Language": set(part, .language, &reference)
      case "PublicationType": reference.type = part.line
      case "KeywordList": for word in part.children { reference.add(word.line, to: .keywords) }
      case "Book":
        for one in part.children {
          switch one.name {
          case "Publisher":
            reference[.publisher] = one.text("PublisherName")
            reference[.publisherPlace] = one.text("PublisherLocation")
          case "BookTitle": set(one, isChapter ? .containerTitle : .title, &reference)
          case "PubDate": mapDate(one, &reference)
          case "AuthorList": mapPeople(one, isChapter ? .editors : .authors, &reference)
          case "CollectionTitle": set(one, .collectionTitle, &reference)
          case "Isbn": reference.addSerials(one.line, else: "pubmed_Isbn")
          case "Edition": set(one, .edition, &reference)
          case "Volume": set(one, .volume, &reference)
          default: keep(one, &reference)
          }
        }
      default: keep(part, &reference)
      }
    }
  }
}
