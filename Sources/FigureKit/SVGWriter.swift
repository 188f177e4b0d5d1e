/// Writes a figure as SVG: shapes, lines, text as text.
///
/// What is written needs no style sheet, script, font or file from elsewhere, so that it looks the same
/// in a browser, in Inkscape and through rsvg-convert. Text of any origin is escaped here and
/// nowhere else.
///
///     var writer = SVGWriter()
///     writer.open("g", ["fill": "#000000"])
///     writer.text("Ŵ & <b>", at: Point(10, 20), size: 11)
///     writer.close("g")
///     writer.document          // <g fill="#000000"><text x="10" …>Ŵ &amp; &lt;b&gt;</text></g>
public struct SVGWriter: Sendable {
  /// What has been written so far.
  public private(set) var document = ""

  /// An attribute and its value.
  public typealias Attributes = KeyValuePairs<String, String>

  /// Sans-serif fonts of the widths that figures are measured with, in the order of trying.
  public static let fonts = "Arial, Helvetica, Liberation Sans, sans-serif"

  /// Nothing written yet.
  public init() {}

  /// Begins the document: white, with a title and a description that programs read aloud.
  ///
  /// - Parameters:
  ///   - size: In units of a pixel, of which 96 are an inch.
  ///   - width: The width in millimetres; nil for that of the pixels.
  ///   - language: The code of the language of what is written.
  public mutating func begin(
    _ size: Size, width: Double? = nil, title: String, description: String, language: String
  ) {
    let millimetres = width ?? size.width * 25.4 / 96
    let high = size.width > 0 ? millimetres * size.height / size.width : 0
    document += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    open(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": "\(Self.number(millimetres))mm",
        "height": "\(Self.number(high))mm",
        "viewBox": "0 0 \(Self.number(size.width)) \(Self.number(size.height))",
        "role": "img", "aria-labelledby": "title desc", "lang": language, "xml:lang": language,
        "font-family": Self.fonts,
      ])
    line()
    element("title", ["id": "title"], containing: title)
    element("desc", ["id": "desc"], containing: description)
    line()
    empty("rect", ["width": "100%", "height": "100%", "fill": "#FFFFFF"])
    line()
  }

  /// Ends the document.
  public mutating func end() {
    close("svg")
    line()
  }

  /// Begins an element.
  public mutating func open(_ name: StaticString, _ attributes: Attributes = [:]) {
    tag(name, attributes, end: ">")
  }

  /// Ends an element.
  public mutating func close(_ name: StaticString) { document += "</\(name)>" }

  /// Writes an element without content.
  public mutating func empty(_ name: StaticString, _ attributes: Attributes) {
    tag(name, attributes, end: "/>")
  }

  /// Writes an element whose content is a text, a picture of each character that cannot be seen in it.
  public mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:], containing text: String
  ) {
    open(name, attributes)
    document += Self.escaped(text)
    close(name)
  }

  /// Writes one line of text from `point` on its base line.
  public mutating func text(
    _ text: String, at point: Point, size: Double, fill: String = "#000000",
    anchor: String = "start", isBold: Bool = false
  ) {
    open(
      "text",
      [
        "x": Self.number(point.x), "y": Self.number(point.y), "font-size": Self.number(size),
        "fill": fill, "text-anchor": anchor, "font-weight": isBold ? "bold" : "normal",
      ])
    document += Self.escaped(text)
    close("text")
  }

  /// Ends a line of the file.
  public mutating func line() { document += "\n" }

  private mutating func tag(_ name: StaticString, _ attributes: Attributes, end: String) {
    document += "<\(name)"
    for (name, value) in attributes { document += " \(name)=\"\(Self.escaped(value))\"" }
    document += end
  }

  /// A number with at most two decimals, the same on every system.
  public static func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest % 10 == 0 ? rest / 10 : rest)"
  }

  /// A text as it may stand in an element or a quoted attribute.
  ///
  /// Ends of lines and tabs stay; of other characters that cannot be seen there is a picture.
  public static func escaped(_ text: String) -> String {
    var result = ""
    var wasReturn = false
    for scalar in text.unicodeScalars {
      // CRLF is one end of a line.
      if scalar == "\n", wasReturn {
        wasReturn = false
        continue
      }
      wasReturn = scalar == "\r"
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\r": result += "\n"
      case "\t": result += " "
      default:
        if let picture = VisibleText.picture(of: scalar) {
          result += picture
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
