/// What is said of gap maps.
extension Words {
  package var statedLayer: String {
    say(en: "stated of the row itself", cy: "wedi'i nodi am y rhes ei hun")
  }
  package var categoryLayer: String {
    say(en: "stated of its category", cy: "wedi'i nodi am ei chategori")
  }
  package var cocitedLayer: String {
    say(en: "studies cited for both", cy: "astudiaethau a ddyfynnir ar gyfer y ddau")
  }

  package var gapMapTitle: String {
    say(en: "Evidence and gap map", cy: "Map tystiolaeth a bylchau")
  }
  package func gapMapDescription(
    rows: Int, columns: Int, absolute: Int, conflicts: Int
  ) -> String {
    say(
      en:
        "A matrix of \(self.rows(rows)) and \(self.columns(columns)). The area of a circle is the "
        + "number of studies. Cells without any evidence: \(absolute). Cells with claims for and against: "
        + "\(conflicts).",
      cy: "Matrics: \(self.rows(rows)), \(self.columns(columns)). Arwynebedd cylch yw nifer yr "
        + "astudiaethau. "
        + "Celloedd heb unrhyw dystiolaeth: \(absolute). Celloedd â honiadau o blaid ac yn erbyn: "
        + "\(conflicts).")
  }
  package var gapMapRow: String { say(en: "row", cy: "rhes") }
  package var gapMapColumn: String { say(en: "column", cy: "colofn") }
  package var gapMapLayer: String { say(en: "layer", cy: "haen") }
  package var gapHeading: String { say(en: "gap", cy: "bwlch") }
  package var absoluteGap: String { say(en: "no evidence", cy: "dim tystiolaeth") }
  package var synthesisGap: String { say(en: "no review", cy: "dim adolygiad") }
  package var conflictCell: String { say(en: "for and against", cy: "o blaid ac yn erbyn") }
  package var claimsWithoutStudy: String {
    say(en: "claims without a study", cy: "honiadau heb astudiaeth")
  }
  package var gapsHeading: String { say(en: "Gaps", cy: "Bylchau") }
  package var crosstabMarks: String {
    say(
      en:
        "Numbers are studies; (n) are claims without a study; ± is for and against; · is nothing.",
      cy:
        "Astudiaethau yw'r rhifau; honiadau heb astudiaeth yw (n); o blaid ac yn erbyn yw ±; dim "
        + "yw "
        + "·.")
  }

  package func swimGrouping(rows: Int, columns: Int, layers: [String]) -> String {
    let list = layers.joined(separator: "; ")
    return say(
      en:
        "Grouping: \(self.rows(rows)) by \(self.columns(columns)). A cell holds (strongest first): "
        + "\(list).",
      cy: "Grwpio: \(self.rows(rows)), \(self.columns(columns)). Mae cell yn dal (y cryfaf yn "
        + "gyntaf): \(list).")
  }
  package var swimGapMeasure: String {
    say(
      en:
        "Measure: different studies in a cell; one study may stand in many cells, so that totals "
        + "are "
        + "no sums.",
      cy:
        "Mesur: gwahanol astudiaethau mewn cell; gall un astudiaeth fod mewn llawer o gelloedd, "
        + "felly "
        + "nid symiau yw'r cyfansymiau.")
  }
  package var swimGapSynthesis: String {
    say(
      en: "Synthesis: counting. The map shows where evidence is, not how large an effect is.",
      cy: "Synthesis: cyfrif. Mae'r map yn dangos ble mae tystiolaeth, nid pa mor fawr yw effaith.")
  }
  package func swimGapLimits(absolute: Int, cells: Int, conflicts: Int) -> String {
    say(
      en:
        "Limits: no evidence in \(absolute) of \(self.cells(cells)), claims for and against in "
        + "\(conflicts). What the review does not state is not here.",
      cy:
        "Cyfyngiadau: dim tystiolaeth mewn \(absolute) o \(self.cells(cells)), honiadau o blaid ac "
        + "yn erbyn mewn \(conflicts). Nid yw'r hyn nad yw'r adolygiad yn ei nodi yma.")
  }

  package func gapMapAxisEmpty(isRows: Bool, query: String) -> String {
    let found =
      isRows
      ? say(
        en: "The query of the rows finds nothing", cy: "Nid yw ymholiad y rhesi yn dod o hyd i ddim"
      )
      : say(
        en: "The query of the columns finds nothing",
        cy: "Nid yw ymholiad y colofnau yn dod o hyd i ddim")
    return "\(found): \(query)"
      + hint(
        say(
          en: "Say with --rows, --columns and --layer what the map is of",
          cy: "Dywedwch â --rows, --columns a --layer o beth y mae'r map"))
  }

  // MARK: The page

  package var gapMapLayers: String { say(en: "What is counted", cy: "Beth a gyfrifir") }
  package var gapMapKinds: String { say(en: "Kind of study", cy: "Math o astudiaeth") }
  package var gapMapYears: String { say(en: "Years", cy: "Blynyddoedd") }
  package var gapMapYearFrom: String { say(en: "from", cy: "o") }
  package var gapMapYearTo: String { say(en: "to", cy: "hyd") }
  package var gapMapNoYear: String { say(en: "year not stated", cy: "blwyddyn heb ei nodi") }
  package var gapMapNoStudy: String {
    say(en: "the text itself, without a study", cy: "y testun ei hun, heb astudiaeth")
  }
  package var gapMapMatrix: String { say(en: "Map", cy: "Map o'r dystiolaeth") }
  package var gapMapHelp: String {
    say(
      en: "Click a cell, or go to it with the arrow keys and press Enter, to read its claims.",
      cy: "Cliciwch gell, neu ewch ati â'r saethau a phwyso Enter, i ddarllen ei honiadau.")
  }
  package var gapMapClaimsOfCell: String { say(en: "Claims of the cell", cy: "Honiadau'r gell") }
  package var gapMapChoose: String {
    say(en: "No cell is chosen yet.", cy: "Ni ddewiswyd cell eto.")
  }
  package var gapMapBack: String { say(en: "Back to the cell", cy: "Yn ôl i'r gell") }
  package var gapMapNoGaps: String { say(en: "None.", cy: "Dim un.") }
  package var gapMapAbout: String { say(en: "How it was made", cy: "Sut y'i gwnaed") }
  package var gapMapQueries: String { say(en: "Query", cy: "Ymholiad") }
  package var gapMapDigest: String { say(en: "Digest of the graph", cy: "Crynodeb y graff") }
  package var gapMapDate: String { say(en: "Date", cy: "Dyddiad") }
  package var gapMapSaveCells: String { say(en: "Cells (CSV)", cy: "Celloedd (CSV)") }
  package var gapMapSaveClaims: String { say(en: "Claims (CSV)", cy: "Honiadau (CSV)") }
  package var gapMapShowing: String { say(en: "Showing", cy: "Yn dangos") }

  // MARK: The command

  package var gapMapSummary: String {
    say(
      en: "Draw where evidence is and where none is",
      cy: "Llunio ble mae tystiolaeth a ble nad oes dim")
  }
  package var gapMapDetails: String {
    say(
      en: """
        Rows by columns, in each cell how many studies and claims there are. -o FILE
        writes a picture (.svg, .pdf, .png; the numbers beside it as .csv), one page
        with filters and claims (.html), a document (.md) or the cells (.csv). Without
        queries it is models by factors: what is stated, and which studies speak of both.
        """,
      cy: """
        Rhesi wrth golofnau, ac ym mhob cell faint o astudiaethau a honiadau sydd. Mae
        -o FFEIL yn ysgrifennu llun (.svg, .pdf, .png; y rhifau wrth ei ochr fel .csv),
        un dudalen â hidlyddion a honiadau (.html), dogfen (.md) neu'r celloedd (.csv).
        Heb ymholiadau, modelau wrth ffactorau sydd: yr hyn a nodir, a pha astudiaethau
        sy'n sôn am y ddau.
        """)
  }
  package var gapMapRowsHelp: String {
    say(en: "The query of the rows, with one column.", cy: "Ymholiad y rhesi, ag un golofn.")
  }
  package var gapMapColumnsHelp: String {
    say(en: "The query of the columns, with one column.", cy: "Ymholiad y colofnau, ag un golofn.")
  }
  package var gapMapLayerHelp: String {
    say(
      en: "What is counted: a name and a query with the columns row, column, source, and claim and "
        + "stance where there are any. Repeatable, the strongest first.",
      cy:
        "Beth a gyfrifir: enw ac ymholiad â'r colofnau row, column, source, a claim a stance lle "
        + "maent. "
        + "Gellir ei ailadrodd, y cryfaf yn gyntaf.")
  }
  package var gapMapColorHelp: String {
    say(
      en: "What colours and hatches tell: layer or stance. (default: layer)",
      cy: "Yr hyn y mae lliwiau a llinellau'n ei ddweud: layer neu stance. (diofyn: layer)")
  }
  package var gapMapSynthesesHelp: String {
    say(
      en:
        "A kind of study that is a synthesis. Repeatable. "
        + "(default: those called review or synthesis)",
      cy:
        "Math o astudiaeth sy'n synthesis. Gellir ei ailadrodd. "
        + "(diofyn: y rhai a elwir yn review neu "
        + "synthesis)")
  }
  package func layerNeedsQuery(_ text: String) -> String {
    say(
      en:
        "'\(text)' is no layer: write --layer 'NAME=MATCH … RETURN … AS row, … AS column, … AS "
        + "source'",
      cy:
        "Nid haen yw '\(text)': ysgrifennwch --layer 'ENW=MATCH … RETURN … AS row, … AS column, … "
        + "AS "
        + "source'")
  }
}
