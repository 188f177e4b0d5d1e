import GraphModel
import WordCatalog

/// A judgement of a body of evidence that people have made and stored, by a scale with fixed words.
///
/// GRADE: Guyatt and others, BMJ 2008;336:924. GRADE-CERQual: Lewin and others, Implement Sci 2018;13(Suppl 1):2.
/// Nothing here is ever worked out from the graph: what is not stored is not stated.
struct Judgement: Sendable {
  /// The property that holds it.
  let property: Text
  /// What it is called; nil for the overall one.
  let title: (@Sendable (Words) -> String)?
  /// The words that may be stored, with what people call them.
  let scale: [(value: String, text: @Sendable (Words) -> String)]
  /// The values that are no reason to lower or raise anything.
  let plain: Set<String>

  private init(
    _ property: Text, _ title: (@Sendable (Words) -> String)? = nil,
    _ scale: [(value: String, text: @Sendable (Words) -> String)], plain: Set<String> = []
  ) {
    self.property = property
    self.title = title
    self.scale = scale
    self.plain = plain
  }

  private typealias Scale = [(value: String, text: @Sendable (Words) -> String)]

  private static let levels: Scale = [
    ("high", { $0.judgedHigh }), ("moderate", { $0.judgedModerate }), ("low", { $0.judgedLow }),
    ("very low", { $0.judgedVeryLow }),
  ]
  private static let seriousness: Scale = [
    ("not serious", { $0.notSerious }), ("serious", { $0.serious }),
    ("very serious", { $0.verySerious }),
  ]
  private static let suspicion: Scale = [
    ("undetected", { $0.undetected }), ("strongly suspected", { $0.stronglySuspected }),
  ]
  private static let yesOrNo: Scale = [("no", { $0.judgedNo }), ("yes", { $0.judgedYes })]
  private static let concerns: Scale = [
    ("no or very minor concerns", { $0.noConcerns }), ("minor concerns", { $0.minorConcerns }),
    ("moderate concerns", { $0.moderateConcerns }), ("serious concerns", { $0.seriousConcerns }),
  ]

  /// The overall certainty of GRADE.
  static let certainty = Judgement("grade_certainty", nil, levels)
  /// What lowers or raises it.
  static let gradeReasons: [Judgement] = [
    Judgement("grade_risk_of_bias", { $0.riskOfBias }, seriousness, plain: ["not serious"]),
    Judgement("grade_inconsistency", { $0.inconsistency }, seriousness, plain: ["not serious"]),
    Judgement("grade_indirectness", { $0.indirectness }, seriousness, plain: ["not serious"]),
    Judgement("grade_imprecision", { $0.imprecision }, seriousness, plain: ["not serious"]),
    Judgement("grade_publication_bias", { $0.publicationBias }, suspicion, plain: ["undetected"]),
    Judgement("grade_large_effect", { $0.largeEffect }, yesOrNo, plain: ["no"]),
    Judgement("grade_dose_response", { $0.doseResponse }, yesOrNo, plain: ["no"]),
    Judgement("grade_confounding", { $0.confounding }, yesOrNo, plain: ["no"]),
  ]
  /// The overall confidence of CERQual.
  static let confidence = Judgement("cerqual_confidence", nil, levels)
  /// Its four components.
  static let cerqualReasons: [Judgement] = [
    Judgement(
      "cerqual_methodological_limitations", { $0.methodologicalLimitations }, concerns,
      plain: ["no or very minor concerns"]),
    Judgement(
      "cerqual_coherence", { $0.coherence }, concerns, plain: ["no or very minor concerns"]),
    Judgement("cerqual_adequacy", { $0.adequacy }, concerns, plain: ["no or very minor concerns"]),
    Judgement(
      "cerqual_relevance", { $0.relevance }, concerns, plain: ["no or very minor concerns"]),
  ]

  /// What is stored of a thing, as one of the scale's words; nil where nothing is.
  ///
  /// - Throws: ``FigureFailure`` where something else is stored.
  func stored(_ properties: MapValue, of thing: String) throws(FigureFailure) -> String? {
    guard let value = properties[property] else { return nil }
    // Case, hyphens and underscores are a matter of taste.
    let word = value.scalarText?.lowercased().replacing("-", with: " ").replacing("_", with: " ")
    guard let word, scale.contains(where: { $0.value == word }) else {
      throw .judgement(
        of: thing, property: property.string, value: value.scalarText ?? value.cypherText,
        known: scale.map(\.value))
    }
    return word
  }

  /// What people call a word of the scale.
  func text(_ value: String, in words: Words) -> String {
    scale.first { $0.value == value }?.text(words) ?? value
  }
}
