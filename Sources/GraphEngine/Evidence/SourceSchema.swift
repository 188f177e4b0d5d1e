import GraphModel

/// Which nodes of a graph are sources of evidence, and how the sources of everything else are found.
///
/// It is what a `schema.json` says of sources; where a graph's file has none, ``standard`` holds:
///
///     let schema = try SourceSchema(json: bytes)
///     schema.labels      // [Label(name: "Study", key: "id")]
///
/// An element that has sources holds while one of them is left; one without is structure, which holds
/// whatever is left out. A relationship holds besides only with both its ends.
public struct SourceSchema: Hashable, Sendable {
  /// A label of sources and the property that names them.
  public struct Label: Hashable, Sendable {
    /// The label.
    public var name: String
    /// The property that no two nodes of the label share.
    public var key: String

    /// Nodes with a label, named by a property.
    public init(name: String, key: String) {
      self.name = name
      self.key = key
    }
  }

  /// The labels of sources; nodes with one of them are sources.
  public var labels: [Label]
  /// By label: how the sources of its nodes are found, where they have any.
  public var nodeRules: [String: SourceRule]
  /// By type: how the sources of its relationships are found; where a type is not named, a source at an
  /// end is one.
  public var relationshipRules: [String: SourceRule]
  /// By label: the property that names its nodes, for sources that a query chooses.
  public var keys: [String: String]

  /// A schema of the given rules.
  public init(
    labels: [Label], nodeRules: [String: SourceRule] = [:],
    relationshipRules: [String: SourceRule] = [:], keys: [String: String] = [:]
  ) {
    self.labels = labels
    self.nodeRules = nodeRules
    self.relationshipRules = relationshipRules
    self.keys = keys
  }

  /// Sources are the nodes with the label `Study`, named by `id`; a relationship with one at an end has
  /// it as its source; all else is structure.
  public static let standard = SourceSchema(labels: [Label(name: "Study", key: "id")])

  /// What a relationship's type says of its stance, where the relationship has no property `stance`.
  public static let stances: [String: String] = [
    "SUPPORTS": "supports", "REPORTS_BARRIER": "barrier", "REPORTS_MIXED": "mixed",
    "DISCUSSES": "neutral",
  ]
}

/// How the sources of an element are found.
public enum SourceRule: Hashable, Sendable {
  /// It has none: it is structure.
  case none
  /// They are those of the ends of the relationship that are sources.
  case ends(start: Bool, end: Bool)
  /// A property names them: one name, or a list.
  case property(String)
  /// They lie at the end of a path of one or two relationships, which begins at the node, or at an end
  /// of the relationship.
  case path([Step], fromEnd: Bool)

  /// One relationship of a path.
  public struct Step: Hashable, Sendable {
    /// The type.
    public var type: String
    /// Whether it may be crossed from its start to its end.
    public var goesForward: Bool
    /// Whether it may be crossed from its end to its start.
    public var goesBack: Bool

    /// A relationship of a type: `RESTS_ON>`, `<SUPPORTS`, or either way without an arrow.
    public init?(_ text: String) {
      let back = text.hasPrefix("<")
      let forward = text.hasSuffix(">")
      type = String(text.dropFirst(back ? 1 : 0).dropLast(forward ? 1 : 0))
      goesForward = forward || !back
      goesBack = back || !forward
      if type.isEmpty || type.contains("<") || type.contains(">") { return nil }
    }

    /// The step as schema files write it.
    public var text: String {
      (goesForward ? "" : "<") + type + (goesBack ? "" : ">")
    }
  }
}

extension SourceRule {
  /// Reads a rule as a schema file writes it: `"none"`, `{"end": "start"}`, `{"property": "study_ids"}`
  /// or `{"path": ["RESTS_ON>"]}`.
  ///
  /// - Parameter owner: What the rule is of, for messages.
  /// - Throws: `Diagnostic` where it is none of these.
  public init(_ value: Value, of owner: String) throws(Diagnostic) {
    switch value {
    case .text("none"):
      self = .none
      return
    case .map(let map) where map["end"] != nil:
      switch map["end"] {
      case .text("start")?: self = .ends(start: true, end: false)
      case .text("end")?: self = .ends(start: false, end: true)
      case .text("either")?: self = .ends(start: true, end: true)
      default:
        throw .sourceRule(owner, "\"end\" is \"start\", \"end\" or \"either\"")
      }
    case .map(let map) where map["property"] != nil:
      guard case .text(let key)? = map["property"], !key.string.isEmpty else {
        throw .sourceRule(owner, "\"property\" is the name of a property")
      }
      self = .property(key.string)
    case .map(let map) where map["path"] != nil:
      guard case .list(let list)? = map["path"], (1...2).contains(list.count) else {
        throw .sourceRule(owner, "\"path\" is a list of one or two relationship types")
      }
      var steps: [Step] = []
      for item in list {
        guard case .text(let text) = item, let step = Step(text.string) else {
          throw .sourceRule(owner, "a step of \"path\" is written RESTS_ON>, <SUPPORTS or CITES")
        }
        steps.append(step)
      }
      self = .path(steps, fromEnd: map["from"] == .text("end"))
    default:
      throw .sourceRule(owner, "it is \"none\" or has \"end\", \"property\" or \"path\"")
    }
  }
}

extension SourceSchema {
  /// Reads what the bytes of a `schema.json` say of sources; nothing else of them is looked at.
  ///
  /// Where no label has `"source": true`, the labels of ``standard`` are the sources.
  ///
  /// - Throws: `Diagnostic` where it is no such file, or a rule cannot be meant.
  /// - Complexity: O(*n*) in the length of the text.
  public init(json bytes: [UInt8]) throws(Diagnostic) {
    let value: Value
    do { value = try JSONReader(tags: .ignore).value(of: bytes) } catch {
      throw .schemaFile("It is not JSON: \(error)")
    }
    guard case .map(let file) = value, file["format"] == .text("dolen-graph-schema") else {
      throw .schemaFile("It does not say \"format\": \"dolen-graph-schema\"")
    }
    self.init(labels: [])
    for (name, map) in try Self.members("labels", of: file) {
      if case .text(let key)? = map["key"] { keys[name] = key.string }
      switch map["source"] {
      case .boolean(true)?: labels.append(Label(name: name, key: keys[name] ?? "id"))
      case nil, .boolean?: break
      default: throw .sourceRule("the label '\(name)'", "\"source\" is true or false")
      }
      if let rule = map["sources"] {
        let read = try SourceRule(rule, of: "the label '\(name)'")
        if case .ends = read {
          throw .sourceRule("the label '\(name)'", "a node has no ends; \"path\" finds its sources")
        }
        nodeRules[name] = read
      }
    }
    for (name, map) in try Self.members("relationshipTypes", of: file) {
      if let rule = map["sources"] {
        relationshipRules[name] = try SourceRule(rule, of: "the type '\(name)'")
      }
    }
    if labels.isEmpty {
      labels = Self.standard.labels.map { Label(name: $0.name, key: keys[$0.name] ?? $0.key) }
    }
  }

  private static func members(
    _ key: Text, of file: MapValue
  ) throws(Diagnostic) -> [(String, MapValue)] {
    guard case .map(let members)? = file[key] else {
      throw .schemaFile("It has no object \"\(key)\"")
    }
    var found: [(String, MapValue)] = []
    for (name, value) in members.entries {
      guard case .map(let map) = value else { throw .schemaFile("'\(name)' is no object") }
      found.append((name.string, map))
    }
    return found
  }
}

extension Diagnostic {
  static func schemaFile(_ what: String) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "InvalidSchema", "The schema cannot be read: \(what)",
      hint: "docs/evidence.md says what a schema.json says of sources")
  }

  static func sourceRule(_ owner: String, _ what: String) -> Diagnostic {
    schemaFile("the sources of \(owner) are not understood; \(what)")
  }
}
