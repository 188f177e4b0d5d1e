/// What is said of the flow of records through a review. The English of the boxes is the wording of PRISMA
/// 2020 (Page and others, BMJ 2021;372:n71); the Welsh is ours, and no official translation.
extension Words {
  package var prismaTitle: String {
    say(en: "PRISMA 2020 flow diagram", cy: "Diagram llif PRISMA 2020")
  }
  package var prismaDatabasesTitle: String {
    say(
      en: "Identification of studies via databases and registers",
      cy: "Canfod astudiaethau drwy gronfeydd data a chofrestri")
  }
  package var prismaOtherTitle: String {
    say(
      en: "Identification of studies via other methods",
      cy: "Canfod astudiaethau drwy ddulliau eraill")
  }
  package var prismaPreviousTitle: String {
    say(en: "Previous studies", cy: "Astudiaethau blaenorol")
  }
  package var prismaIdentification: String { say(en: "Identification", cy: "Canfod") }
  package var prismaScreening: String { say(en: "Screening", cy: "Sgrinio") }
  package var prismaIncluded: String { say(en: "Included", cy: "Wedi'u cynnwys") }
  package var prismaRecordsIdentified: String {
    say(en: "Records identified from*:", cy: "Cofnodion a ganfuwyd o*:")
  }
  package var prismaOtherIdentified: String {
    say(en: "Records identified from:", cy: "Cofnodion a ganfuwyd o:")
  }
  package var prismaDatabases: String { say(en: "Databases", cy: "Cronfeydd data") }
  package var prismaRegisters: String { say(en: "Registers", cy: "Cofrestri") }
  package var prismaWebsites: String { say(en: "Websites", cy: "Gwefannau") }
  package var prismaOrganisations: String { say(en: "Organisations", cy: "Sefydliadau") }
  package var prismaCitations: String { say(en: "Citation searching", cy: "Chwilio dyfyniadau") }
  package var prismaOtherSources: String { say(en: "Other sources", cy: "Ffynonellau eraill") }
  package var prismaRemoved: String {
    say(
      en: "Records removed before screening:", cy: "Cofnodion a dynnwyd cyn sgrinio:")
  }
  package var prismaDuplicates: String {
    say(en: "Duplicate records removed", cy: "Cofnodion dyblyg a dynnwyd")
  }
  package var prismaAutomation: String {
    say(
      en: "Records marked as ineligible by automation tools",
      cy: "Cofnodion a farciwyd yn anghymwys gan offer awtomatig")
  }
  package var prismaRemovedOther: String {
    say(en: "Records removed for other reasons", cy: "Cofnodion a dynnwyd am resymau eraill")
  }
  package var prismaScreened: String { say(en: "Records screened", cy: "Cofnodion a sgriniwyd") }
  package var prismaExcluded: String {
    say(en: "Records excluded**", cy: "Cofnodion a eithriwyd**")
  }
  package var prismaSought: String {
    say(en: "Reports sought for retrieval", cy: "Adroddiadau y ceisiwyd eu cael")
  }
  package var prismaNotRetrieved: String {
    say(en: "Reports not retrieved", cy: "Adroddiadau na chafwyd")
  }
  package var prismaAssessed: String {
    say(
      en: "Reports assessed for eligibility", cy: "Adroddiadau a aseswyd o ran cymhwysedd")
  }
  package var prismaReportsExcluded: String {
    say(en: "Reports excluded:", cy: "Adroddiadau a eithriwyd:")
  }
  package var prismaReasonsNotStated: String {
    say(en: "Reasons not stated", cy: "Rhesymau heb eu nodi")
  }
  package var prismaStudiesIncluded: String {
    say(en: "Studies included in review", cy: "Astudiaethau a gynhwyswyd yn yr adolygiad")
  }
  package var prismaReportsIncluded: String {
    say(
      en: "Reports of included studies", cy: "Adroddiadau o'r astudiaethau a gynhwyswyd")
  }
  package var prismaNewStudies: String {
    say(
      en: "New studies included in review", cy: "Astudiaethau newydd a gynhwyswyd yn yr adolygiad")
  }
  package var prismaNewReports: String {
    say(
      en: "Reports of new included studies",
      cy: "Adroddiadau o'r astudiaethau newydd a gynhwyswyd")
  }
  package var prismaPreviousStudies: String {
    say(
      en: "Studies included in previous version of review",
      cy: "Astudiaethau a gynhwyswyd yn fersiwn blaenorol yr adolygiad")
  }
  package var prismaPreviousReports: String {
    say(
      en: "Reports of studies included in previous version of review",
      cy: "Adroddiadau o'r astudiaethau a gynhwyswyd yn fersiwn blaenorol yr adolygiad")
  }
  package var prismaTotalStudies: String {
    say(en: "Total studies included in review", cy: "Cyfanswm yr astudiaethau a gynhwyswyd")
  }
  package var prismaTotalReports: String {
    say(
      en: "Reports of total included studies",
      cy: "Adroddiadau o gyfanswm yr astudiaethau a gynhwyswyd")
  }
  package var prismaFootnotes: String {
    say(
      en: "*Consider, if feasible to do so, reporting the number of records identified from each "
        + "database or register searched (rather than the total number across all "
        + "databases/registers). **If automation tools were used, indicate how many records were "
        + "excluded by a human and how many were excluded by automation tools.",
      cy:
        "*Ystyriwch, os yw'n ymarferol, adrodd nifer y cofnodion a ganfuwyd o bob cronfa ddata neu "
        + "gofrestr a chwiliwyd (yn hytrach na'r cyfanswm ar draws pob cronfa ddata/cofrestr). "
        + "**Os "
        + "defnyddiwyd offer awtomatig, nodwch faint o gofnodion a eithriwyd gan berson a faint "
        + "gan "
        + "offer awtomatig.")
  }
  package var prismaOwnWords: String {
    say(
      en: "The wording is that of the PRISMA 2020 statement (Page MJ, et al. BMJ 2021;372:n71).",
      cy:
        "Ein geiriau ni yw'r Gymraeg, ac nid cyfieithiad swyddogol o ddatganiad PRISMA 2020 "
        + "(Page MJ, et "
        + "al. BMJ 2021;372:n71).")
  }
  package var prismaDerivedNote: String {
    say(
      en: "† is not stated: it follows from the other numbers.",
      cy: "Nid yw † wedi'i nodi: mae'n dilyn o'r rhifau eraill.")
  }
  package var prismaOtherScreenedNote: String {
    say(
      en:
        "Records from other sources were screened together with those of the databases, as the "
        + "review "
        + "says; PRISMA 2020 would keep them apart.",
      cy:
        "Sgriniwyd cofnodion o ffynonellau eraill gyda rhai'r cronfeydd data, fel y dywed yr "
        + "adolygiad; "
        + "byddai PRISMA 2020 yn eu cadw ar wahân.")
  }
  package var prismaUnplacedNote: String {
    say(
      en: "Stages without a box of the standard are not drawn",
      cy: "Ni lunnir camau heb flwch yn y safon")
  }
  package func prismaDescription(_ numbers: [String]) -> String {
    let list = numbers.joined(separator: "; ")
    return say(
      en: "How many records and reports passed each stage. \(list).",
      cy: "Faint o gofnodion ac adroddiadau a aeth drwy bob cam. \(list).")
  }

  // MARK: Arithmetic

  package func flowSumWrong(
    _ stage: String, stated: Int, sum: String, gives: Int
  ) -> String {
    say(
      en: "\(stage) is \(stated), but \(sum) gives \(gives)",
      cy: "\(stated) yw \(stage), ond mae \(sum) yn rhoi \(gives)")
  }
  package func flowNegative(_ stage: String, sum: String, gives: Int) -> String {
    say(
      en: "\(stage) is not stated, and \(sum) gives \(gives), which no number of records can be",
      cy:
        "Nid yw \(stage) wedi'i nodi, ac mae \(sum) yn rhoi \(gives), na all yr un nifer o "
        + "gofnodion fod"
    )
  }
  package func flowNotCount(_ stage: String, value: String) -> String {
    say(
      en: "\(stage) has the number \(value), which is no count",
      cy: "\(value) yw rhif \(stage), nad yw'n gyfrif")
  }
  package func flowLessReports(reports: Int, studies: Int) -> String {
    let (found, within) = (studiesCount(studies), self.reports(reports))
    return say(
      en: "\(found) in \(within): but a study has a report at least",
      cy: "\(found) mewn \(within): ond mae gan astudiaeth adroddiad o leiaf")
  }
  package func flowBoxTwice(_ box: String, first: String, second: String) -> String {
    say(
      en: "\(first) and \(second) both stand for the box \(box)",
      cy: "Mae \(first) a \(second) ill dau'n sefyll dros y blwch \(box)")
  }
  package func flowContradicts(_ count: Int) -> String {
    say(
      en:
        "The numbers of the flow contradict each other (\(count)); --draft draws them all the same",
      cy:
        "Mae rhifau'r llif yn gwrth-ddweud ei gilydd (\(count)); mae --draft yn eu llunio er hynny")
  }
  package var flowHolds: String {
    say(en: "The numbers of the flow agree", cy: "Mae rhifau'r llif yn cytuno")
  }
  package var flowStated: String { say(en: "stated", cy: "wedi'i nodi") }
  package var flowDerived: String { say(en: "derived", cy: "wedi'i gyfrifo") }
  package var flowWrong: String { say(en: "contradiction", cy: "gwrthddywediad") }
  package var boxHeading: String { say(en: "box", cy: "blwch") }
  package var sumHeading: String { say(en: "sum", cy: "swm") }
  package var statusHeading: String { say(en: "status", cy: "statws") }

  package var flowSummary: String {
    say(en: "Draw the PRISMA 2020 flow of a review", cy: "Llunio llif PRISMA 2020 adolygiad")
  }
  package var flowDetails: String {
    say(
      en: """
        The numbers are those of the graph's flow stages (:FlowStage, :NEXT, :EXCLUDES).
        A number that is not stated is derived where the others give it, and shown as
        such. Where they contradict each other nothing is written, each sum is told
        with its numbers, and the exit code is 3.
        """,
      cy: """
        Rhifau camau llif y graff (:FlowStage, :NEXT, :EXCLUDES) yw'r rhifau. Cyfrifir
        rhif nad yw wedi'i nodi lle mae'r lleill yn ei roi, a dangosir hynny. Lle maent
        yn gwrth-ddweud ei gilydd nid ysgrifennir dim, dywedir pob swm gyda'i rifau, a
        3 yw'r cod gadael.
        """)
  }
  package var flowDraftHelp: String {
    say(
      en: "Draw it also where numbers contradict each other, those in red; the exit code stays 3.",
      cy:
        "Ei lunio hefyd lle mae rhifau'n gwrth-ddweud ei gilydd, y rheini'n goch; 3 yw'r cod "
        + "gadael o hyd."
    )
  }
}
