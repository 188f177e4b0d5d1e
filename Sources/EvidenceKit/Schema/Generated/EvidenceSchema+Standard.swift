// swift-format-ignore-file
// Made from Graph/schema.json by the test `standardSchema` (RECORD=1).

import GraphEngine

extension EvidenceSchema {
  /// The vocabulary of the evidence graph that comes with Dolen: `Graph/schema.json`, compiled in.
  public static let standard = EvidenceSchema(
    labels: [
      .review,
      .study,
      .factor,
      .theme,
      .model,
      .category,
      .sector,
      .outcome,
      .barrier,
      .action,
      .step,
      .programme,
      .place,
      .organisation,
      .person,
      .question,
      .database,
      .website,
      .searchBlock,
      .searchGroup,
      .searchTerm,
      .finding,
      .criterion,
      .extractionField,
      .flowStage,
      .section,
      .unresolvedCitation,
    ],
    types: [
      .supports,
      .reportsBarrier,
      .reportsMixed,
      .discusses,
      .describes,
      .alsoDescribes,
      .citedIn,
      .possiblySameAs,
      .citedVia,
      .authoredBy,
      .involves,
      .reports,
      .partOf,
      .inCategory,
      .drawsOn,
      .overlapsWith,
      .pointsTo,
      .hinders,
      .alsoHinders,
      .overcomeBy,
      .advances,
      .restsOn,
      .leadsTo,
      .next,
      .excludes,
      .locatedIn,
      .illustrates,
      .reportedIn,
      .frames,
      .mentionedIn,
      .originatedIn,
      .usedIn,
      .authored,
      .affiliatedWith,
      .directs,
      .commissioned,
      .published,
      .carriedOut,
      .partneredIn,
      .funds,
      .hostedBy,
      .memberOf,
      .coChairs,
      .hasMembersFrom,
      .searched,
      .runIn,
      .belongsTo,
      .defines,
      .notACitation,
    ])
}

extension EvidenceSchema.Label {
  fileprivate static let review = EvidenceSchema.Label(
    "Review",
    "the review of evidence itself",
    key: "id",
    [
      .id,
      .nameEn,
      .nameCy,
      EvidenceSchema.Property(
        "explainer_cy", .text, required: false,
        "title of the explainer that goes with the report"),
      EvidenceSchema.Property(
        "year_from", .integer, required: false,
        "first year of publication covered, as the conclusion states it"),
      EvidenceSchema.Property(
        "year_to", .integer, required: false,
        "last year of publication covered, as the conclusion states it"),
      EvidenceSchema.Property(
        "year_lines", .text, required: false,
        "where the conclusion states the years"),
      EvidenceSchema.Property(
        "general_claim_en", .text, required: false,
        "claim about all models and all factors, in our own words; it guarantees no single cell"),
      EvidenceSchema.Property(
        "general_claim_lines", .text, required: false,
        "where the general claim is stated"),
      EvidenceSchema.Property(
        "search_formula", .text, required: false,
        "how the search blocks A to G are combined"),
      EvidenceSchema.Property(
        "search_formula_lines", .text, required: false,
        "where the formula is printed"),
      EvidenceSchema.Property(
        "publisher_cy", .text, required: false,
        "publisher as printed"),
      EvidenceSchema.Property(
        "url", .text, required: false,
        "address of the publisher as printed"),
      .lines,
      EvidenceSchema.Property(
        "year", .integer, required: false,
        "year in which the review appeared"),
      EvidenceSchema.Property(
        "file", .text, required: false,
        "file of the text that was read"),
      EvidenceSchema.Property(
        "prefix", .text, required: false,
        "what stands before the identifiers of what only this review has"),
      EvidenceSchema.Property(
        "language", .text, required: false,
        "code of its language"),
      EvidenceSchema.Property(
        "style", .text, required: false,
        "how it cites: author-year, brackets, parentheses, superscripts or footnotes"),
      EvidenceSchema.Property(
        "pages", .integer, required: false,
        "number of pages of the text"),
      EvidenceSchema.Property(
        "citations", .integer, required: false,
        "number of citations that were read"),
      EvidenceSchema.Property(
        "references", .integer, required: false,
        "number of works of its list of references"),
      EvidenceSchema.Property(
        "guessed", .textList, required: false,
        "what a profile did not say and was told from the text"),
    ])
  fileprivate static let study = EvidenceSchema.Label(
    "Study",
    "a cited work, one node per label that the text cites; doubtful identities are kept apart",
    key: "id",
    isSource: true,
    [
      .id,
      EvidenceSchema.Property(
        "name_en", .text, required: true,
        "citation label, normalised"),
      .nameCy,
      EvidenceSchema.Property(
        "authors", .textOrList, required: true,
        "authors as cited, or a list of their names"),
      EvidenceSchema.Property(
        "year", .integer, required: false,
        "year as printed"),
      EvidenceSchema.Property(
        "suffix", .text, required: false,
        "letter after the year"),
      EvidenceSchema.Property(
        "suffix_doubtful", .boolean, required: false,
        "true where the letter is read from a damaged glyph"),
      EvidenceSchema.Property(
        "year_doubtful", .boolean, required: false,
        "true where the printed year cannot be right"),
      EvidenceSchema.Property(
        "kind", .text, required: false,
        "kind of work, where the text says it"),
      EvidenceSchema.Property(
        "about_en", .text, required: false,
        "what it is cited for, in our own words"),
      EvidenceSchema.Property(
        "variants", .textList, required: false,
        """
        every printed form of the citation; absent for fcdl-2009, whose only form contains a \
        semicolon and stands on citation c159
        """),
      EvidenceSchema.Property(
        "secondary", .text, required: false,
        "\"yes\" or \"possible\" where the work is cited through another; a judgement"),
      EvidenceSchema.Property(
        "identity_note", .text, required: false,
        "remark on which work this is"),
      EvidenceSchema.Property(
        "title", .text, required: false,
        "title, as the list of references or a note states it"),
      EvidenceSchema.Property(
        "reference", .text, required: false,
        "the reference as printed"),
      EvidenceSchema.Property(
        "reference_number", .integer, required: false,
        "number in the list of references"),
      EvidenceSchema.Property(
        "reference_start", .integer, required: false,
        "first character of the reference"),
      EvidenceSchema.Property(
        "reference_end", .integer, required: false,
        "end character of the reference, exclusive"),
      EvidenceSchema.Property(
        "unlisted", .boolean, required: false,
        "true where the list of references has no such work"),
      EvidenceSchema.Property(
        "design_suitability", .integer, required: false,
        "how suitable its design is for the question, from 1 to 3, where somebody has judged it"),
    ])
  fileprivate static let factor = EvidenceSchema.Label(
    "Factor",
    "one of the ten factors that support multisector collaboration",
    key: "id",
    [
      .id,
      .nameEn,
      .nameCy,
      EvidenceSchema.Property(
        "number", .integer, required: true,
        "number in the review"),
      EvidenceSchema.Property(
        "slug", .text, required: true,
        "readable short name"),
      .summaryEn,
      .lines,
      EvidenceSchema.Property(
        "page_from", .integer, required: false,
        "first page (counted page breaks)"),
      EvidenceSchema.Property(
        "page_to", .integer, required: false,
        "last page"),
      EvidenceSchema.Property(
        "heading_lines", .text, required: false,
        "lines on which the name is printed as heading or in a list"),
      .lineStart,
      .lineEnd,
      .charStart,
      .charEnd,
      .level,
    ])
  fileprivate static let theme = EvidenceSchema.Label(
    "Theme",
    "a passage within a factor with one idea",
    key: "id",
    [
      .id,
      .nameEn2,
      .lineStart2,
      .lineEnd2,
      .page,
      EvidenceSchema.Property(
        "items_en", .textList, required: false,
        "ordered list printed there, in our own words"),
      EvidenceSchema.Property(
        "items_lines", .text, required: false,
        "lines of that list"),
    ])
  fileprivate static let model = EvidenceSchema.Label(
    "Model",
    "one of the fourteen models of collaboration",
    key: "id",
    [
      .id,
      .nameEn,
      .nameCy,
      EvidenceSchema.Property(
        "number", .integer, required: true,
        "order in the body of the review"),
      EvidenceSchema.Property(
        "alternative_names_cy", .textList, required: false,
        "other printed Welsh names"),
      .summaryEn,
      .lines,
      .page,
      EvidenceSchema.Property(
        "items_en", .textList, required: false,
        "ordered list printed there, in our own words"),
      EvidenceSchema.Property(
        "items_lines", .text, required: false,
        "lines of that list"),
      .note,
      .lineStart,
      .lineEnd,
      .charStart,
      .charEnd,
      .level,
    ])
  fileprivate static let category = EvidenceSchema.Label(
    "Category",
    "one of the four categories of models",
    key: "id",
    [
      .id,
      .nameEn,
      .nameCy,
      EvidenceSchema.Property(
        "number", .integer, required: true,
        "order in the printed list"),
      EvidenceSchema.Property(
        "body_order", .integer, required: true,
        "order in the body of the review"),
      .summaryEn,
      .lines,
      EvidenceSchema.Property(
        "list_line", .integer, required: false,
        "line of the printed list"),
      .lineStart,
      .lineEnd,
      .charStart,
      .charEnd,
      .level,
    ])
  fileprivate static let sector = EvidenceSchema.Label(
    "Sector",
    "a sector or kind of organisation that the review names",
    key: "id",
    [
      .id,
      .nameEn2,
      .nameCy2,
      EvidenceSchema.Property(
        "scope", .text, required: true,
        "core, mentioned, acknowledged or named in the explainer only"),
      .lines,
      .note,
    ])
  fileprivate static let outcome = EvidenceSchema.Label(
    "Outcome",
    "an outcome for people, communities, organisations or services",
    key: "id",
    [
      .id,
      .nameEn2,
      .nameCy,
      EvidenceSchema.Property(
        "level", .text, required: true,
        "individual, community, organisational, service or process"),
      EvidenceSchema.Property(
        "source_type", .text, required: true,
        "what kind of passage states it"),
      .lines,
      .note,
    ])
  fileprivate static let barrier = EvidenceSchema.Label(
    "Barrier",
    "something that hinders a factor",
    key: "id",
    [
      .id,
      .nameEn2,
      .theme,
      EvidenceSchema.Property(
        "remedy_en", .text, required: false,
        """
        how it is overcome according to the text, in our own words; absent where the text names \
        no remedy
        """),
      .lines,
      .note,
    ])
  fileprivate static let action = EvidenceSchema.Label(
    "Action",
    """
    something that can be done: an action named in the report, or an area of the Action \
    Framework
    """,
    key: "id",
    sources: .path([SourceRule.Step("RESTS_ON>")].compactMap(\.self), fromEnd: false),
    [
      .id,
      .nameEn2,
      EvidenceSchema.Property(
        "kind", .text, required: true,
        "report-action or framework-area"),
      EvidenceSchema.Property(
        "number", .integer, required: false,
        "number of the framework area"),
      EvidenceSchema.Property(
        "needs_en", .text, required: false,
        "resources that the text names"),
      EvidenceSchema.Property(
        "timescale_en", .text, required: false,
        "timescale that the text names"),
      EvidenceSchema.Property(
        "option_attributes_en", .textList, required: false,
        "what every option of a framework area states; the options themselves are not listed"),
      EvidenceSchema.Property(
        "option_attributes_lines", .text, required: false,
        "where that is stated"),
      .lines,
      .note,
      EvidenceSchema.Property(
        "maturity_en", .text, required: false,
        "maturity of the collaboration that the text names"),
    ])
  fileprivate static let step = EvidenceSchema.Label(
    "Step",
    "one of the seven steps of C2 Connecting Communities",
    key: "id",
    [
      .id,
      .nameCy2,
      EvidenceSchema.Property(
        "number", .integer, required: true,
        "number of the step"),
      EvidenceSchema.Property(
        "heading_printed", .text, required: true,
        "heading as the scanned text prints it"),
      EvidenceSchema.Property(
        "who_en", .text, required: false,
        "who or what takes part, in our own words"),
      EvidenceSchema.Property(
        "produces_en", .text, required: false,
        "what it produces, in our own words"),
      .lines,
      .note,
    ])
  fileprivate static let programme = EvidenceSchema.Label(
    "Programme",
    "a named programme, initiative or example",
    key: "id",
    [
      .id,
      .nameEn2,
      .nameCy,
      .lines,
      .note,
    ])
  fileprivate static let place = EvidenceSchema.Label(
    "Place",
    "a place that the texts name",
    key: "id",
    [
      .id,
      .nameEn2,
      .nameCy,
      EvidenceSchema.Property(
        "kind", .text, required: true,
        "country, county, district, borough or city"),
      .lines,
      .note,
    ])
  fileprivate static let organisation = EvidenceSchema.Label(
    "Organisation",
    "an organisation that the texts name",
    key: "id",
    [
      .id,
      .nameEn2,
      .nameCy,
      EvidenceSchema.Property(
        "role", .text, required: true,
        "its part in the review or in the evidence"),
      .lines,
      .note,
    ])
  fileprivate static let person = EvidenceSchema.Label(
    "Person",
    "a person named as author, contact or speaker",
    key: "id",
    [
      .id,
      .nameEn2,
      .nameCy2,
      EvidenceSchema.Property(
        "roles", .textList, required: true,
        "what the texts say of the person"),
      .lines,
    ])
  fileprivate static let question = EvidenceSchema.Label(
    "Question",
    "a review question, or one of the four numbered steps of method printed after them",
    key: "id",
    [
      .id,
      EvidenceSchema.Property(
        "number", .integer, required: true,
        "number within its list"),
      EvidenceSchema.Property(
        "kind", .text, required: true,
        "review-question or method-step"),
      EvidenceSchema.Property(
        "text_en", .text, required: true,
        "the question or step in our own words"),
      .lines,
      .note,
    ])
  fileprivate static let database = EvidenceSchema.Label(
    "Database",
    "a bibliographic database in one of the two printed lists",
    key: "id",
    [
      .id,
      .nameEn2,
      EvidenceSchema.Property(
        "platform", .text, required: false,
        "search dialect under whose heading a strategy is printed for it"),
      .note,
      .lineStart,
      .lineEnd,
      .charStart,
      .charEnd,
      EvidenceSchema.Property(
        "printed", .text, required: false,
        "as printed"),
    ])
  fileprivate static let website = EvidenceSchema.Label(
    "Website",
    "a website searched for grey literature",
    key: "id",
    [
      .id,
      .nameEn2,
      .nameCy2,
      EvidenceSchema.Property(
        "url", .text, required: true,
        "address as printed"),
      .lines,
      .note,
    ])
  fileprivate static let searchBlock = EvidenceSchema.Label(
    "SearchBlock",
    "one block of the printed search strategy in one dialect",
    key: "id",
    [
      .id,
      .nameEn2,
      EvidenceSchema.Property(
        "dialect", .text, required: true,
        "EBSCO, SPP or SCOPUS"),
      EvidenceSchema.Property(
        "letter", .text, required: true,
        "A to G; the letters do not stand beside the blocks, they follow from order and formula"),
      .lineStart,
      .lineEnd,
      EvidenceSchema.Property(
        "operator", .text, required: false,
        "operator that joins the parts within the block"),
      EvidenceSchema.Property(
        "unclosed_parentheses", .integer, required: true,
        "parentheses opened and not closed in the printed block"),
      .charStart,
      .charEnd,
      EvidenceSchema.Property(
        "printed", .text, required: false,
        "the block as printed, white space collapsed"),
      EvidenceSchema.Property(
        "operators", .textList, required: false,
        "operators of nearness, as printed"),
      EvidenceSchema.Property(
        "hits", .integer, required: false,
        "records that a numbered set found"),
      EvidenceSchema.Property(
        "combines", .textList, required: false,
        "numbered sets that a set combines, as printed: #1, 1-3"),
      EvidenceSchema.Property(
        "limits", .textList, required: false,
        "what it is limited to, as printed: years, languages"),
      EvidenceSchema.Property(
        "stray_parentheses", .integer, required: false,
        "parentheses closed and not opened in the printed block"),
      EvidenceSchema.Property(
        "mixed_operators", .textList, required: false,
        "terms where AND and OR stand side by side without parentheses"),
    ])
  fileprivate static let searchGroup = EvidenceSchema.Label(
    "SearchGroup",
    "terms and groups of a search block that one operator joins",
    key: "id",
    [
      .id,
      EvidenceSchema.Property(
        "position", .integer, required: true,
        "place within the block"),
      EvidenceSchema.Property(
        "operator", .text, required: true,
        "OR, AND, NOT, NEAR or FIELD"),
      EvidenceSchema.Property(
        "between", .integer, required: false,
        "of NEAR: the most words that may stand between"),
      EvidenceSchema.Property(
        "ordered", .boolean, required: false,
        "of NEAR: whether the first part must come first"),
      EvidenceSchema.Property(
        "field", .text, required: false,
        "of FIELD: where is looked"),
    ])
  fileprivate static let searchTerm = EvidenceSchema.Label(
    "SearchTerm",
    "one term of a search block, as printed; a term printed twice is two nodes",
    key: "id",
    [
      .id,
      EvidenceSchema.Property(
        "name_en", .text, required: true,
        "the term as printed, without the code that says where it is looked for"),
      EvidenceSchema.Property(
        "position", .integer, required: true,
        "place within the block"),
      EvidenceSchema.Property(
        "is_phrase", .boolean, required: true,
        "printed in quotation marks"),
      EvidenceSchema.Property(
        "truncated", .boolean, required: true,
        "has a truncation sign"),
      EvidenceSchema.Property(
        "field", .text, required: false,
        """
        where it is looked for, as printed: ti,ab, tiab, TITLE-ABS-KEY, exp /; absent where \
        nothing is printed
        """),
      EvidenceSchema.Property(
        "printed", .text, required: false,
        "the term as printed with that code, where it has one"),
    ])
  fileprivate static let finding = EvidenceSchema.Label(
    "Finding",
    "what a synthesis has found, with the judgements that people have made of it",
    key: "id",
    sources: .path([SourceRule.Step("RESTS_ON>")].compactMap(\.self), fromEnd: false),
    [
      .id,
      .nameEn2,
      EvidenceSchema.Property(
        "number", .integer, required: false,
        "place in the summary of findings"),
      EvidenceSchema.Property(
        "effect", .text, required: false,
        "the effect, where one is stated"),
      EvidenceSchema.Property(
        "grade_certainty", .text, required: false,
        "GRADE: high, moderate, low or very low"),
      EvidenceSchema.Property(
        "grade_risk_of_bias", .text, required: false,
        "GRADE: not serious, serious or very serious"),
      EvidenceSchema.Property(
        "grade_inconsistency", .text, required: false,
        "GRADE: not serious, serious or very serious"),
      EvidenceSchema.Property(
        "grade_indirectness", .text, required: false,
        "GRADE: not serious, serious or very serious"),
      EvidenceSchema.Property(
        "grade_imprecision", .text, required: false,
        "GRADE: not serious, serious or very serious"),
      EvidenceSchema.Property(
        "grade_publication_bias", .text, required: false,
        "GRADE: undetected or strongly suspected"),
      EvidenceSchema.Property(
        "grade_large_effect", .text, required: false,
        "GRADE: no or yes"),
      EvidenceSchema.Property(
        "grade_dose_response", .text, required: false,
        "GRADE: no or yes"),
      EvidenceSchema.Property(
        "grade_confounding", .text, required: false,
        "GRADE: no or yes"),
      EvidenceSchema.Property(
        "grade_explanation", .text, required: false,
        "why, in free words"),
      EvidenceSchema.Property(
        "cerqual_confidence", .text, required: false,
        "GRADE-CERQual: high, moderate, low or very low"),
      EvidenceSchema.Property(
        "cerqual_methodological_limitations", .text, required: false,
        "GRADE-CERQual: no or very minor, minor, moderate or serious concerns"),
      EvidenceSchema.Property(
        "cerqual_coherence", .text, required: false,
        "GRADE-CERQual: no or very minor, minor, moderate or serious concerns"),
      EvidenceSchema.Property(
        "cerqual_adequacy", .text, required: false,
        "GRADE-CERQual: no or very minor, minor, moderate or serious concerns"),
      EvidenceSchema.Property(
        "cerqual_relevance", .text, required: false,
        "GRADE-CERQual: no or very minor, minor, moderate or serious concerns"),
      EvidenceSchema.Property(
        "cerqual_explanation", .text, required: false,
        "why, in free words"),
    ])
  fileprivate static let criterion = EvidenceSchema.Label(
    "Criterion",
    "a criterion of inclusion or exclusion, or a rule of the review process",
    key: "id",
    [
      .id,
      EvidenceSchema.Property(
        "kind", .text, required: true,
        "inclusion, exclusion or process"),
      EvidenceSchema.Property(
        "dimension", .text, required: true,
        "what it is about"),
      EvidenceSchema.Property(
        "text_en", .text, required: true,
        "the criterion in our own words"),
      EvidenceSchema.Property(
        "year_from", .integer, required: false,
        "first year, for the criterion of date"),
      EvidenceSchema.Property(
        "year_to", .integer, required: false,
        "last year, for the criterion of date"),
      .lines,
      .note,
    ])
  fileprivate static let extractionField = EvidenceSchema.Label(
    "ExtractionField",
    "a field of the form used to extract data",
    key: "id",
    [
      .id,
      .nameEn2,
      .nameCy2,
      EvidenceSchema.Property(
        "number", .integer, required: true,
        "order in the printed list"),
      .lines,
      .note,
    ])
  fileprivate static let flowStage = EvidenceSchema.Label(
    "FlowStage",
    "a stage of the screening flow with its number of records",
    key: "id",
    [
      .id,
      .nameEn2,
      EvidenceSchema.Property(
        "n", .integer, required: false,
        "number of records"),
      EvidenceSchema.Property(
        "order", .integer, required: false,
        "order in the flow"),
      EvidenceSchema.Property(
        "derived", .boolean, required: false,
        """
        true where the text does not state the number and it is a difference of two stated ones
        """),
      EvidenceSchema.Property(
        "derivation", .text, required: false,
        "the difference"),
      .lines,
      .note,
      .lineStart,
      .lineEnd,
      .charStart,
      .charEnd,
      EvidenceSchema.Property(
        "cue", .text, required: false,
        "the words by which the stage was told, as printed"),
      EvidenceSchema.Property(
        "prisma", .text, required: false,
        "its box of PRISMA 2020, by the name that the R package PRISMA2020 gives it"),
    ])
  fileprivate static let section = EvidenceSchema.Label(
    "Section",
    "a section of the report that is neither a factor, a model nor a category",
    key: "id",
    [
      .id,
      .nameEn,
      .nameCy,
      EvidenceSchema.Property(
        "number", .integer, required: true,
        "order in the report"),
      .lineStart2,
      .lineEnd2,
      .note,
      .page,
      EvidenceSchema.Property(
        "heading_number", .text, required: false,
        "number before the heading"),
      .charStart,
      .charEnd,
      .level,
      EvidenceSchema.Property(
        "level_doubtful", .boolean, required: false,
        "true where the level is told from the looks of the heading alone"),
      EvidenceSchema.Property(
        "kind", .text, required: false,
        "section, factor, category or model, where a profile says it"),
    ])
  fileprivate static let unresolvedCitation = EvidenceSchema.Label(
    "UnresolvedCitation",
    "a citation of a work that the list of references does not have",
    key: "id",
    [
      EvidenceSchema.Property(
        "id", .text, required: true,
        "identifier of the citation"),
      EvidenceSchema.Property(
        "name_en", .text, required: true,
        "the citation as printed"),
      .lineStart2,
      .lineEnd2,
      .charStart2,
      .charEnd2,
      .page2,
      .printed,
      .form,
      .group,
      .file,
      .section,
      .locator,
      .sentence,
      .markStart,
      .markEnd,
      .doubts,
      .stanceProposed,
      .stanceCue,
      .modeProposed,
      .formerStudy,
    ])
}

extension EvidenceSchema.RelationshipType {
  fileprivate static let supports = EvidenceSchema.RelationshipType(
    "SUPPORTS",
    "a citation that says the thing helps",
    ends: [
      EvidenceSchema.Ends("Study", "Factor"),
    ],
    sources: .ends(start: true, end: false),
    [
      .id2,
      .stance,
      .mode,
      .form,
      .lineStart3,
      .lineEnd3,
      .charStart2,
      .charEnd2,
      .page2,
      .printed,
      .group,
      .theme,
      .role,
      .claimEn,
      .quoteLines,
      .quoteLocator,
      .printVariants,
      .note,
      .file,
      .section,
      .locator,
      .sentence,
      .markStart,
      .markEnd,
      .doubts,
      .stanceProposed,
      .stanceCue,
      .modeProposed,
      .formerStudy,
    ])
  fileprivate static let reportsBarrier = EvidenceSchema.RelationshipType(
    "REPORTS_BARRIER",
    "a citation in a sentence that reports a hindrance",
    ends: [
      EvidenceSchema.Ends("Study", "Factor"),
    ],
    sources: .ends(start: true, end: false),
    [
      .id2,
      .stance,
      .mode,
      .form,
      .lineStart3,
      .lineEnd3,
      .charStart2,
      .charEnd2,
      .page2,
      .printed,
      .group,
      .theme,
      .role,
      .claimEn,
      .quoteLines,
      .quoteLocator,
      .printVariants,
      .note,
      .file,
      .section,
      .locator,
      .sentence,
      .markStart,
      .markEnd,
      .doubts,
      .stanceProposed,
      .stanceCue,
      .modeProposed,
      .formerStudy,
    ])
  fileprivate static let reportsMixed = EvidenceSchema.RelationshipType(
    "REPORTS_MIXED",
    "a citation that says both",
    ends: [
      EvidenceSchema.Ends("Study", "Factor"),
    ],
    sources: .ends(start: true, end: false),
    [
      .id2,
      .stance,
      .mode,
      .form,
      .lineStart3,
      .lineEnd3,
      .charStart2,
      .charEnd2,
      .page2,
      .printed,
      .group,
      .theme,
      .role,
      .claimEn,
      .quoteLines,
      .printVariants,
      .note,
      .file,
      .section,
      .locator,
      .sentence,
      .markStart,
      .markEnd,
      .doubts,
      .stanceProposed,
      .stanceCue,
      .modeProposed,
      .formerStudy,
    ])
  fileprivate static let discusses = EvidenceSchema.RelationshipType(
    "DISCUSSES",
    "a neutral citation: definition, example or bare list",
    ends: [
      EvidenceSchema.Ends("Study", "Factor"),
    ],
    sources: .ends(start: true, end: false),
    [
      .id2,
      .stance,
      .mode,
      .form,
      .lineStart3,
      .lineEnd3,
      .charStart2,
      .charEnd2,
      .page2,
      .printed,
      .group,
      .theme,
      .role,
      .claimEn,
      .printVariants,
      .note,
      .file,
      .section,
      .locator,
      .sentence,
      .markStart,
      .markEnd,
      .doubts,
      .stanceProposed,
      .stanceCue,
      .modeProposed,
      .formerStudy,
    ])
  fileprivate static let describes = EvidenceSchema.RelationshipType(
    "DESCRIBES",
    "a citation in the section of a model; a citation in the section of a category",
    ends: [
      EvidenceSchema.Ends("Study", "Model"),
      EvidenceSchema.Ends("Study", "Category"),
    ],
    sources: .ends(start: true, end: false),
    [
      .id2,
      .stance,
      .mode,
      .form,
      .lineStart3,
      .lineEnd3,
      .charStart2,
      .charEnd2,
      .page2,
      .printed,
      .group,
      .role,
      .claimEn,
      .quoteLines,
      .quoteLocator,
      .printVariants,
      .note,
      .file,
      .section,
      .locator,
      .sentence,
      .markStart,
      .markEnd,
      .doubts,
      .stanceProposed,
      .stanceCue,
      .modeProposed,
      .formerStudy,
    ])
  fileprivate static let alsoDescribes = EvidenceSchema.RelationshipType(
    "ALSO_DESCRIBES",
    "a citation elsewhere that is also about a model; repeats the id of the citation",
    ends: [
      EvidenceSchema.Ends("Study", "Model"),
    ],
    sources: .ends(start: true, end: false),
    [
      .id2,
      EvidenceSchema.Property(
        "stance", .text, required: true,
        "supports, barrier, mixed or neutral; a judgement from reading"),
      EvidenceSchema.Property(
        "mode", .text, required: true,
        "paraphrase or quote"),
      .form,
      .lineStart3,
      .lineEnd3,
      .charStart2,
      .charEnd2,
      .page2,
      .printed,
      .group,
      .theme,
      EvidenceSchema.Property(
        "role", .text, required: true,
        "claim, definition, example or list"),
      EvidenceSchema.Property(
        "claim_en", .text, required: true,
        "what it is cited for, in our own words"),
      .quoteLines,
      .quoteLocator,
      .printVariants,
      .note,
    ])
  fileprivate static let citedIn = EvidenceSchema.RelationshipType(
    "CITED_IN",
    "a citation in the introduction to the models or in the footnote",
    ends: [
      EvidenceSchema.Ends("Study", "Section"),
      EvidenceSchema.Ends("UnresolvedCitation", "Section"),
    ],
    sources: .ends(start: true, end: false),
    [
      .id2,
      .stance,
      .mode,
      .form,
      .lineStart3,
      .lineEnd3,
      .charStart2,
      .charEnd2,
      .page2,
      .printed,
      .group,
      .role,
      .claimEn,
      .printVariants,
      .note,
      .file,
      .section,
      .locator,
      .sentence,
      .markStart,
      .markEnd,
      .doubts,
      .stanceProposed,
      .stanceCue,
      .modeProposed,
      .formerStudy,
    ])
  fileprivate static let possiblySameAs = EvidenceSchema.RelationshipType(
    "POSSIBLY_SAME_AS",
    "two labels that may be one work; one per unordered pair",
    ends: [
      EvidenceSchema.Ends("Study", "Study"),
    ],
    sources: SourceRule.none,
    [
      EvidenceSchema.Property(
        "confidence", .float, required: false,
        "our estimate, 0 to 1"),
      EvidenceSchema.Property(
        "confidence_word", .text, required: false,
        "the same in a word"),
      EvidenceSchema.Property(
        "note", .text, required: false,
        "why"),
      EvidenceSchema.Property(
        "number", .integer, required: false,
        "by which a person names a pair that a search has found"),
      EvidenceSchema.Property(
        "score", .float, required: false,
        "how likely a search holds it, 0 to 1"),
      EvidenceSchema.Property(
        "reasons", .textList, required: false,
        "what a search found"),
      EvidenceSchema.Property(
        "verdict", .text, required: false,
        "\"certain\" or \"doubtful\", by the rules of a search"),
      EvidenceSchema.Property(
        "status", .text, required: false,
        "\"rejected\" where a person has looked and found two works"),
    ])
  fileprivate static let citedVia = EvidenceSchema.RelationshipType(
    "CITED_VIA",
    "a work that the text cites through another one",
    ends: [
      EvidenceSchema.Ends("Study", "Study"),
    ],
    sources: .ends(start: true, end: false),
    [
      .lines,
    ])
  fileprivate static let authoredBy = EvidenceSchema.RelationshipType(
    "AUTHORED_BY",
    "the organisation that the citation names as author",
    ends: [
      EvidenceSchema.Ends("Study", "Organisation"),
    ],
    sources: .ends(start: true, end: false),
    [])
  fileprivate static let involves = EvidenceSchema.RelationshipType(
    "INVOLVES",
    "a sector that the text says the work is about; a sector that the text names as taking part",
    ends: [
      EvidenceSchema.Ends("Study", "Sector"),
      EvidenceSchema.Ends("Programme", "Sector"),
    ],
    sources: .ends(start: true, end: false),
    [
      .lines,
    ])
  fileprivate static let reports = EvidenceSchema.RelationshipType(
    "REPORTS",
    "a work cited for a barrier; a work cited for an outcome, or for the passage that states it",
    ends: [
      EvidenceSchema.Ends("Study", "Barrier"),
      EvidenceSchema.Ends("Study", "Outcome"),
    ],
    sources: .ends(start: true, end: false),
    [
      .lines,
      EvidenceSchema.Property(
        "source_type", .text, required: false,
        "what kind of passage states it"),
    ])
  fileprivate static let partOf = EvidenceSchema.RelationshipType(
    "PART_OF",
    """
    a theme belongs to its factor; a kind of sector within a wider one, as the tables arrange \
    them; a step of the programme; printed in the review; stage of the screening of the review; \
    printed in the search strategy of the review; a term of the block; a section of the report; \
    an organisation within another
    """,
    ends: [
      EvidenceSchema.Ends("Theme", "Factor"),
      EvidenceSchema.Ends("Sector", "Sector"),
      EvidenceSchema.Ends("Step", "Programme"),
      EvidenceSchema.Ends("Question", "Review"),
      EvidenceSchema.Ends("Criterion", "Review"),
      EvidenceSchema.Ends("ExtractionField", "Review"),
      EvidenceSchema.Ends("FlowStage", "Review"),
      EvidenceSchema.Ends("SearchBlock", "Review"),
      EvidenceSchema.Ends("SearchTerm", "SearchBlock"),
      EvidenceSchema.Ends("SearchTerm", "SearchGroup"),
      EvidenceSchema.Ends("SearchGroup", "SearchBlock"),
      EvidenceSchema.Ends("SearchGroup", "SearchGroup"),
      EvidenceSchema.Ends("Section", "Review"),
      EvidenceSchema.Ends("Organisation", "Organisation"),
      EvidenceSchema.Ends("Section", "Section"),
    ],
    sources: SourceRule.none,
    [
      .note,
      .lines,
      EvidenceSchema.Property(
        "side", .text, required: false,
        """
        of a term: left or right of the block's operator; absent where the operator does not \
        join it
        """),
    ])
  fileprivate static let inCategory = EvidenceSchema.RelationshipType(
    "IN_CATEGORY",
    "a model belongs to a category; time banks to two",
    ends: [
      EvidenceSchema.Ends("Model", "Category"),
    ],
    sources: SourceRule.none,
    [
      EvidenceSchema.Property(
        "placement", .text, required: true,
        """
        main: the category whose section holds the model; also: a second category that the text \
        names
        """),
      .lines,
    ])
  fileprivate static let drawsOn = EvidenceSchema.RelationshipType(
    "DRAWS_ON",
    """
    a stated or inferred link from a model to a factor; a stated link from a category to a \
    factor
    """,
    ends: [
      EvidenceSchema.Ends("Model", "Factor"),
      EvidenceSchema.Ends("Category", "Factor"),
    ],
    sources: .property("study_ids"),
    [
      .relation,
      EvidenceSchema.Property(
        "basis", .text, required: true,
        "explicit, described, in quotation or inferred (weak); a judgement"),
      .hedged,
      .lines2,
      .claimEn2,
      EvidenceSchema.Property(
        "study_ids", .textList, required: false,
        "ids of the works cited there"),
      EvidenceSchema.Property(
        "study_doubtful", .boolean, required: false,
        "true where it is not clear that the citation belongs to this statement"),
      .note,
    ])
  fileprivate static let overlapsWith = EvidenceSchema.RelationshipType(
    "OVERLAPS_WITH",
    "two factors with common content",
    ends: [
      EvidenceSchema.Ends("Factor", "Factor"),
    ],
    sources: SourceRule.none,
    [
      .relation,
      EvidenceSchema.Property(
        "basis", .text, required: true,
        "explicit or implicit (read out of the content); a judgement"),
      .hedged,
      .lines2,
      .claimEn2,
      EvidenceSchema.Property(
        "symmetric", .boolean, required: false,
        "whether the explicit statement holds both ways"),
      .note,
    ])
  fileprivate static let pointsTo = EvidenceSchema.RelationshipType(
    "POINTS_TO",
    "one factor refers or relates to another",
    ends: [
      EvidenceSchema.Ends("Factor", "Factor"),
    ],
    sources: SourceRule.none,
    [
      .relation,
      EvidenceSchema.Property(
        "basis", .text, required: true,
        "explicit or implicit (read out of the content); a judgement"),
      .hedged,
      .lines2,
      .claimEn2,
      EvidenceSchema.Property(
        "symmetric", .boolean, required: false,
        "whether the explicit statement holds both ways"),
    ])
  fileprivate static let hinders = EvidenceSchema.RelationshipType(
    "HINDERS",
    "a barrier hinders the factor in whose text it stands",
    ends: [
      EvidenceSchema.Ends("Barrier", "Factor"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let alsoHinders = EvidenceSchema.RelationshipType(
    "ALSO_HINDERS",
    "the same barrier stands in the text of a second factor too",
    ends: [
      EvidenceSchema.Ends("Barrier", "Factor"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let overcomeBy = EvidenceSchema.RelationshipType(
    "OVERCOME_BY",
    """
    the text refers to another factor for the remedy; the remedy that the text names is this \
    action
    """,
    ends: [
      EvidenceSchema.Ends("Barrier", "Factor"),
      EvidenceSchema.Ends("Barrier", "Action"),
    ],
    sources: SourceRule.none,
    [
      EvidenceSchema.Property(
        "basis", .text, required: true,
        "explicit: the text refers there"),
      .lines,
    ])
  fileprivate static let advances = EvidenceSchema.RelationshipType(
    "ADVANCES",
    "an action named in the text of the factor",
    ends: [
      EvidenceSchema.Ends("Action", "Factor"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let restsOn = EvidenceSchema.RelationshipType(
    "RESTS_ON",
    "a work cited for the action; a work that a finding rests on",
    ends: [
      EvidenceSchema.Ends("Action", "Study"),
      EvidenceSchema.Ends("Finding", "Study"),
    ],
    sources: .ends(start: false, end: true),
    [
      .lines,
    ])
  fileprivate static let leadsTo = EvidenceSchema.RelationshipType(
    "LEADS_TO",
    "the text links it to an outcome",
    ends: [
      EvidenceSchema.Ends("Model", "Outcome"),
      EvidenceSchema.Ends("Factor", "Outcome"),
      EvidenceSchema.Ends("Category", "Outcome"),
    ],
    sources: .property("study_ids"),
    [
      .lines2,
      EvidenceSchema.Property(
        "hedged", .boolean, required: true,
        "whether the text only says that it can or could; a judgement"),
      EvidenceSchema.Property(
        "source_type", .text, required: true,
        "what kind of passage states it"),
      EvidenceSchema.Property(
        "study_ids", .textList, required: false,
        "ids of the works cited there"),
      .note,
    ])
  fileprivate static let next = EvidenceSchema.RelationshipType(
    "NEXT",
    "the step that follows; records that go on to the next stage",
    ends: [
      EvidenceSchema.Ends("Step", "Step"),
      EvidenceSchema.Ends("FlowStage", "FlowStage"),
    ],
    sources: SourceRule.none,
    [])
  fileprivate static let excludes = EvidenceSchema.RelationshipType(
    "EXCLUDES",
    "records set aside at a stage",
    ends: [
      EvidenceSchema.Ends("FlowStage", "FlowStage"),
    ],
    sources: SourceRule.none,
    [])
  fileprivate static let locatedIn = EvidenceSchema.RelationshipType(
    "LOCATED_IN",
    "where the programme is; where the organisation is, by its name or address",
    ends: [
      EvidenceSchema.Ends("Programme", "Place"),
      EvidenceSchema.Ends("Organisation", "Place"),
    ],
    sources: SourceRule.none,
    [
      .note,
      .lines,
    ])
  fileprivate static let illustrates = EvidenceSchema.RelationshipType(
    "ILLUSTRATES",
    "named as an example in the text of the factor; named as an example of the model",
    ends: [
      EvidenceSchema.Ends("Programme", "Factor"),
      EvidenceSchema.Ends("Programme", "Model"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let reportedIn = EvidenceSchema.RelationshipType(
    "REPORTED_IN",
    "a work cited for the programme",
    ends: [
      EvidenceSchema.Ends("Programme", "Study"),
    ],
    sources: .ends(start: false, end: true),
    [
      .lines,
      .note,
    ])
  fileprivate static let frames = EvidenceSchema.RelationshipType(
    "FRAMES",
    "the framework that gives the four categories",
    ends: [
      EvidenceSchema.Ends("Programme", "Category"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let mentionedIn = EvidenceSchema.RelationshipType(
    "MENTIONED_IN",
    "named in the section",
    ends: [
      EvidenceSchema.Ends("Programme", "Section"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let originatedIn = EvidenceSchema.RelationshipType(
    "ORIGINATED_IN",
    "where the model began",
    ends: [
      EvidenceSchema.Ends("Model", "Place"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let usedIn = EvidenceSchema.RelationshipType(
    "USED_IN",
    "where the text says the model is used",
    ends: [
      EvidenceSchema.Ends("Model", "Place"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let authored = EvidenceSchema.RelationshipType(
    "AUTHORED",
    "an author of the report",
    ends: [
      EvidenceSchema.Ends("Person", "Review"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let affiliatedWith = EvidenceSchema.RelationshipType(
    "AFFILIATED_WITH",
    "where the person works",
    ends: [
      EvidenceSchema.Ends("Person", "Organisation"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let directs = EvidenceSchema.RelationshipType(
    "DIRECTS",
    "the person directs the organisation",
    ends: [
      EvidenceSchema.Ends("Person", "Organisation"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let commissioned = EvidenceSchema.RelationshipType(
    "COMMISSIONED",
    "commissioned the review",
    ends: [
      EvidenceSchema.Ends("Organisation", "Review"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let published = EvidenceSchema.RelationshipType(
    "PUBLISHED",
    "published the review",
    ends: [
      EvidenceSchema.Ends("Organisation", "Review"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let carriedOut = EvidenceSchema.RelationshipType(
    "CARRIED_OUT",
    "carried out the review",
    ends: [
      EvidenceSchema.Ends("Organisation", "Review"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let partneredIn = EvidenceSchema.RelationshipType(
    "PARTNERED_IN",
    "partner in the project of the review",
    ends: [
      EvidenceSchema.Ends("Organisation", "Review"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let funds = EvidenceSchema.RelationshipType(
    "FUNDS",
    "pays for the work of",
    ends: [
      EvidenceSchema.Ends("Organisation", "Organisation"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let hostedBy = EvidenceSchema.RelationshipType(
    "HOSTED_BY",
    "is based at",
    ends: [
      EvidenceSchema.Ends("Organisation", "Organisation"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let memberOf = EvidenceSchema.RelationshipType(
    "MEMBER_OF",
    "is a member of",
    ends: [
      EvidenceSchema.Ends("Organisation", "Organisation"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let coChairs = EvidenceSchema.RelationshipType(
    "CO_CHAIRS",
    "chairs jointly",
    ends: [
      EvidenceSchema.Ends("Organisation", "Organisation"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let hasMembersFrom = EvidenceSchema.RelationshipType(
    "HAS_MEMBERS_FROM",
    "draws members from the sector",
    ends: [
      EvidenceSchema.Ends("Organisation", "Sector"),
    ],
    sources: SourceRule.none,
    [
      .lines,
    ])
  fileprivate static let searched = EvidenceSchema.RelationshipType(
    "SEARCHED",
    """
    the database stands in one of the two printed lists; one relationship per list; the website \
    stands in the list of Appendix B
    """,
    ends: [
      EvidenceSchema.Ends("Review", "Database"),
      EvidenceSchema.Ends("Review", "Website"),
    ],
    sources: SourceRule.none,
    [
      EvidenceSchema.Property(
        "list", .text, required: true,
        "methods or appendix"),
      .lines2,
    ])
  fileprivate static let runIn = EvidenceSchema.RelationshipType(
    "RUN_IN",
    "the block is printed under the heading that names the database",
    ends: [
      EvidenceSchema.Ends("SearchBlock", "Database"),
    ],
    sources: SourceRule.none,
    [
      EvidenceSchema.Property(
        "heading_lines", .text, required: true,
        "line of that heading"),
    ])
  fileprivate static let belongsTo = EvidenceSchema.RelationshipType(
    "BELONGS_TO",
    "whose website it is",
    ends: [
      EvidenceSchema.Ends("Website", "Organisation"),
    ],
    sources: SourceRule.none,
    [])
  fileprivate static let defines = EvidenceSchema.RelationshipType(
    "DEFINES",
    "the review defines a term in the section Definitions",
    ends: [
      EvidenceSchema.Ends("Review", "Section"),
    ],
    sources: SourceRule.none,
    [
      EvidenceSchema.Property(
        "id", .text, required: true,
        "readable name of the term"),
      EvidenceSchema.Property(
        "term_en", .text, required: true,
        "the term in English"),
      EvidenceSchema.Property(
        "term_cy", .text, required: true,
        "the term as printed"),
      EvidenceSchema.Property(
        "meaning_en", .text, required: true,
        "what it means, in our own words"),
      .lines2,
      .note,
    ])
  fileprivate static let notACitation = EvidenceSchema.RelationshipType(
    "NOT_A_CITATION",
    "what was read as a citation and is none, as a person has decided",
    ends: [
      EvidenceSchema.Ends("Study", "Factor"),
      EvidenceSchema.Ends("Study", "Model"),
      EvidenceSchema.Ends("Study", "Category"),
      EvidenceSchema.Ends("Study", "Section"),
    ],
    sources: SourceRule.none,
    [
      EvidenceSchema.Property(
        "id", .text, required: true,
        "identifier of the citation"),
      .lineStart2,
      .lineEnd2,
      .charStart2,
      .charEnd2,
      .page2,
      .printed,
      .form,
      .group,
      .file,
      .section,
      .locator,
      .sentence,
      .markStart,
      .markEnd,
      .doubts,
      .stanceProposed,
      .stanceCue,
      .modeProposed,
      .formerStudy,
      .stance,
    ])
}

extension EvidenceSchema.Property {
  fileprivate static let id = EvidenceSchema.Property(
    "id", .text, required: true,
    "stable identifier, unique within the label")
  fileprivate static let nameEn = EvidenceSchema.Property(
    "name_en", .text, required: false,
    "name in English")
  fileprivate static let nameCy = EvidenceSchema.Property(
    "name_cy", .text, required: false,
    "name in Welsh, as printed in the source")
  fileprivate static let lines = EvidenceSchema.Property(
    "lines", .text, required: false,
    """
    where it is stated: line ranges of the report, separated by semicolons; doc2:N is line N of \
    the explainer
    """)
  fileprivate static let summaryEn = EvidenceSchema.Property(
    "summary_en", .text, required: false,
    "summary in our own words")
  fileprivate static let lineStart = EvidenceSchema.Property(
    "line_start", .integer, required: false,
    "first line")
  fileprivate static let lineEnd = EvidenceSchema.Property(
    "line_end", .integer, required: false,
    "last line")
  fileprivate static let charStart = EvidenceSchema.Property(
    "char_start", .integer, required: false,
    "first character (code points from 0)")
  fileprivate static let charEnd = EvidenceSchema.Property(
    "char_end", .integer, required: false,
    "end character, exclusive")
  fileprivate static let level = EvidenceSchema.Property(
    "level", .integer, required: false,
    "level of the heading, from 1")
  fileprivate static let nameEn2 = EvidenceSchema.Property(
    "name_en", .text, required: true,
    "name in English")
  fileprivate static let lineStart2 = EvidenceSchema.Property(
    "line_start", .integer, required: true,
    "first line")
  fileprivate static let lineEnd2 = EvidenceSchema.Property(
    "line_end", .integer, required: true,
    "last line")
  fileprivate static let page = EvidenceSchema.Property(
    "page", .integer, required: false,
    "page (counted page breaks)")
  fileprivate static let note = EvidenceSchema.Property(
    "note", .text, required: false,
    "remark of the tables")
  fileprivate static let nameCy2 = EvidenceSchema.Property(
    "name_cy", .text, required: true,
    "name in Welsh, as printed in the source")
  fileprivate static let theme = EvidenceSchema.Property(
    "theme", .text, required: false,
    "id of the theme in which it stands")
  fileprivate static let charStart2 = EvidenceSchema.Property(
    "char_start", .integer, required: true,
    "first character (code points from 0)")
  fileprivate static let charEnd2 = EvidenceSchema.Property(
    "char_end", .integer, required: true,
    "end character, exclusive")
  fileprivate static let page2 = EvidenceSchema.Property(
    "page", .integer, required: true,
    "page (counted page breaks)")
  fileprivate static let printed = EvidenceSchema.Property(
    "printed", .text, required: true,
    "the citation as printed, white space collapsed")
  fileprivate static let form = EvidenceSchema.Property(
    "form", .text, required: true,
    "parenthetical, narrative or footnote")
  fileprivate static let group = EvidenceSchema.Property(
    "group", .text, required: true,
    "citations inside one bracket share a group")
  fileprivate static let file = EvidenceSchema.Property(
    "file", .text, required: false,
    "file of the text")
  fileprivate static let section = EvidenceSchema.Property(
    "section", .text, required: false,
    "id of the innermost section")
  fileprivate static let locator = EvidenceSchema.Property(
    "locator", .text, required: false,
    "where in the work, as printed")
  fileprivate static let sentence = EvidenceSchema.Property(
    "sentence", .text, required: false,
    "the sentence in which it stands")
  fileprivate static let markStart = EvidenceSchema.Property(
    "mark_start", .integer, required: false,
    "first character of the mark of its note")
  fileprivate static let markEnd = EvidenceSchema.Property(
    "mark_end", .integer, required: false,
    "end character of the mark, exclusive")
  fileprivate static let doubts = EvidenceSchema.Property(
    "doubts", .textList, required: false,
    "why it is not sure: year, suffix, bracket, single, unlisted, ambiguous")
  fileprivate static let stanceProposed = EvidenceSchema.Property(
    "stance_proposed", .text, required: false,
    "stance that a cue word suggests; no judgement")
  fileprivate static let stanceCue = EvidenceSchema.Property(
    "stance_cue", .text, required: false,
    "the cue word")
  fileprivate static let modeProposed = EvidenceSchema.Property(
    "mode_proposed", .text, required: false,
    "quote or paraphrase, as marks of quotation suggest")
  fileprivate static let formerStudy = EvidenceSchema.Property(
    "former_study", .text, required: false,
    "study that it was read as, before a person decided")
  fileprivate static let id2 = EvidenceSchema.Property(
    "id", .text, required: true,
    "identifier of the citation, c001 to c194 in reading order")
  fileprivate static let stance = EvidenceSchema.Property(
    "stance", .text, required: false,
    "supports, barrier, mixed or neutral; a judgement from reading")
  fileprivate static let mode = EvidenceSchema.Property(
    "mode", .text, required: false,
    "paraphrase or quote")
  fileprivate static let lineStart3 = EvidenceSchema.Property(
    "line_start", .integer, required: true,
    "first line of the printed citation")
  fileprivate static let lineEnd3 = EvidenceSchema.Property(
    "line_end", .integer, required: true,
    "last line of the printed citation")
  fileprivate static let role = EvidenceSchema.Property(
    "role", .text, required: false,
    "claim, definition, example or list")
  fileprivate static let claimEn = EvidenceSchema.Property(
    "claim_en", .text, required: false,
    "what it is cited for, in our own words")
  fileprivate static let quoteLines = EvidenceSchema.Property(
    "quote_lines", .text, required: false,
    "lines of the words quoted")
  fileprivate static let quoteLocator = EvidenceSchema.Property(
    "quote_locator", .text, required: false,
    "speaker or page that the quotation names")
  fileprivate static let printVariants = EvidenceSchema.Property(
    "print_variants", .textList, required: false,
    "peculiarities of the printed form")
  fileprivate static let relation = EvidenceSchema.Property(
    "relation", .text, required: true,
    "how the two are related")
  fileprivate static let hedged = EvidenceSchema.Property(
    "hedged", .boolean, required: false,
    "whether the text states it only as an expectation; a judgement")
  fileprivate static let lines2 = EvidenceSchema.Property(
    "lines", .text, required: true,
    """
    where it is stated: line ranges of the report, separated by semicolons; doc2:N is line N of \
    the explainer
    """)
  fileprivate static let claimEn2 = EvidenceSchema.Property(
    "claim_en", .text, required: true,
    "the statement in our own words")
}
