import GraphModel
import PluginKit
import ReviewReading

/// How the works of a review were found: its search, the databases and the screening.
extension ReviewRecords {
  func addMethods(_ sink: inout some GraphSink) throws {
    for block in review.search {
      var properties = located(block.range)
      properties["name_en"] = .string(
        "\(block.dialect.isEmpty ? "" : block.dialect + " ")\(block.letter)")
      properties["dialect"] = .string(block.dialect)
      properties["letter"] = .string(block.letter)
      properties["printed"] = .string(review.text.printed(block.range))
      properties["unclosed_parentheses"] = .integer(block.unclosed)
      if !block.operators.isEmpty {
        properties["operators"] = .list(block.operators.map { .string($0) })
      }
      if !block.sets.isEmpty { properties["combines"] = .list(block.sets.map { .string($0) }) }
      if !block.limits.isEmpty { properties["limits"] = .list(block.limits.map { .string($0) }) }
      if let hits = block.hits { properties["hits"] = .integer(hits) }
      let place = place(block.range)
      let id = prefix + block.id
      try sink.add(node("SearchBlock", id, properties, at: place))
      try sink.add(
        link(
          "PART_OF", NodeReference(Text(id), in: "SearchBlock"), reviewReference, at: place))
      for (index, term) in block.terms.enumerated() {
        let termID = "\(id)-\(index + 1)"
        var properties: MapValue = [
          "name_en": .string(term.text), "position": .integer(index + 1),
          "is_phrase": .boolean(term.isPhrase), "truncated": .boolean(term.isTruncated),
        ]
        if let field = term.field { properties["field"] = .string(field) }
        if term.printed != term.text { properties["printed"] = .string(term.printed) }
        try sink.add(node("SearchTerm", termID, properties, at: place))
        try sink.add(
          link(
            "PART_OF", NodeReference(Text(termID), in: "SearchTerm"),
            NodeReference(Text(id), in: "SearchBlock"), at: place))
      }
    }
    try addDatabases(&sink)
    try addScreening(&sink)
  }

  private func addDatabases(_ sink: inout some GraphSink) throws {
    var taken: Set<String> = []
    for database in review.databases {
      var properties = located(database.range)
      properties["name_en"] = .string(database.name)
      properties["printed"] = .string(review.text.printed(database.range))
      let place = place(database.range)
      // A database that two lists name is one.
      let id = prefix + Self.slug(database.name)
      if taken.insert(id).inserted { try sink.add(node("Database", id, properties, at: place)) }
      try sink.add(
        link(
          "SEARCHED", reviewReference, NodeReference(Text(id), in: "Database"),
          [
            "list": .string(database.section),
            "lines": .string(String(review.text.line(of: database.range.lowerBound))),
          ], key: "list", at: place))
    }
  }

  private func addScreening(_ sink: inout some GraphSink) throws {
    let order = ScreeningStage.Kind.allCases
    func add(_ kind: ScreeningStage.Kind, _ properties: MapValue, _ place: SourcePlace) throws {
      var properties = properties
      properties["order"] = .integer((order.firstIndex(of: kind) ?? 0) + 1)
      properties["name_en"] = .string(kind.rawValue)
      try sink.add(node("FlowStage", prefix + kind.rawValue, properties, at: place))
      try sink.add(
        link(
          "PART_OF", NodeReference(Text(prefix + kind.rawValue), in: "FlowStage"), reviewReference,
          at: place
        ))
    }
    for stage in review.screening {
      var properties = located(stage.range)
      properties["n"] = .integer(stage.count)
      properties["derived"] = false
      properties["cue"] = .string(stage.cue)
      try add(stage.kind, properties, place(stage.range))
    }
    for remark in review.screeningRemarks where remark.stated == nil && remark.computed >= 0 {
      try add(
        remark.stage,
        ["n": .integer(remark.computed), "derived": true, "derivation": .string(remark.sum)],
        SourcePlace(review.text.name))
    }
  }
}
