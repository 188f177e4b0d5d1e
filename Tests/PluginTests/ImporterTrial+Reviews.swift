import GraphModel
import PluginKit
import ReviewsPlugin

extension ImporterTrial {
  /// The formats of programs for reviews.
  static let reviews = [eppi]

  private static func file(_ text: String) -> @Sendable () -> ImportSource {
    { ImportSource(Array(text.utf8), name: "r.json") }
  }

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
