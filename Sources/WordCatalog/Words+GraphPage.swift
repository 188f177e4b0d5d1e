/// What the page of a graph says.
extension Words {
  package var pageNeedsScript: String {
    say(
      en: "This page draws its graph with a script of its own, which is switched off here. "
        + "It loads nothing from a network.",
      cy: "Mae'r dudalen hon yn llunio ei graff â'i sgript ei hun, sydd wedi'i diffodd yma. "
        + "Nid yw'n llwytho dim o rwydwaith.")
  }
  package var pageLanguage: String { say(en: "Language", cy: "Iaith") }
  package var pageTakeAway: String { say(en: "Take away", cy: "Mynd â hyn gyda chi") }
  package var pagePrint: String { say(en: "Print", cy: "Argraffu") }
  package var pageFind: String { say(en: "Search and filter", cy: "Chwilio a hidlo") }
  package var pageSearch: String { say(en: "Search", cy: "Chwilio") }
  package var pageFilters: String { say(en: "Filters", cy: "Hidlyddion") }
  package var pageLabels: String { say(en: "Labels", cy: "Labeli") }
  package var pageStances: String { say(en: "Stances", cy: "Safbwyntiau") }
  package var pageShowAll: String { say(en: "Show all", cy: "Dangos popeth") }
  package var pageListOf: String { say(en: "What is listed", cy: "Beth a restrir") }
  package var pageNodes: String { say(en: "Nodes", cy: "Nodau") }
  package var pageRelationships: String { say(en: "Relationships", cy: "Perthnasoedd") }
  package var pagePicture: String { say(en: "Picture", cy: "Llun") }

  /// What the picture is, and how it is moved, for who does not see it.
  package var pagePictureHelp: String {
    say(
      en: "Picture of the graph. The list beside it has the same nodes and relationships. "
        + "Arrow keys move it, plus and minus change its size, 0 shows all of it.",
      cy: "Llun o'r graff. Mae'r un nodau a pherthnasoedd yn y rhestr wrth ei ochr. "
        + "Mae'r saethau yn ei symud, plws a minws yn newid ei faint, 0 yn dangos y cyfan.")
  }
  package var pageZoom: String { say(en: "Size of the picture", cy: "Maint y llun") }
  package var pageLarger: String { say(en: "Larger", cy: "Mwy") }
  package var pageSmaller: String { say(en: "Smaller", cy: "Llai") }
  package var pageWhole: String { say(en: "Whole", cy: "Cyfan") }
  package var pageDetails: String { say(en: "Details", cy: "Manylion") }
  package var pageChooseSomething: String {
    say(
      en: "Choose a node or a line to see what it says, who says it, and where.",
      cy: "Dewiswch nod neu linell i weld beth mae'n ei ddweud, pwy sy'n ei ddweud, ac ymhle.")
  }
  package var pageProperties: String { say(en: "Properties", cy: "Priodweddau") }
  package var pageProvenance: String { say(en: "Where it comes from", cy: "O ble y daw") }
  package var pageNoProvenance: String {
    say(en: "No source is stated.", cy: "Ni nodir ffynhonnell.")
  }
  package var pageSameEnds: String {
    say(en: "Others of the same line", cy: "Eraill o'r un llinell")
  }
  package var pageFrom: String { say(en: "From", cy: "O") }
  package var pageTo: String { say(en: "To", cy: "I") }
  package var pageRelationship: String { say(en: "Relationship", cy: "Perthynas") }
  package var pageStance: String { say(en: "Stance", cy: "Safbwynt") }
  package var pageNoStance: String { say(en: "no stance", cy: "dim safbwynt") }
  package var pageWhere: String { say(en: "Where", cy: "Ymhle") }
  package var pageWords: String { say(en: "Words", cy: "Geiriau") }
  package var pageClaim: String { say(en: "Claim", cy: "Honiad") }
  package var pageQuotedAs: String { say(en: "Quoted as", cy: "Dyfynnir fel") }
  package var pageCitedAs: String { say(en: "Cited as", cy: "Cyfeirir ato fel") }
  package var pageClaims: String { say(en: "Claims", cy: "Honiadau") }
}
