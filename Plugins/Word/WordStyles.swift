/// The styles of a document: those that Word has under the same names, so that a template or a theme
/// can take their place.
enum WordStyles {
  /// The part with all styles, for texts in `language`.
  static func part(language: String) -> String {
    """
    <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">\
    <w:docDefaults><w:rPrDefault><w:rPr>\
    <w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>\
    <w:sz w:val="22"/><w:szCs w:val="22"/>\
    <w:lang w:val="\(language)" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>\
    <w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="259" w:lineRule="auto"/></w:pPr>\
    </w:pPrDefault></w:docDefaults>
    """ + paragraphs.map(text).joined() + tables + "</w:styles>"
  }

  /// A style of paragraphs: its name, and how paragraphs and letters look.
  private struct Paragraph {
    var id: String
    var name: String
    var next = "Normal"
    var look = ""
    var letters = ""
    var isQuick = true
  }

  private static let paragraphs = [
    Paragraph(id: "Normal", name: "Normal"),
    Paragraph(
      id: "Title", name: "Title", look: "<w:spacing w:after=\"240\"/>",
      letters: "<w:sz w:val=\"48\"/><w:szCs w:val=\"48\"/>"),
    Paragraph(
      id: "Heading1", name: "heading 1",
      look: "<w:keepNext/><w:keepLines/><w:spacing w:before=\"360\" w:after=\"120\"/>"
        + "<w:outlineLvl w:val=\"0\"/>",
      letters: "<w:b/><w:bCs/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>"),
    Paragraph(
      id: "Heading2", name: "heading 2",
      look: "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"80\"/>"
        + "<w:outlineLvl w:val=\"1\"/>",
      letters: "<w:b/><w:bCs/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>"),
    Paragraph(
      id: "Caption", name: "caption",
      look: "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/>",
      letters: "<w:b/><w:bCs/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>"),
    Paragraph(
      id: "NoSpacing", name: "No Spacing", next: "NoSpacing",
      look: "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>"),
    Paragraph(
      id: "Bibliography", name: "Bibliography", next: "Bibliography",
      look: "<w:ind w:left=\"567\" w:hanging=\"567\"/>"),
    Paragraph(
      id: "HTMLPreformatted", name: "HTML Preformatted", next: "HTMLPreformatted",
      look: "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
      letters: "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/>"
        + "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>", isQuick: false),
    Paragraph(
      id: "Footer", name: "footer", next: "Footer", look: "<w:spacing w:after=\"0\"/>",
      isQuick: false),
  ]

  private static func text(_ style: Paragraph) -> String {
    let isNormal = style.id == "Normal"
    var text =
      "<w:style w:type=\"paragraph\"\(isNormal ? " w:default=\"1\"" : "") w:styleId=\"\(style.id)\">"
      + "<w:name w:val=\"\(style.name)\"/>"
    if !isNormal { text += "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"\(style.next)\"/>" }
    if style.isQuick { text += "<w:qFormat/>" }
    if !style.look.isEmpty { text += "<w:pPr>\(style.look)</w:pPr>" }
    if !style.letters.isEmpty { text += "<w:rPr>\(style.letters)</w:rPr>" }
    return text + "</w:style>"
  }

  private static let tables = """
    <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
    <w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>\
    <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>\
    <w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>\
    </w:tblCellMar></w:tblPr></w:style>\
    <w:style w:type="table" w:styleId="GridTable1Light"><w:name w:val="Grid Table 1 Light"/>\
    <w:basedOn w:val="TableNormal"/><w:uiPriority w:val="46"/>\
    <w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>\
    <w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>\(borders)</w:tblBorders></w:tblPr>\
    <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>\
    <w:bottom w:val="single" w:sz="12" w:space="0" w:color="666666"/></w:tcBorders></w:tcPr>\
    </w:tblStylePr></w:style>
    """

  private static var borders: String {
    ["top", "left", "bottom", "right", "insideH", "insideV"].map {
      "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"999999\"/>"
    }.joined()
  }
}
