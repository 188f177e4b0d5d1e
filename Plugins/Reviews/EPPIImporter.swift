import ExchangeKit
import GraphModel
import PluginKit

/// Reads coding reports of EPPI-Reviewer: coding tools with their codes, references, and which words of
/// which page were given a code.
struct EPPIImporter: GraphImporter {
  private let options: EPPIOptions

  init(options: EPPIOptions) { self.options = options }

  /// Reads every coding tool and reference.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let parts = JSONPartReader(try source.stream()) { path in
      path.isEmpty || path == ["CodeSets"] || path == ["References"]
    }
    var remarks = Remarks()
    var tree = CodeTree(options)
    // Codes may come after the references that have them.
    var codings: [Coding] = []
    var hasParts = false
    while try parts.next() {
      hasParts = true
      switch parts.path {
      case ["CodeSets", ""]:
        do {
          try tree.add(try parts.value(), at: parts.place)
        } catch let error as ImportError {
          try sink.reject(.node, error, text: nil)
        }
      case ["References", ""]:
        let read = try sink.reading(.node, text: parts.text) {
          try EPPIReference(try parts.value(), at: parts.place)
        }
        guard let reference = read else { continue }
        try sink.add(reference.study)
        for code in reference.codes {
          let coded = try sink.reading(.relationship, text: nil) {
            try Coding.codings(code, of: reference)
          }
          codings += coded ?? []
        }
      case let path where path.count == 1 && path[0] != "":
        remarks.say("'\(path[0])' was left out", at: parts.place, to: &sink)
      default:
        throw ImportError(
          "This is no coding report of EPPI-Reviewer", at: parts.place,
          hint: "It is an object with \"CodeSets\" and \"References\", each an array of objects")
      }
    }
    guard hasParts else { return }
    try link(codings, &tree, into: &sink)
    try add(tree, into: &sink)
    advise(tree, SourcePlace(source.name), &sink)
  }

  private func link(
    _ codings: [Coding], _ tree: inout CodeTree, into sink: inout some GraphSink
  ) throws {
    for coding in codings {
      guard let code = tree.use(coding.code), let end = code.node.reference else {
        try sink.skip(
          .relationship, "codes that are of no coding tool of the report", at: coding.place)
        continue
      }
      try sink.add(
        ImportedRelationship(
          code.type, from: coding.study, to: end, properties: coding.properties, key: "id",
          at: coding.place))
    }
  }

  private func add(_ tree: CodeTree, into sink: inout some GraphSink) throws {
    var kept: Set<NodeReference> = []
    for number in tree.order.reversed() {
      guard let code = tree.codes[number], let reference = code.node.reference else { continue }
      // A code stays with those above one that is used.
      guard options.codes == .all || code.isUsed || kept.contains(reference) else { continue }
      kept.insert(reference)
      kept.insert(code.parent)
    }
    for set in tree.sets { try sink.add(set) }
    for number in tree.order {
      guard let code = tree.codes[number], let reference = code.node.reference,
        kept.contains(reference)
      else { continue }
      try sink.add(code.node)
      try sink.add(
        ImportedRelationship(
          "PART_OF", from: reference, to: code.parent,
          properties: ["id": .string("part-\(number)")], key: "id", at: code.node.place))
    }
  }

  private func advise(_ tree: CodeTree, _ place: SourcePlace, _ sink: inout some GraphSink) {
    for text in tree.unmet {
      sink.warn("No coding tool and no code is called as in '\(text)'", at: place)
    }
    for guess in tree.guesses.prefix(8) {
      sink.warn(
        "The codes under '\(guess.name)' are nodes of the label Code; to have them as "
          + "\(guess.label): -O 'label=\(guess.name)=\(guess.label)'", at: place)
    }
  }
}

/// That a study has a code, once for each passage that was given it.
private struct Coding {
  var study: NodeReference
  var code: Int
  var properties: MapValue
  var place: SourcePlace

  /// What one entry of `Codes` says.
  static func codings(_ value: Value, of reference: EPPIReference) throws(ImportError) -> [Coding] {
    guard case .map(let map) = value, let number = map.number("AttributeId"),
      let study = reference.study.reference
    else {
      throw ImportError(
        "An entry of \"Codes\" has no \"AttributeId\"", at: reference.place,
        hint: "Write {\"AttributeId\":123}")
    }
    let arm = map.number("ArmId").flatMap { $0 == 0 ? nil : $0 }
    var common = MapValue()
    if let comment = map.text("AdditionalText") { common["comment"] = .string(comment) }
    if let title = map.text("ArmTitle") { common["arm"] = .string(title) }
    var all: [MapValue] = []
    if case .list(let details)? = map["ItemAttributeFullTextDetails"] {
      for case .map(let detail) in details { all += passages(of: detail, common) }
    }
    if all.isEmpty { all = [common] }
    let owner = reference.study.properties["id"]?.plainText ?? ""
    return all.enumerated().map { index, properties in
      var properties = properties
      let name = "\(owner)/\(number)" + (arm.map { "/arm-\($0)" } ?? "")
      properties["id"] = .string(index == 0 ? name : "\(name)/\(index + 1)")
      return Coding(
        study: study, code: number, properties: properties, place: reference.place)
    }
  }

  private static func passages(of detail: MapValue, _ common: MapValue) -> [MapValue] {
    var shared = common
    if let title = detail.text("DocTitle") { shared["document"] = .string(title) }
    if let arm = detail.text("ItemArm") { shared["arm"] = .string(arm) }
    let (from, to) = (detail.number("TextFrom"), detail.number("TextTo"))
    if let from, let to, to > from {
      shared["char_start"] = .integer(from)
      shared["char_end"] = .integer(to)
    }
    let passages = CodedPassage.passages(of: detail.text("Text") ?? "")
    if passages.isEmpty { return shared == common ? [] : [shared] }
    return passages.map { passage in
      var properties = shared
      properties["quote"] = .string(passage.quote)
      if let page = passage.page { properties["page"] = .integer(page) }
      return properties
    }
  }
}

extension Value {
  /// The text that it is.
  fileprivate var plainText: String? { if case .text(let text) = self { text.string } else { nil } }
}
