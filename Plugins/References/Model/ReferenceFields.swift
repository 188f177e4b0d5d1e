/// A part of a reference that is one text, named as the property that holds it.
///
/// The names are those of the Citation Style Language, where it has one.
enum TextField: String, CaseIterable, Sendable {
  case title
  case shortTitle = "short_title"
  case translatedTitle = "translated_title"
  case originalTitle = "original_title"
  case containerTitle = "container_title"
  case containerShort = "container_title_short"
  case collectionTitle = "collection_title"
  case collectionNumber = "collection_number"
  case volume
  case issue
  case pages
  case articleNumber = "article_number"
  case number
  case edition
  case section
  case numberOfPages = "number_of_pages"
  case numberOfVolumes = "number_of_volumes"
  case publisher
  case publisherPlace = "publisher_place"
  case eventTitle = "event_title"
  case eventPlace = "event_place"
  case abstract
  case language
  case doi
  case pmid
  case pmcid
  case openAlexID = "openalex_id"
  case accessionNumber = "accession_number"
  case callNumber = "call_number"
  case database
  case databaseProvider = "database_provider"
  case archive
  case genre
  case medium
  case status
  case originalDate = "original_date"
  case accessed
}

/// A part of a reference that may be stated several times; its property is a list of texts.
enum ListField: String, CaseIterable, Sendable {
  case keywords
  case urls
  case issn
  case isbn
  case notes
  case addresses
  case orcids = "author_orcids"
  case affiliations = "author_affiliations"
}

/// What a person or organisation did for a work, named as the property that lists them.
enum NameRole: String, CaseIterable, Sendable {
  case authors
  case editors
  case translators
  case collectionEditors = "collection_editors"
  case contributors

  /// The property that says which of the names are those of organisations.
  var corporateProperty: String { "corporate_\(rawValue)" }

  /// The type of the relationship from a person's node.
  var relationshipType: String {
    switch self {
    case .authors: "AUTHORED"
    case .editors: "EDITED"
    case .translators: "TRANSLATED"
    case .collectionEditors: "EDITED_SERIES"
    case .contributors: "CONTRIBUTED_TO"
    }
  }
}
