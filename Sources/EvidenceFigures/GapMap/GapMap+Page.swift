import EvidenceKit
import FigureKit
import GraphDrawing
import GraphModel
import WordCatalog

extension GapMap {
  /// The map as one page that needs no network: matrix, filters, claims, gaps, in both languages.
  ///
  /// - Throws: `JSONError` where a value is nested too deep.
  public func page(title: String, in words: Words) throws -> String {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    let script = [
      PackageResources.data_js, PackageResources.map_js, PackageResources.claims_js,
      PackageResources.tools_js,
    ].map(text).joined()
    let shown = title.isEmpty ? words.gapMapTitle : title
    let page = SelfContainedPage(
      title: shown, style: text(PackageResources.page_css),
      body: text(PackageResources.page_html), script: script,
      needsScript: words.pageNeedsScript, language: words.language)
    var writer = JSONWriter(mode: .plain)
    try writer.write(facts(title: title, words.language))
    return page.text(facts: writer.text)
  }

  private func facts(title: String, _ language: Language) -> MapValue {
    let layers = question.layers.enumerated().map { place, layer -> Value in
      let fill = HatchedFill.at(place)
      return [
        "n": both(layer.title), "color": .string(fill.color), "hatch": .string(fill.hatch.rawValue),
      ]
    }
    let queries = origin.queries.map { query -> Value in
      ["n": shown(query.name), "q": shown(query.text)]
    }
    let said = GapMapWords.entries.map { (Text($0.key), bothAlways($0.text)) }
    let counted: MapValue = [
      "studies": plurals { words, number in words.studiesCount(number) },
      "claims": plurals { words, number in words.claimsCount(number) },
    ]
    let parameters =
      origin.parameters.isEmpty ? "" : Value.map(origin.parameters).cypherText
    var facts: [(Text, Value)] = []
    facts.append(("language", .string(language.rawValue)))
    facts.append(("title", shown(title)))
    facts.append(("words", .map(MapValue(said))))
    facts.append(("plurals", .map(counted)))
    facts.append(("stances", .list(Stance.allCases.map { stance in both { stance.text(in: $0) } })))
    facts.append(("layers", .list(layers)))
    facts.append(("rows", .list(rows.map(heading))))
    facts.append(("columns", .list(columns.map(heading))))
    facts.append(("sources", .list(sources.map(source))))
    facts.append(("claims", .list(claims.map(claim))))
    facts.append(("queries", .list(queries)))
    facts.append(("parameters", shown(parameters)))
    facts.append(("digest", .string(origin.digest)))
    facts.append(("date", .string(origin.date)))
    facts.append(("caption", .list(captionPairs)))
    return MapValue(facts)
  }

  private var captionPairs: [Value] {
    zip(caption(in: Words(.en)), caption(in: Words(.cy))).map { pair($0, $1) }
  }

  private func heading(_ heading: Heading) -> Value {
    ["id": shown(heading.id), "n": both { heading.name(in: $0) }]
  }

  private func source(_ source: Source) -> Value {
    var fields: [(Text, Value)] = [
      ("id", shown(source.heading.id)), ("n", both { source.heading.name(in: $0) }),
    ]
    if let year = source.year { fields.append(("y", .integer(year))) }
    if let kind = source.kind { fields.append(("k", shown(kind))) }
    if source.isSynthesis { fields.append(("r", 1)) }
    return .map(MapValue(fields))
  }

  private func claim(_ claim: Claim) -> Value {
    var fields: [(Text, Value)] = [
      ("r", .integer(claim.row)), ("c", .integer(claim.column)), ("l", .integer(claim.layer)),
      ("s", .list(claim.sources.map(Value.integer))),
    ]
    if !claim.text.isEmpty { fields.append(("t", shown(claim.text))) }
    if let printed = claim.printed { fields.append(("p", shown(printed))) }
    if claim.isQuote { fields.append(("q", 1)) }
    if claim.isQuoted { fields.append(("m", 1)) }
    if let place = claim.place { fields.append(("w", both { place.text(in: $0) })) }
    if let stance = claim.stance.flatMap(Stance.allCases.firstIndex) {
      fields.append(("e", .integer(stance)))
    }
    if !claim.isClaim { fields.append(("x", 1)) }
    return .map(MapValue(fields))
  }

  // MARK: Texts

  private func shown(_ text: String) -> Value { .string(VisibleText.ofLines(text)) }

  private func both(_ text: (Words) -> String) -> Value { pair(text(Words(.en)), text(Words(.cy))) }

  private func pair(_ english: String, _ welsh: String) -> Value {
    let (en, cy) = (VisibleText.ofLines(english), VisibleText.ofLines(welsh))
    return en == cy ? .string(en) : ["en": .string(en), "cy": .string(cy)]
  }

  private func bothAlways(_ text: (Words) -> String) -> Value {
    ["en": .string(text(Words(.en))), "cy": .string(text(Words(.cy)))]
  }

  /// The words for 0 to 6 of a thing and for many, with `#` for the number: Welsh changes with each.
  private func plurals(_ text: (Words, Int) -> String) -> Value {
    .map(
      MapValue(
        Language.allCases.map { language -> (Text, Value) in
          let forms = [0, 1, 2, 3, 4, 5, 6, 7].map { number -> Value in
            let said = text(Words(language), number)
            let rest = said.drop { $0.isNumber }
            return .string("#" + rest)
          }
          return (Text(language.rawValue), .list(forms))
        }))
  }
}

/// What the page says, by the keys of its script.
enum GapMapWords {
  static let entries: [(key: String, text: @Sendable (Words) -> String)] = [
    ("title", { $0.gapMapTitle }),
    ("language", { $0.pageLanguage }),
    ("takeAway", { $0.pageTakeAway }),
    ("print", { $0.pagePrint }),
    ("filters", { $0.pageFilters }),
    ("search", { $0.pageSearch }),
    ("layers", { $0.gapMapLayers }),
    ("kinds", { $0.gapMapKinds }),
    ("stances", { $0.pageStances }),
    ("years", { $0.gapMapYears }),
    ("yearFrom", { $0.gapMapYearFrom }),
    ("yearTo", { $0.gapMapYearTo }),
    ("noYear", { $0.gapMapNoYear }),
    ("notStated", { $0.notStated }),
    ("noStance", { $0.noStanceStated }),
    ("noStudy", { $0.gapMapNoStudy }),
    ("showAll", { $0.pageShowAll }),
    ("map", { $0.gapMapMatrix }),
    ("mapHelp", { $0.gapMapHelp }),
    ("details", { $0.gapMapClaimsOfCell }),
    ("choose", { $0.gapMapChoose }),
    ("back", { $0.gapMapBack }),
    ("gaps", { $0.gapsHeading }),
    ("noGaps", { $0.gapMapNoGaps }),
    ("absolute", { $0.absoluteGap }),
    ("synthesis", { $0.synthesisGap }),
    ("conflict", { $0.conflictCell }),
    ("onlyClaims", { $0.claimsWithoutStudy }),
    ("total", { $0.studiesHeading }),
    ("row", { $0.gapMapRow }),
    ("column", { $0.gapMapColumn }),
    ("layer", { $0.gapMapLayer }),
    ("study", { $0.studyHeading }),
    ("year", { $0.yearHeading }),
    ("kind", { $0.kindHeading }),
    ("stance", { $0.stanceHeading }),
    ("words", { $0.pageWords }),
    ("quotedAs", { $0.pageQuotedAs }),
    ("citedAs", { $0.pageCitedAs }),
    ("claim", { $0.pageClaim }),
    ("where", { $0.pageWhere }),
    ("claims", { $0.pageClaims }),
    ("studies", { $0.studiesHeading }),
    ("gap", { $0.gapHeading }),
    ("about", { $0.gapMapAbout }),
    ("query", { $0.gapMapQueries }),
    ("parameters", { $0.parametersHeading }),
    ("digest", { $0.gapMapDigest }),
    ("date", { $0.gapMapDate }),
    ("key", { $0.legendTitle }),
    ("saveCells", { $0.gapMapSaveCells }),
    ("saveClaims", { $0.gapMapSaveClaims }),
    ("showing", { $0.gapMapShowing }),
  ]
}
