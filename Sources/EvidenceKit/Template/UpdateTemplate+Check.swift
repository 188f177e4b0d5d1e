import GraphEngine
import GraphModel
import WordCatalog

/// A study that is not as a template of an update asks.
public struct TemplateFinding: Hashable, Sendable, CustomStringConvertible {
  /// What kind of finding it is; the raw value is its code.
  public enum Code: String, CaseIterable, Hashable, Sendable {
    /// Nothing says when the study came.
    case noArrival = "template-arrival"
    /// What must be extracted is not there.
    case missingField = "template-field-missing"
    /// A value is not of the field's type.
    case wrongType = "template-field-type"
    /// A value is none of those that the field can have.
    case wrongValue = "template-field-value"
    /// A criterion that holds for the day on which the study came is not met.
    case notMet = "template-criterion"
    /// Whether it is met cannot be told, for something is not stated.
    case unknown = "template-criterion-unknown"
  }

  /// What kind of finding it is.
  public var code: Code
  /// The number of the study's node.
  public var node: Int
  /// The finding in plain words.
  public var message: String
  /// A statement that mends it, with `…` where only a person knows the value; nil where there is none.
  public var fix: String?

  /// Code and message.
  public var description: String { "\(code.rawValue): \(message)" }
}

extension UpdateTemplate {
  /// Where the new studies of a graph are not as this template asks.
  ///
  ///     let template = try UpdateTemplate(text: text)
  ///     for finding in try template.findings(in: graph, since: graph.reader(at: "may")) { print(finding) }
  ///
  /// A study that came on a day is held against the fields and criteria that hold on that day; one of which nobody
  /// knows the day, against those that hold until further notice.
  ///
  /// - Parameters:
  ///   - before: A graph whose studies are not new; nil to hold all studies against the template.
  ///   - words: The language of messages.
  /// - Throws: ``ReadingError`` where a criterion is no expression over `s`; as `Graph.run`.
  /// - Complexity: O(*n*) in the studies for each criterion, and as `GraphComparison` where there is a graph before.
  public func findings(
    in graph: GraphSession, since before: GraphSession? = nil, words: Words = .english
  ) throws -> [TemplateFinding] {
    let quoted = Value.quotedName(Text(label))
    var known: Set<Int>?
    if let before {
      var added: Set<Int> = []
      try GraphComparison(from: before, to: graph).forEachChange { change in
        if case .node(nil, let node?) = change.element { added.insert(node.id) }
      }
      known = added
    }
    var findings: [TemplateFinding] = []
    var days: [Int: DateValue?] = [:]
    let key = Text(graph.sourceSchema.keys[label] ?? "id")
    var names: [Int: String] = [:]
    let studies = try graph.run("MATCH (s:\(quoted)) RETURN s ORDER BY id(s)")
    while let row = try studies.next() {
      let study = try row["s", as: Node.self]
      if let known, !known.contains(study.id) { continue }
      let properties = study.contents?.properties ?? [:]
      let name = words.namedNode(
        label: label, Self.name(properties[key]) ?? "#\(study.id)")
      names[study.id] = name
      let day = arrived.flatMap { Self.day(properties[Text($0)]) }
      days[study.id] = day
      if let arrived, day == nil {
        findings.append(
          TemplateFinding(
            code: .noArrival, node: study.id, message: words.templateNoArrival(name, arrived),
            fix: Self.setting(arrived, of: study.id)))
      }
      for field in fields where field.period.holds(on: day) {
        if let finding = field.finding(properties, study.id, name, words) {
          findings.append(finding)
        }
      }
    }
    for criterion in criteria {
      try check(criterion, graph, days, names, quoted, words, &findings)
    }
    return findings.enumerated().sorted {
      ($0.element.node, $0.offset) < ($1.element.node, $1.offset)
    }
    .map(\.element)
  }

  private func check(
    _ criterion: Criterion, _ graph: GraphSession, _ days: [Int: DateValue?],
    _ names: [Int: String],
    _ quoted: String, _ words: Words, _ findings: inout [TemplateFinding]
  ) throws {
    let rows: Rows
    do {
      // On a line of its own, so that a comment in the condition hides nothing.
      rows = try graph.run(
        "MATCH (s:\(quoted)) RETURN id(s) AS id, (\(criterion.condition)\n) AS holds")
    } catch let diagnostic as Diagnostic {
      throw ReadingError(
        line: criterion.line,
        message: words.templateCriterion(criterion.name, diagnostic.message))
    }
    while let row = try rows.next() {
      let id = try row["id", as: Int.self]
      guard let day = days[id], let name = names[id], criterion.period.holds(on: day) else {
        continue
      }
      let holds = row["holds"]
      if holds == .boolean(true) { continue }
      let summary = criterion.summary.isEmpty ? criterion.condition : criterion.summary
      findings.append(
        holds == .boolean(false)
          ? TemplateFinding(
            code: .notMet, node: id,
            message: words.templateNotMet(name, criterion.name, summary), fix: nil)
          : TemplateFinding(
            code: .unknown, node: id,
            message: words.templateUnknown(name, criterion.name, summary), fix: nil))
    }
  }

  private static func name(_ value: Value?) -> String? {
    switch value {
    case nil, .null?: nil
    case .text(let text)?: "'\(text)'"
    case let value?: value.cypherText
    }
  }

  /// The day that a property names: a date, a date with a time, or a text that begins with one.
  private static func day(_ value: Value?) -> DateValue? {
    switch value {
    case .date(let day)?: day
    case .text(let text)?: DateValue(day: String(text.string.prefix(10)))
    case .localDateTime?, .dateTime?:
      DateValue(day: String((value?.scalarText ?? "").prefix(10)))
    default: nil
    }
  }

  fileprivate static func setting(_ key: String, of id: Int, to value: String? = nil) -> String {
    let name = Value.quotedName(Text(key))
    return "MATCH (s) WHERE id(s) = \(id) SET s.\(name) = \(value ?? "…")"
  }
}

extension UpdateTemplate.Field {
  fileprivate func finding(
    _ properties: MapValue, _ id: Int, _ study: String, _ words: Words
  ) -> TemplateFinding? {
    let value = properties[Text(name)] ?? .null
    if value.isNull {
      guard isRequired else { return nil }
      return TemplateFinding(
        code: .missingField, node: id,
        message: words.templateMissing(study, name, summary),
        fix: UpdateTemplate.setting(name, of: id))
    }
    guard type.accepts(value) else {
      return TemplateFinding(
        code: .wrongType, node: id,
        message: words.problemWrongType(
          study, property: name, found: value.typeName, expected: type.title(in: words)),
        fix: UpdateTemplate.setting(name, of: id, to: conversion(of: value)))
    }
    guard !values.isEmpty else { return nil }
    let stated: [Value] = if case .list(let list) = value { list } else { [value] }
    guard
      let other = stated.first(where: { !values.contains($0.scalarText ?? $0.cypherText) })
    else { return nil }
    let text = other.scalarText ?? other.cypherText
    let near = nearest(to: text, in: values)
    return TemplateFinding(
      code: .wrongValue, node: id,
      message: words.templateWrongValue(study, name, text, known: values),
      fix: UpdateTemplate.setting(
        name, of: id,
        to: stated.count == 1 && type == .text ? near.map { Value.quoted(Text($0)) } : nil))
  }

  /// What makes a value one of the type, where it can be read as one; nil where a person has to say.
  private func conversion(of value: Value) -> String? {
    guard case .text(let text) = value else { return nil }
    let own = "s.\(Value.quotedName(Text(name)))"
    switch type {
    case .integer: return Int(text.string) == nil ? nil : "toInteger(\(own))"
    case .float: return Double(text.string) == nil ? nil : "toFloat(\(own))"
    case .date: return DateValue(day: text.string) == nil ? nil : "date(\(own))"
    case .boolean: return ["true", "false"].contains(text.string) ? "toBoolean(\(own))" : nil
    case .textList: return "[\(own)]"
    case .text, .textOrList, .integerList, .floatList: return nil
    }
  }
}
