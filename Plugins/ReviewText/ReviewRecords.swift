import GraphModel
import PluginKit
import ReviewReading

/// The records of a review that was read: nodes of its sections and studies, a relationship for each citation.
struct ReviewRecords {
  let review: ReadReview
  let id: Text
  let language: String
  let proposesStance: Bool
  let file: Text
  /// What stands before the identifiers of what only this review has, in a graph that holds others.
  let prefix: String
  /// The place of the first citation of each study.
  let firsts: [Int: Range<Int>]

  /// The section that holds what stands before the first heading.
  static let front = "front"

  /// - Parameters:
  ///   - prefix: What stands before the identifiers of sections, studies, citations, blocks and stages; empty in the
  ///     first review of a graph.
  ///   - proposesStance: Whether what cue words suggest is told.
  init(_ review: ReadReview, id: String, prefix: String, proposesStance: Bool) {
    self.review = review
    self.prefix = prefix
    firsts = Dictionary(
      review.citations.compactMap { citation in citation.study.map { ($0, citation.range) } },
      uniquingKeysWith: { first, _ in first })
    self.id = Text(id)
    self.proposesStance = proposesStance
    language = review.profile.language ?? "en"
    file = Text(review.text.name.split(separator: "/").last.map(String.init) ?? review.text.name)
  }

  /// Hands all records to `sink`.
  func add(to sink: inout some GraphSink) throws {
    try addReview(&sink)
    try addSections(&sink)
    try addParts(&sink)
    for index in review.studies.indices { try addStudy(index, &sink) }
    for index in review.citations.indices { try addCitation(index, &sink) }
    try addPairs(&sink)
    try addVia(&sink)
    try addMethods(&sink)
  }

  // MARK: Pieces

  func place(_ range: Range<Int>) -> SourcePlace {
    let line = review.text.line(of: range.lowerBound)
    return SourcePlace(
      review.text.name, line: line, column: review.text.column(of: range.lowerBound))
  }

  /// Lines and characters of a range.
  func located(_ range: Range<Int>) -> MapValue {
    var properties = MapValue()
    properties["line_start"] = .integer(review.text.line(of: range.lowerBound))
    properties["line_end"] = .integer(
      review.text.line(of: max(range.lowerBound, range.upperBound - 1)))
    properties["char_start"] = .integer(range.lowerBound)
    properties["char_end"] = .integer(range.upperBound)
    return properties
  }

  func node(
    _ label: Text, _ id: String, _ properties: MapValue, at place: SourcePlace
  ) -> ImportedNode {
    var properties = properties
    properties["id"] = .string(id)
    properties["read_from"] = .text(self.id)
    return ImportedNode(
      NodeReference(Text(id), in: label), labels: [label], properties: properties, key: "id",
      at: place)
  }

  func link(
    _ type: Text, _ from: NodeReference, _ to: NodeReference, _ properties: MapValue = MapValue(),
    key: Text? = nil, at place: SourcePlace
  ) -> ImportedRelationship {
    var properties = properties
    properties["read_from"] = .text(id)
    return ImportedRelationship(
      type, from: from, to: to, properties: properties, key: key, at: place)
  }

  var reviewReference: NodeReference { NodeReference(id, in: "Review") }

  func study(_ index: Int) -> NodeReference {
    NodeReference(Text(prefix + review.studies[index].id), in: "Study")
  }

  func section(_ index: Int) -> NodeReference {
    NodeReference(Text(prefix + review.sections[index].id), in: "Section")
  }

  // MARK: Nodes

  private func addReview(_ sink: inout some GraphSink) throws {
    var properties = MapValue()
    if let title = review.profile.title { properties[Text("name_\(language)")] = .string(title) }
    if let year = review.profile.published { properties["year"] = .integer(year) }
    if !review.reasons.isEmpty {
      properties["guessed"] = .list(
        review.reasons.map { .string("\($0.statement.rawValue): \($0.value)") })
    }
    properties["file"] = .text(file)
    if !prefix.isEmpty { properties["prefix"] = .string(prefix) }
    properties["language"] = .string(language)
    properties["style"] = .string(review.profile.style.rawValue)
    properties["pages"] = .integer(review.pageCount)
    properties["citations"] = .integer(review.citations.count)
    if let listed = review.listed { properties["references"] = .integer(listed) }
    try sink.add(node("Review", id.string, properties, at: SourcePlace(review.text.name)))
  }

  private func addSections(_ sink: inout some GraphSink) throws {
    if review.citations.contains(where: { $0.section == nil }) {
      var properties = located(
        0..<(review.sections.first?.range.lowerBound ?? review.text.scalars.count))
      properties["name_en"] = "Before the first heading"
      properties["level"] = 1
      properties["number"] = 0
      properties["page"] = 1
      let place = place(0..<0)
      try sink.add(node("Section", prefix + Self.front, properties, at: place))
      try sink.add(
        link(
          "PART_OF", NodeReference(Text(prefix + Self.front), in: "Section"), reviewReference,
          at: place))
    }
    for (index, section) in review.sections.enumerated() {
      var properties = located(section.range)
      properties["number"] = .integer(index + 1)
      properties["level"] = .integer(section.level)
      if section.isLevelDoubtful { properties["level_doubtful"] = true }
      if let number = section.number { properties["heading_number"] = .string(number) }
      name(&properties, title: section.title, part: section.part)
      if let part = section.part {
        properties["kind"] = .string(review.profile.parts[part].kind.rawValue)
      }
      let place = place(section.heading)
      try sink.add(node("Section", prefix + section.id, properties, at: place))
      try sink.add(
        link(
          "PART_OF", NodeReference(Text(prefix + section.id), in: "Section"),
          section.parent.map { self.section($0) } ?? reviewReference, at: place))
    }
  }

  /// The names that a profile states, and the heading as the name in the language of the text.
  private func name(_ properties: inout MapValue, title: String, part: Int?) {
    properties[Text("name_\(language)")] = .string(title)
    guard let part else { return }
    if let english = review.profile.parts[part].english { properties["name_en"] = .string(english) }
    if let welsh = review.profile.parts[part].welsh { properties["name_cy"] = .string(welsh) }
  }

  static func label(_ kind: ReviewProfile.Part.Kind) -> Text? {
    switch kind {
    case .section: nil
    case .factor: "Factor"
    case .model: "Model"
    case .category: "Category"
    }
  }

  private func addParts(_ sink: inout some GraphSink) throws {
    var numbers: [Text: Int] = [:]
    for (index, part) in review.profile.parts.enumerated() {
      guard let label = Self.label(part.kind) else { continue }
      numbers[label, default: 0] += 1
      let section = review.sections.first { $0.part == index }
      guard let section else {
        let name = "\(part.kind.rawValue) \(part.id)"
        if review.doubled.contains(where: { $0.part == name }) { continue }
        sink.warn(
          "The profile's \(part.kind.rawValue) \(part.id), '\(part.titles[0])', was not found",
          at: SourcePlace(review.text.name))
        continue
      }
      var properties = located(section.range)
      properties["level"] = .integer(section.level)
      properties["number"] = .integer(numbers[label] ?? 1)
      if part.kind == .factor {
        properties["slug"] = .string(Self.slug(part.english ?? section.title))
      }
      if part.kind == .category {
        let order = review.sections.filter { other in
          other.part.map { review.profile.parts[$0].kind == .category } ?? false
        }.firstIndex { $0.part == index }
        properties["body_order"] = .integer((order ?? 0) + 1)
      }
      name(&properties, title: section.title, part: index)
      try sink.add(node(label, part.id, properties, at: place(section.heading)))
    }
    for (index, part) in review.profile.parts.enumerated() where part.kind == .model {
      guard let section = review.sections.first(where: { $0.part == index }) else { continue }
      let model = NodeReference(Text(part.id), in: "Model")
      for (order, category) in ([part.category].compactMap { $0 } + part.otherCategories)
        .enumerated()
      where review.sections.contains(where: { has($0, .category, category) }) {
        try sink.add(
          link(
            "IN_CATEGORY", model, NodeReference(Text(category), in: "Category"),
            ["placement": .string(order == 0 && part.category != nil ? "main" : "also")],
            at: place(section.heading)))
      }
    }
  }

  /// A name in small letters and hyphens.
  static func slug(_ name: String) -> String {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.prefix(8).joined(separator: "-")
  }

  private func has(_ section: ReadSection, _ kind: ReviewProfile.Part.Kind, _ id: String) -> Bool {
    section.part.map { review.profile.parts[$0].kind == kind && review.profile.parts[$0].id == id }
      ?? false
  }

  private func addStudy(_ index: Int, _ sink: inout some GraphSink) throws {
    let study = review.studies[index]
    var properties = MapValue()
    properties["name_en"] = .string(study.name)
    properties["authors"] = .string(study.authors)
    if let year = study.year { properties["year"] = .integer(year) }
    if let suffix = study.suffix { properties["suffix"] = .string(suffix) }
    if study.isSuffixDoubtful { properties["suffix_doubtful"] = true }
    if study.isYearDoubtful { properties["year_doubtful"] = true }
    if study.isUnlisted { properties["unlisted"] = true }
    if let title = study.title { properties["title"] = .string(title) }
    if let reference = study.reference { properties["reference"] = .string(reference) }
    if let number = study.number { properties["reference_number"] = .integer(number) }
    if let range = study.referenceRange {
      properties["reference_start"] = .integer(range.lowerBound)
      properties["reference_end"] = .integer(range.upperBound)
    }
    properties["variants"] = .list(study.variants.map { .string($0) })
    try sink.add(
      node(
        "Study", prefix + study.id, properties,
        at: place(firsts[index] ?? study.referenceRange ?? 0..<0)))
  }
}
