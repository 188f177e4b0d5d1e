/// What is said of claims: forests, contradictions, harvest plots, summaries of findings.
extension Words {
  package var claimsSummary: String {
    say(
      en: "Show what is claimed for and against", cy: "Dangos yr hyn a honnir o blaid ac yn erbyn")
  }
  package var claimsDetails: String {
    say(
      en: """
        'forest' has a line for each study that speaks of one thing, with its claims for,
        against, mixed and neutral; 'contradictions' lists what is claimed for and
        against; 'harvest' draws a harvest plot of all; 'findings' is a summary of
        findings, with GRADE and GRADE-CERQual judgements where they are stored as
        properties (grade_certainty, cerqual_confidence, …), and never guessed.
        """,
      cy: """
        Mae gan 'forest' linell ar gyfer pob astudiaeth sy'n sôn am un peth, â'i
        honiadau o blaid, yn erbyn, cymysg a niwtral; mae 'contradictions' yn rhestru'r
        hyn a honnir o blaid ac yn erbyn; mae 'harvest' yn llunio plot cynhaeaf o'r
        cyfan; crynodeb o ganfyddiadau yw 'findings', â barnau GRADE a GRADE-CERQual lle
        cedwir hwy fel priodweddau (grade_certainty, cerqual_confidence, …), byth trwy
        ddyfalu.
        """)
  }
  package var claimsShellDetails: String {
    say(
      en: "With the id of a factor its studies and claims; without, what is claimed for and "
        + "against.",
      cy: "Gydag id ffactor, ei astudiaethau a'i honiadau; hebddo, yr hyn a honnir o blaid ac yn "
        + "erbyn.")
  }
  package var claimsDeedHelp: String {
    say(
      en: "forest, contradictions, harvest or findings.",
      cy: "forest, contradictions, harvest neu findings.")
  }
  package var claimsSubjectHelp: String {
    say(
      en: "For forest: the id of what the claims are of.",
      cy: "Ar gyfer forest: id gwrthrych yr honiadau.")
  }
  package var claimsOfHelp: String {
    say(
      en:
        "The label of what the claims are of. "
        + "(default: Factor; for findings Finding, where there are any)",
      cy: "Label gwrthrych yr honiadau. (diofyn: Factor; ar gyfer findings Finding, lle mae rhai)")
  }
  package var claimsByHelp: String {
    say(
      en: "How studies are grouped: study, year or kind. (default: study)",
      cy: "Sut y grwpir astudiaethau: study, year neu kind. (diofyn: study)")
  }
  package var claimsHeightHelp: String {
    say(
      en:
        "For harvest: the property of studies, from 1 to 3, that says how suitable their design "
        + "is. "
        + "(default: design_suitability)",
      cy:
        "Ar gyfer harvest: priodwedd yr astudiaethau, o 1 i 3, sy'n dweud mor addas yw eu "
        + "dyluniad. "
        + "(diofyn: design_suitability)")
  }
  package func noClaimsDeed(_ word: String) -> String {
    say(
      en: "'\(word)' is none of forest, contradictions, harvest and findings",
      cy: "Nid yw '\(word)' yn forest, contradictions, harvest na findings")
  }
  package var forestNeedsSubject: String {
    say(
      en: "Name what the claims are of: dolen claims forest DB F2",
      cy: "Enwch wrthrych yr honiadau: dolen claims forest DB F2")
  }
  package func claimSubjectUnknown(
    _ name: String, label: String, nearest: String?, known: [String]
  ) -> String {
    let some = known.prefix(6).joined(separator: ", ")
    let more = known.count - 6
    let found = say(en: "There is no \(label) '\(name)'", cy: "Nid oes \(label) '\(name)'")
    let list =
      more > 0
      ? say(en: "\(some) and \(more) more", cy: "\(some) a \(more) arall") : some
    let example = known.first ?? "F2"
    let form = say(
      en: "Name one by its id or its name, of: \(list). In the shell: ':claims \(example)', or "
        + "':claims' for what is claimed for and against; outside: 'dolen claims forest DB "
        + "\(example)', and 'dolen claims contradictions|harvest|findings DB' of all",
      cy: "Enwch un yn ôl ei id neu ei enw, o blith: \(list). Yn y plisgyn: ':claims \(example)', "
        + "neu ':claims' am yr hyn a honnir o blaid ac yn erbyn; y tu allan: 'dolen claims forest DB "
        + "\(example)', a 'dolen claims contradictions|harvest|findings DB' o'r cyfan")
    return found + (nearest.map { hint(didYouMean($0)) } ?? "") + hint(form)
  }

  package func forestTitle(_ name: String) -> String {
    say(en: "Claims: \(name)", cy: "Honiadau: \(name)")
  }
  package func forestDescription(
    _ name: String, studies: Int, supports: Int, barrier: Int, mixed: Int, neutral: Int
  ) -> String {
    say(
      en:
        "A line for each study that speaks of \(name): \(studiesCount(studies)). Claims in support: "
        + "\(supports); of a barrier: \(barrier); mixed: \(mixed); neutral: \(neutral).",
      cy:
        "Llinell ar gyfer pob astudiaeth sy'n sôn am \(name): \(studiesCount(studies)). Honiadau o "
        + "blaid: \(supports); o rwystr: \(barrier); cymysg: \(mixed); niwtral: \(neutral).")
  }
  package var swimForestMeasure: String {
    say(
      en:
        "Measure: the number of claims of each stance; a claim is one citation. No estimate is "
        + "pooled, and "
        + "significance plays no part.",
      cy:
        "Mesur: nifer yr honiadau o bob safbwynt; un dyfyniad yw honiad. Ni chyfunir unrhyw "
        + "amcangyfrif, ac "
        + "nid oes rhan i arwyddocâd ystadegol.")
  }
  package func swimForestGrouping(_ by: String) -> String {
    say(
      en: "Grouping: one line a study, ordered by \(by).",
      cy: "Grwpio: un llinell i bob astudiaeth, yn nhrefn \(by).")
  }
  package var swimForestLimits: String {
    say(
      en:
        "Limits: a stance is a reader's judgement of how the review cites a study; nothing is said "
        + "of how "
        + "well the study was done.",
      cy:
        "Cyfyngiadau: barn darllenydd ar sut y mae'r adolygiad yn dyfynnu astudiaeth yw safbwynt; "
        + "ni ddywedir "
        + "dim am ba mor dda y gwnaed yr astudiaeth.")
  }

  package var contradictionsTitle: String {
    say(en: "Claimed for and against", cy: "Wedi'i honni o blaid ac yn erbyn")
  }
  package var subjectHeading: String { say(en: "of what", cy: "am beth") }
  package var forHeading: String { say(en: "for", cy: "o blaid") }
  package var againstHeading: String { say(en: "against", cy: "yn erbyn") }
  package var bothHeading: String {
    say(en: "studies that say both", cy: "astudiaethau sy'n dweud y ddau")
  }
  package var claimHeading: String { say(en: "claim", cy: "honiad") }

  package var harvestTitle: String { say(en: "Harvest plot", cy: "Plot cynhaeaf") }
  package func harvestDescription(_ rows: Int, studies: Int) -> String {
    say(
      en:
        "A row for each thing, a column for each direction, a bar for each study: "
        + "\(self.rows(rows)), \(studiesCount(studies)).",
      cy:
        "Rhes ar gyfer pob peth, colofn ar gyfer pob cyfeiriad, bar ar gyfer pob astudiaeth: "
        + "\(self.rows(rows)), \(studiesCount(studies)).")
  }
  package func swimHarvestMeasure(_ property: String) -> String {
    say(
      en:
        "Measure: a study stands where its claims point; with claims for and against it is mixed. "
        + "The height "
        + "of a bar is the study's \(property); a low dashed bar has none stated. The number is "
        + "the study's in "
        + "the list.",
      cy:
        "Mesur: mae astudiaeth yn sefyll lle mae ei honiadau'n pwyntio; â honiadau o blaid ac yn "
        + "erbyn mae'n "
        + "gymysg. Uchder bar yw \(property) yr astudiaeth; nid oes gan far isel toredig un wedi'i "
        + "nodi. Rhif yr "
        + "astudiaeth yn y rhestr yw'r rhif.")
  }
  package var harvestStudies: String { say(en: "Studies", cy: "Astudiaethau") }
  package var studyNumberHeading: String { say(en: "no.", cy: "rhif") }
  package var directionHeading: String { say(en: "direction", cy: "cyfeiriad") }
  package var heightHeading: String { say(en: "height", cy: "uchder") }

  package var findingsTitle: String {
    say(en: "Summary of findings", cy: "Crynodeb o ganfyddiadau")
  }
  package var findingHeading: String { say(en: "finding", cy: "canfyddiad") }
  package var effectHeading: String { say(en: "effect", cy: "effaith") }
  package var certaintyHeading: String { say(en: "certainty (GRADE)", cy: "sicrwydd (GRADE)") }
  package var confidenceHeading: String { say(en: "confidence (CERQual)", cy: "hyder (CERQual)") }
  package var judgementReasonsHeading: String { say(en: "why", cy: "pam") }
  package var findingsNote: String {
    say(
      en:
        "Certainty and confidence are judgements that people have stored; where none is stored it "
        + "says so.",
      cy:
        "Barnau y mae pobl wedi'u cadw yw sicrwydd a hyder; lle nad oes un wedi'i chadw dywedir "
        + "hynny."
    )
  }
  package var riskOfBias: String { say(en: "risk of bias", cy: "risg o duedd") }
  package var inconsistency: String { say(en: "inconsistency", cy: "anghysondeb") }
  package var indirectness: String { say(en: "indirectness", cy: "anuniongyrchedd") }
  package var imprecision: String { say(en: "imprecision", cy: "anfanylder") }
  package var publicationBias: String { say(en: "publication bias", cy: "tuedd cyhoeddi") }
  package var largeEffect: String { say(en: "large effect", cy: "effaith fawr") }
  package var doseResponse: String { say(en: "dose response", cy: "ymateb i ddos") }
  package var confounding: String { say(en: "plausible confounding", cy: "drysu tebygol") }
  package var methodologicalLimitations: String {
    say(en: "methodological limitations", cy: "cyfyngiadau methodolegol")
  }
  package var coherence: String { say(en: "coherence", cy: "cydlyniad") }
  package var adequacy: String { say(en: "adequacy of data", cy: "digonolrwydd data") }
  package var relevance: String { say(en: "relevance", cy: "perthnasedd") }
  package var judgedHigh: String { say(en: "high", cy: "uchel") }
  package var judgedModerate: String { say(en: "moderate", cy: "cymedrol") }
  package var judgedLow: String { say(en: "low", cy: "isel") }
  package var judgedVeryLow: String { say(en: "very low", cy: "isel iawn") }
  package var notSerious: String { say(en: "not serious", cy: "ddim yn ddifrifol") }
  package var serious: String { say(en: "serious", cy: "difrifol") }
  package var verySerious: String { say(en: "very serious", cy: "difrifol iawn") }
  package var undetected: String { say(en: "undetected", cy: "heb ei ganfod") }
  package var stronglySuspected: String { say(en: "strongly suspected", cy: "amheuaeth gref") }
  package var judgedNo: String { say(en: "no", cy: "na") }
  package var judgedYes: String { say(en: "yes", cy: "ie") }
  package var noConcerns: String {
    say(en: "no or very minor concerns", cy: "dim pryderon, neu rai bach iawn")
  }
  package var minorConcerns: String { say(en: "minor concerns", cy: "mân bryderon") }
  package var moderateConcerns: String { say(en: "moderate concerns", cy: "pryderon cymedrol") }
  package var seriousConcerns: String { say(en: "serious concerns", cy: "pryderon difrifol") }
}
