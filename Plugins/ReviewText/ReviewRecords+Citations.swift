import GraphModel
import PluginKit
import ReviewReading

/// Citations as relationships from studies to what they speak of, and what lies between studies.
extension ReviewRecords {
  func addCitation(_ index: Int, _ sink: inout some GraphSink) throws {
    let citation = review.citations[index]
    let place = place(citation.range)
    let properties = properties(of: citation)
    guard let study = citation.study else {
      var properties = properties
      properties["name_en"] = .string(citation.printed)
      try sink.add(node("UnresolvedCitation", prefix + citation.id, properties, at: place))
      try sink.add(
        link(
          "CITED_IN", NodeReference(Text(prefix + citation.id), in: "UnresolvedCitation"),
          citation.section.map { section($0) }
            ?? NodeReference(Text(prefix + Self.front), in: "Section"),
          at: place))
      return
    }
    let (type, end) = subject(of: citation)
    try sink.add(link(type, self.study(study), end, properties, key: "id", at: place))
  }

  /// What a citation is about: the factor, model or category in whose text it stands, else its section.
  private func subject(of citation: ReadCitation) -> (type: Text, end: NodeReference) {
    var index = citation.section
    let innermost =
      index.map { section($0) } ?? NodeReference(Text(prefix + Self.front), in: "Section")
    if citation.form == "footnote" { return ("CITED_IN", innermost) }
    while let here = index {
      if let part = review.sections[here].part,
        let label = Self.label(review.profile.parts[part].kind)
      {
        let end = NodeReference(Text(review.profile.parts[part].id), in: label)
        return (label == "Factor" ? "DISCUSSES" : "DESCRIBES", end)
      }
      index = review.sections[here].parent
    }
    return ("CITED_IN", innermost)
  }

  private func properties(of citation: ReadCitation) -> MapValue {
    var properties = located(citation.range)
    properties["id"] = .string(prefix + citation.id)
    properties["file"] = .text(file)
    properties["page"] = .integer(citation.page)
    properties["printed"] = .string(citation.printed)
    properties["form"] = .string(citation.form)
    properties["group"] = .string(prefix + citation.group)
    properties["section"] = .string(
      prefix + (citation.section.map { review.sections[$0].id } ?? Self.front))
    if let locator = citation.locator { properties["locator"] = .string(locator) }
    if let mark = citation.mark {
      properties["mark_start"] = .integer(mark.lowerBound)
      properties["mark_end"] = .integer(mark.upperBound)
    }
    if let sentence = citation.sentence {
      properties["sentence"] = .string(
        review.text.printed(
          sentence.lowerBound..<min(sentence.upperBound, sentence.lowerBound + 2_000)))
    }
    if !citation.doubts.isEmpty {
      properties["doubts"] = .list(citation.doubts.map { .string($0) })
    }
    if proposesStance {
      if let stance = citation.stance {
        properties["stance_proposed"] = .string(stance.stance)
        properties["stance_cue"] = .string(stance.cue)
      }
      properties["mode_proposed"] = .string(citation.isQuote ? "quote" : "paraphrase")
    }
    return properties
  }

  func addPairs(_ sink: inout some GraphSink) throws {
    for (index, pair) in review.pairs.enumerated() {
      try sink.add(
        link(
          "POSSIBLY_SAME_AS", study(pair.second), study(pair.first),
          [
            "number": .integer(index + 1), "score": .float(pair.score),
            "confidence": .float(pair.score), "verdict": "doubtful",
            "reasons": .list([.string(pair.reason.rawValue)]),
          ], key: "number", at: place(firsts[pair.second] ?? 0..<0)))
    }
  }

  func addVia(_ sink: inout some GraphSink) throws {
    var seen: Set<[Int]> = []
    for citation in review.citations {
      guard let via = citation.via, let study = citation.study,
        let other = review.citations[via].study, study != other,
        seen.insert([study, other]).inserted
      else { continue }
      try sink.add(
        link(
          "CITED_VIA", self.study(study), self.study(other),
          ["lines": .string(String(review.text.line(of: citation.range.lowerBound)))],
          at: place(citation.range)))
    }
  }
}
