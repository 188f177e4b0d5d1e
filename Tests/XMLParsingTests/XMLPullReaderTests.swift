import PluginKit
import Testing
import XMLParsing

@Suite struct XMLPullReaderTests {
  /// The events of a document as text, or the error.
  private func events(_ bytes: [UInt8], _ limits: XMLPullReader.Limits = .init()) -> String {
    let reader = XMLPullReader(ByteStream(bytes, name: "d.xml"), limits: limits)
    var result = ""
    do {
      while true {
        switch try reader.next() {
        case .start(let start):
          let attributes = start.attributes.map { " \($0.name)=\"\($0.value)\"" }.joined()
          result += "<\(start.name)\(attributes)>"
        case .end(let name): result += "</\(name)>"
        case .text(let text): result += "[\(text)]"
        case .done: return result
        }
      }
    } catch {
      return "\(error)"
    }
  }

  private func events(_ text: String, _ limits: XMLPullReader.Limits = .init()) -> String {
    events(Array(text.utf8), limits)
  }

  @Test(arguments: [
    ("<a/>", "<a></a>"),
    (
      "<?xml version=\"1.0\"?>\n<!-- c -->\n<a b='1' c=\"2\"><d>t</d></a>\n",
      "<a b=\"1\" c=\"2\"><d>[t]</d></a>"
    ),
    ("<a>1 &lt; 2 &amp; &#233;&#xE9;</a>", "<a>[1 < 2 & éé]</a>"),
    ("<a>x<![CDATA[<b>]] &amp;]]>y<!-- z -->w</a>", "<a>[x<b>]] &amp;yw]</a>"),
    ("<a b='&quot;&apos;&gt;'/>", "<a b=\"\"'>\"></a>"),
    ("<a>1\r\n2\r3</a>", "<a>[1\n2\n3]</a>"),
    ("\u{FEFF}<g:a x:y='1'/>", "<g:a x:y=\"1\"></g:a>"),
    ("<!DOCTYPE a PUBLIC \"-//X//Y\" \"https://example.org/[x].dtd\"><a/>", "<a></a>"),
    ("<a><?php echo '>' ?></a>", "<a></a>"),
    ("<a >t</a >", "<a>[t]</a>"),
  ])
  func wellFormed(_ text: String, _ expected: String) {
    #expect(events(text) == expected)
  }

  @Test(arguments: [
    ("", "d.xml:1:1: The document has no element"),
    ("hello", "d.xml:1:1: The file does not begin as XML does"),
    ("<a>", "d.xml:1:4: The document ends within <a>, which begins at d.xml:1:1"),
    ("<a>\n <b></a>", "d.xml:2:5: </a> ends no element; <b> is open since d.xml:2:2"),
    ("<a/><b/>", "d.xml:1:5: A second root begins here"),
    ("<a/>x", "d.xml:1:5: Text stands after the root"),
    ("<a b=1/>", "d.xml:1:6: The value of b is not quoted"),
    ("<a b/>", "d.xml:1:5: The attribute b has no value"),
    ("<a b='1' b='2'/>", "d.xml:1:10: The attribute b occurs twice"),
    ("<a b='<'/>", "d.xml:1:7: '<' stands within the value of b"),
    ("<a b='", "d.xml:1:4: The value of b is never closed"),
    ("<a>&nbsp;</a>", "d.xml:1:4: The entity '&nbsp;' is none of XML's own"),
    ("<a>R&D</a>", "d.xml:1:5: '&' begins no entity here"),
    ("<a>&#0;</a>", "d.xml:1:4: The entity '&#0;'"),
    ("<a>&#xD800;</a>", "d.xml:1:4: The entity '&#xD800;'"),
    ("<a>1 < 2</a>", "d.xml:1:7: Expected a name here"),
    ("<!-- x", "d.xml:1:5: The comment that begins here is never closed"),
    ("<a><![CDATA[x", "d.xml:1:14: The document ends within character data"),
    (
      "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "d.xml:1:13: The document type (DOCTYPE) declares"
    ),
    ("<!DOCTYPE a", "d.xml:1:12: The document type (DOCTYPE) is never closed"),
    ("<a><!DOCTYPE a></a>", "d.xml:1:13: A document type (DOCTYPE) stands where none may"),
    (
      "<?xml version='1.0' encoding='ebcdic'?><a/>",
      "d.xml:1:1: The document is declared to be ebcdic"
    ),
  ])
  func faults(_ text: String, _ expected: String) {
    let outcome = events(text)
    #expect(outcome.hasPrefix(expected), "\(outcome)")
  }

  /// The billion laughs, an external entity and a parameter entity: nothing is expanded or opened.
  @Test(arguments: [
    "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><l>&b;</l>",
    "<!DOCTYPE l [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><l>&f;</l>",
    "<!DOCTYPE l [<!ENTITY % p SYSTEM 'https://example.org/x.dtd'> %p;]><l/>",
  ])
  func documentTypes(_ text: String) {
    #expect(events(text).contains("declares things of its own"))
  }

  @Test func limits() {
    var limits = XMLPullReader.Limits()
    limits.depth = 3
    limits.attributes = 2
    limits.name = 10
    limits.text = 20
    limits.document = 200
    #expect(events("<a><b><c/></b></a>", limits) == "<a><b><c></c></b></a>")
    #expect(events("<a><b><c><d/></c></b></a>", limits).contains("nested deeper than 3"))
    #expect(events("<a b='' c='' d=''/>", limits).contains("more than 2 attributes"))
    #expect(events("<abcdefghijk/>", limits).contains("name is longer than 10"))
    #expect(
      events("<a>\(String(repeating: "x", count: 21))</a>", limits).contains("longer than 20"))
    #expect(
      events("<a b='\(String(repeating: "x", count: 21))'/>", limits).contains("longer than 20"))
    let long = "<a>" + String(repeating: "<b/>", count: 60) + "</a>"
    #expect(events(long, limits).contains("longer than 200"))
  }

  /// A million open elements end at the limit, not at the end of the stack.
  @Test func depth() {
    #expect(events(String(repeating: "<a>", count: 1_000_000)).contains("nested deeper than 256"))
  }

  @Test func encodings() {
    let text = "<?xml version='1.0' encoding='X'?><a b='é'>Ŵ–😀</a>"
    let expected = "<a b=\"é\">[Ŵ–😀]</a>"
    let units = Array(text.utf16)
    let little = units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    #expect(events([0xFF, 0xFE] + little) == expected)
    #expect(events([0xFE, 0xFF] + big) == expected)
    #expect(events(little) == expected)
    #expect(events(big) == expected)
    #expect(events(little.dropLast()).contains("not valid UTF-16"))
    let latin = Array("<?xml version='1.0' encoding='iso-8859-1'?><a>".utf8)
    #expect(events(latin + [0xE9, 0x96] + Array("</a>".utf8)) == "<a>[é–]</a>")
    let wrong = Array("<?xml version='1.0'?>\n<a>".utf8)
    #expect(
      events(wrong + [0xE9] + Array("</a>".utf8)).hasPrefix(
        "d.xml:2:4: The text is not valid UTF-8"))
  }

  private func events(_ bytes: ArraySlice<UInt8>) -> String { events(Array(bytes)) }

  /// Pieces of a stream end anywhere: within names, entities, characters of several bytes.
  @Test func longDocuments() {
    let one = "<r n=\"é&amp;é\">Ŵ&lt;<![CDATA[]]]]><b/></r>"
    let text = "<a>" + String(repeating: one, count: 10_000) + "</a>"
    let expected =
      "<a>" + String(repeating: "<r n=\"é&é\">[Ŵ<]]]<b></b></r>", count: 10_000) + "</a>"
    let isEqual = events(text) == expected
    #expect(isEqual)
    let units = Array("\u{FEFF}\(text)".utf16)
    let isEqualWide = events(units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }) == expected
    #expect(isEqualWide)
  }

  @Test func elements() throws {
    let text = "<s><r i='1'><t>a<i>b</i></t><t>c</t></r><x><y/></x><r i='2'/></s>"
    let reader = XMLPullReader(ByteStream(Array(text.utf8), name: "d.xml"))
    var found: [String] = []
    loop: while true {
      switch try reader.next() {
      case .start(let start) where start.name == "r":
        let element = try reader.element(start)
        let texts = element.all("t").map(\.text)
        found.append("\(element["i"] ?? "") \(texts) \(element.at("t", "i")?.text ?? "-")")
      case .start(let start) where start.name == "x": try reader.skipElement()
      case .done: break loop
      default: break
      }
    }
    #expect(found == ["1 [\"ab\", \"c\"] b", "2 [] -"])
    let large = XMLPullReader(ByteStream(Array("<a><b/><b/></a>".utf8), name: "d.xml"))
    guard case .start(let start) = try large.next() else { return #expect(Bool(false)) }
    #expect(throws: ImportError.self) { try large.element(start, limit: 300) }
  }
}
