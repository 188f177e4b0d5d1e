import GraphModel
import PluginKit
import ReviewTextPlugin
import ReviewsPlugin

extension ImporterTrial {
  /// The formats of programs for reviews.
  static let reviews = [eppi, reviewText]

  private static func file(_ text: String) -> @Sendable () -> ImportSource {
    { ImportSource(Array(text.utf8), name: "r.json") }
  }

  private static func text(_ text: String) -> @Sendable () -> ImportSource {
    { ImportSource(Array(text.utf8), name: "r.txt") }
  }

  static let reviewText: ImporterTrial = {
    let sound = "Introduction\n\nTrust takes time (Quarmby et al., 2015).\n"
    let many = (0..<5_000).map { "It rained in the hills (Quarmby, \(1_700 + $0 % 320)).\n\n" }
      .joined()
    return ImporterTrial(
      .reviewText, options: ["language": "en", "stance": "none"], sound: text(sound),
      graph: [
        "(:Review {\"citations\":1,\"file\":\"r.txt\",\"guessed\":[\"style: author-year\",\"headings: guessed\"],"
          + "\"id\":\"r\",\"language\":\"en\",\"pages\":1,"
          + "\"read_from\":\"r\",\"style\":\"author-year\"})",
        "(:Section {\"char_end\":55,\"char_start\":0,\"id\":\"introduction\",\"level\":1,\"line_end\":3,"
          + "\"line_start\":1,\"name_en\":\"Introduction\",\"number\":1,\"read_from\":\"r\"})",
        "(:Study {\"authors\":\"Quarmby et al.\",\"id\":\"quarmby-2015\",\"name_en\":"
          + "\"Quarmby et al., 2015\",\"read_from\":\"r\",\"variants\":[\"Quarmby et al., 2015\"],\"year\":2015})",
        "1-[:PART_OF {\"read_from\":\"r\"}]->0",
        "2-[:CITED_IN {\"char_end\":52,\"char_start\":32,\"file\":\"r.txt\",\"form\":\"parenthetical\","
          + "\"group\":\"g001\",\"id\":\"c001\",\"line_end\":3,\"line_start\":3,\"page\":1,"
          + "\"printed\":\"Quarmby et al., 2015\",\"read_from\":\"r\",\"section\":\"introduction\","
          + "\"sentence\":\"Trust takes time (Quarmby et al., 2015).\"}]->1",
      ], many: text(many),
      cases: [
        Case(name: "nothing", source: text(""), outcome: "r.txt: The file holds no text"),
        Case(
          name: "empty lines", source: text("\n \n\t\n"),
          outcome: "r.txt: The file holds no text"),
        Case(
          name: "a byte order mark", source: text("\u{FEFF}" + sound),
          outcome: "5 records: 5 created"),
        Case(
          name: "CRLF", source: text(sound.replacing("\n", with: "\r\n")),
          outcome: "5 records: 5 created"),
        Case(
          name: "UTF-16",
          source: {
            ImportSource([0xFF, 0xFE] + Array(sound.utf8).flatMap { [$0, 0] }, name: "r.txt")
          }, outcome: "5 records: 5 created"),
        Case(
          name: "a PDF", source: text("%PDF-1.4\n"),
          outcome: "r.txt: This is a PDF, and no plain text"),
        Case(
          name: "NUL", source: text("a\u{0}b"),
          outcome: "r.txt:1:2: The file holds the character NUL"),
        Case(
          name: "control characters", source: text(String(repeating: "\u{1}\u{2}a", count: 100)),
          outcome: "r.txt: The file is no plain text"),
        Case(
          name: "cut off", source: text(String(sound.dropLast(10))), outcome: "3 records: 3 created"
        ),
        Case(
          name: "cut off within a letter",
          source: { ImportSource(Array(sound.utf8) + [0xC3], name: "r.txt") },
          outcome: "5 records: 5 created"),
        Case(
          name: "one line", source: text(sound.replacing("\n", with: " ")),
          outcome: "5 records: 5 created"),
        Case(
          name: "one long line", source: text(String(repeating: "a b (c, 2019) ", count: 2_000)),
          outcome: "1 record: 1 created"),
        Case(
          name: "lines that end in CR", source: text(sound.replacing("\n", with: "\r")),
          outcome: "5 records: 5 created"),
        Case(
          name: "right to left",
          source: text(
            "\u{202B}מבוא\u{202C}\n\n\u{200F}אמון דורש זמן (Quarmby et al., 2015)\u{200F}. "
              + "أيضا (Selwood، 2019).\n"),
          outcome: "5 records: 5 created"),
        Case(
          name: "nothing but brackets", source: text(String(repeating: "((2019, ", count: 2_000)),
          outcome: "1 record"),
        Case(
          name: "too long",
          source: { ImportSource([UInt8](repeating: 0x61, count: 33 << 20), name: "r.txt") },
          outcome: "r.txt: The file has 34603008 bytes; the text of a review has at most 33554432"),
      ])
  }()

  private static func report(_ sets: String, _ references: String) -> String {
    "{\"CodeSets\":[\(sets)],\n\"References\":[\(references)]}"
  }

  static let eppi: ImporterTrial = {
    let sets = """
      {"SetName":"What works","SetId":9,"SetType":{"SetTypeName":"Standard"},"Attributes":{"AttributesList":[
      {"AttributeId":1,"AttributeName":"Trust","AttributeType":"Selectable (show checkbox)"}]}}
      """
    let reference = """
      {"ItemId":5,"Title":"Local voices","Year":"2019","Authors":"Harden A; South J;","Codes":[
      {"AttributeId":1,"AdditionalText":"","ArmId":0,"ItemAttributeFullTextDetails":[
      {"Text":"Page 4:\\n[¬s]\\"trust takes time\\"[¬e]\\n","DocTitle":"harden.pdf"}]}]}
      """
    let many = (0..<5_000).map { "{\"ItemId\":\($0 + 1),\"Title\":\"t\"}" }.joined(separator: ",")
    return ImporterTrial(
      .eppi, sound: file(report(sets, reference)),
      graph: [
        "(:Study {\"authors\":[\"Harden A\",\"South J\"],\"id\":\"item-5\",\"title\":\"Local voices\","
          + "\"year\":2019})",
        "(:CodeSet {\"id\":\"set-9\",\"name\":\"What works\",\"type\":\"Standard\"})",
        "(:Code {\"id\":\"code-1\",\"name\":\"Trust\",\"path\":\"What works > Trust\","
          + "\"type\":\"Selectable (show checkbox)\"})",
        "2-[:PART_OF {\"id\":\"part-1\"}]->1",
        "0-[:CODED {\"document\":\"harden.pdf\",\"id\":\"item-5/1\",\"page\":4,"
          + "\"quote\":\"trust takes time\"}]->2",
      ], many: file(report(sets, many)),
      cases: [
        Case(name: "nothing", source: file(""), outcome: "0 records: nothing to import"),
        Case(
          name: "a byte order mark", source: file("\u{FEFF}" + report(sets, reference)),
          outcome: "5 records: 5 created"),
        Case(name: "no object", source: file("[1]"), outcome: "r.json:1:2: This is no coding rep"),
        Case(
          name: "a reference that is a number", source: file(report(sets, "7")),
          outcome: "r.json:3:15: The reference is no object"),
        Case(
          name: "no name", source: file(report("{\"SetId\":1}", "")),
          outcome: "r.json:1:14: The coding tool has no name"),
        Case(
          name: "nothing to know it by", source: file(report("", "{\"Year\":\"2019\"}")),
          outcome: "r.json:2:15: The reference has no \"ItemId\", DOI or title"),
        Case(
          name: "a code of another tool",
          source: file(report(sets, "{\"ItemId\":1,\"Codes\":[{\"AttributeId\":2}]}")),
          outcome: "5 records: 4 created"),
        Case(
          name: "cut off", source: file(String(report(sets, reference).dropLast(40))),
          outcome: "r.json:"),
      ])
  }()
}
