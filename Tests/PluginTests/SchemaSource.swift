import EvidenceKit
import GraphEngine

/// Writes `EvidenceSchema.standard` as Swift source.
///
/// Properties that occur at least three times in the same words become constants.
struct SchemaSource {
  private let schema: EvidenceSchema
  private var shared: [EvidenceSchema.Property: String] = [:]
  private var order: [EvidenceSchema.Property] = []

  init(_ schema: EvidenceSchema) {
    self.schema = schema
    let all = schema.labels.flatMap(\.properties) + schema.types.flatMap(\.properties)
    var counts: [EvidenceSchema.Property: Int] = [:]
    for property in all { counts[property, default: 0] += 1 }
    var taken: Set<String> = []
    for property in all where (counts[property] ?? 0) >= 3 && shared[property] == nil {
      let name = Self.camel(property.name)
      var free = name
      var number = 2
      while !taken.insert(free).inserted {
        free = "\(name)\(number)"
        number += 1
      }
      shared[property] = free
      order.append(property)
    }
  }

  var text: String {
    var lines = [
      "// swift-format-ignore-file",
      "// Made from Graph/schema.json by the test `standardSchema` (RECORD=1).",
      "",
      "import GraphEngine",
      "",
      "extension EvidenceSchema {",
      "  /// The vocabulary of the evidence graph that comes with Dolen: `Graph/schema.json`, compiled in.",
      "  public static let standard = EvidenceSchema(",
      "    labels: [",
    ]
    lines += schema.labels.map { "      .\(Self.member($0.name))," }
    lines += ["    ],", "    types: ["]
    lines += schema.types.map { "      .\(Self.member($0.name))," }
    lines += ["    ])", "}", "", "extension EvidenceSchema.Label {"]
    for label in schema.labels {
      lines.append("  fileprivate static let \(Self.member(label.name)) = EvidenceSchema.Label(")
      lines += Self.arguments(label.name, label.summary)
      lines.append("    key: \(Self.literal(label.key)),")
      if label.isSource { lines.append("    isSource: true,") }
      if let rule = label.sources { lines.append("    sources: \(Self.rule(rule)),") }
      lines += properties(label.properties)
    }
    lines += ["}", "", "extension EvidenceSchema.RelationshipType {"]
    for type in schema.types {
      lines.append(
        "  fileprivate static let \(Self.member(type.name)) = EvidenceSchema.RelationshipType(")
      lines += Self.arguments(type.name, type.summary)
      lines.append("    ends: [")
      lines += type.ends.map {
        "      EvidenceSchema.Ends(\(Self.literal($0.start)), \(Self.literal($0.end))),"
      }
      lines.append("    ],")
      if let rule = type.sources { lines.append("    sources: \(Self.rule(rule)),") }
      lines += properties(type.properties)
    }
    lines += ["}", "", "extension EvidenceSchema.Property {"]
    for property in order {
      lines.append(
        "  fileprivate static let \(shared[property] ?? "") = EvidenceSchema.Property(")
      lines += Self.property(property, indent: "    ")
      lines[lines.count - 1] += ")"
    }
    lines += ["}", ""]
    return lines.joined(separator: "\n")
  }

  private func properties(_ properties: [EvidenceSchema.Property]) -> [String] {
    guard !properties.isEmpty else { return ["    [])"] }
    var lines = ["    ["]
    for property in properties {
      if let name = shared[property] {
        lines.append("      .\(name),")
      } else {
        lines.append("      EvidenceSchema.Property(")
        lines += Self.property(property, indent: "        ")
        lines[lines.count - 1] += "),"
      }
    }
    return lines + ["    ])"]
  }

  private static func property(_ property: EvidenceSchema.Property, indent: String) -> [String] {
    let head =
      "\(indent)\(literal(property.name)), .\(property.type), required: \(property.isRequired),"
    return [head] + summary(property.summary, indent: indent)
  }

  private static func rule(_ rule: SourceRule) -> String {
    switch rule {
    case .none: return "SourceRule.none"
    case .ends(let start, let end): return ".ends(start: \(start), end: \(end))"
    case .property(let key): return ".property(\(literal(key)))"
    case .path(let steps, let fromEnd):
      let written = steps.map { "SourceRule.Step(\(literal($0.text)))" }
      return ".path([\(written.joined(separator: ", "))].compactMap(\\.self), fromEnd: \(fromEnd))"
    }
  }

  private static func arguments(_ name: String, _ summary: String) -> [String] {
    var lines = ["    \(literal(name)),"] + Self.summary(summary, indent: "    ")
    lines[lines.count - 1] += ","
    return lines
  }

  /// A text literal, over several lines where it is long.
  private static func summary(_ text: String, indent: String) -> [String] {
    let width = 96 - indent.count
    guard literal(text).count > width else { return [indent + literal(text)] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.count + word.count > width {
        lines.append(indent + line + "\\")
        line = ""
      }
      line += escaped(String(word)) + " "
    }
    lines.append(indent + line.dropLast())
    return [indent + "\"\"\""] + lines + [indent + "\"\"\""]
  }

  private static func literal(_ text: String) -> String { "\"\(escaped(text))\"" }

  private static func escaped(_ text: String) -> String {
    text.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : String($0) }.joined()
  }

  /// `REPORTS_BARRIER` as `reportsBarrier`, `SearchTerm` as `searchTerm`.
  private static func member(_ name: String) -> String {
    let isUpper = name == name.uppercased()
    return isUpper ? camel(name.lowercased()) : name.prefix(1).lowercased() + name.dropFirst()
  }

  private static func camel(_ name: String) -> String {
    let parts = name.split(separator: "_")
    return (parts.prefix(1) + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() })
      .joined()
  }
}
