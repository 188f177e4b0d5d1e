import EvidenceKit
import GraphModel
import WordCatalog

extension ClaimSet {
  /// What is claimed for and against: a row for each thing, with who says which.
  public func contradictions(in words: Words) -> FigureTable {
    var table = FigureTable(
      columns: [
        words.subjectHeading, words.forHeading, words.againstHeading, words.bothHeading,
        "\(words.claimsHeading): \(words.forHeading)",
        "\(words.claimsHeading): \(words.againstHeading)",
      ])
    for (place, subject) in subjects.enumerated() {
      let mine = claims[claims(of: place)]
      func sources(_ stance: Stance) -> Set<Int> {
        Set(mine.filter { $0.stance == stance }.map(\.source))
      }
      let (pro, con) = (sources(.supports), sources(.barrier))
      guard !pro.isEmpty, !con.isEmpty else { continue }
      table.rows.append([
        .string(subject.name(in: words)), list(pro.subtracting(con), words),
        list(con.subtracting(pro), words), list(pro.intersection(con), words),
        .integer(count(.supports, of: place)), .integer(count(.barrier, of: place)),
      ])
    }
    return table
  }

  /// The claims of all things that are claimed for and against, those of one stance after the other.
  public func contradictingClaims(in words: Words) -> FigureTable {
    var table = FigureTable(
      columns: [
        words.subjectHeading, words.stanceHeading, words.studyHeading, words.claimHeading,
        words.printedHeading, words.placeHeading,
      ])
    for place in subjects.indices
    where count(.supports, of: place) > 0 && count(.barrier, of: place) > 0 {
      for stance in [Stance.supports, .barrier] {
        for claim in claims[claims(of: place)] where claim.stance == stance {
          table.rows.append([
            .string(subjects[place].name(in: words)), .string(stance.text(in: words)),
            .string(sources[claim.source].heading.name(in: words)),
            claim.text.isEmpty ? .null : .string(claim.text),
            claim.printed.map(Value.string) ?? .null,
            .string(claim.place?.text(in: words) ?? words.notStated),
          ])
        }
      }
    }
    return table
  }

  /// Both tables as a document of Markdown.
  ///
  /// - Throws: `JSONError` where a value is nested too deep.
  public func contradictionsMarkdown(title: String = "", in words: Words) throws -> String {
    let shown = title.isEmpty ? words.contradictionsTitle : title
    return [
      "# \(MarkdownText.escaped(shown))", try contradictions(in: words).text(as: .markdown),
      "## \(words.pageClaims)", try contradictingClaims(in: words).text(as: .markdown),
      words.swimForestLimits, origin.line(in: words),
    ].joined(separator: "\n\n") + "\n"
  }

  private func list(_ places: Set<Int>, _ words: Words) -> Value {
    let names = places.sorted().map { sources[$0].heading.name(in: words) }
    return names.isEmpty ? .null : .string(names.joined(separator: "; "))
  }
}
