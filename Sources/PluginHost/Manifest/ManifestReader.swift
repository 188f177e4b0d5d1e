import GraphEngine
import GraphModel
import PluginKit

/// Reads and checks a `plugin.json`.
struct ManifestReader {
  /// The versions of the protocol that this program speaks.
  static let spoken = [1]

  private let bytes: [UInt8]
  private let file: String

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The manifest.
  ///
  /// - Throws: ``ManifestError`` about the first member that is missing or wrong.
  func manifest() throws(ManifestError) -> PluginManifest {
    let root: MapValue
    do {
      root = try bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        .withUnsafeBufferPointer { bytes in
          Result { () throws(JSONError) in try JSONReader(tags: .ignore).map(of: bytes) }
        }.get()
    } catch {
      throw ManifestError(
        error.message, at: SourcePlace(file, line: error.line, column: error.column),
        hint: "The manifest is one JSON object; a comma too many at an end is the usual mistake")
    }
    let top = Members(root, [], self)
    let name = try top.name("name")
    let version = try top.text("version", hint: "Write \"version\": \"1.0\"")
    guard version.utf8.count <= 64, !version.contains(" "), version == DisplayText.escaped(version)
    else {
      throw top.error("version", "is a word of at most 64 characters", "Write \"version\": \"1.0\"")
    }
    let kinds = try top.list("kinds", hint: Self.kindsHint)
    guard !kinds.isEmpty else { throw top.error("kinds", "is empty", Self.kindsHint) }
    var manifest = PluginManifest(
      name: name, version: version, protocols: try protocols(top), command: try command(top),
      kinds: [], unknownKinds: [], limits: try limits(top))
    for (index, _) in kinds.enumerated() {
      let members = try top.object("kinds", index, hint: Self.kindsHint)
      let word = try members.text("kind", hint: Self.kindsHint)
      if let kind = PluginManifest.Routine.Kind(rawValue: word) {
        let routine = try RoutineReader(members, kind).routine()
        let key = routine.name.lowercased()
        guard !manifest.routines.contains(where: { $0.name.lowercased() == key }) else {
          throw members.error("name", "is that of two functions or procedures", nil)
        }
        manifest.routines.append(routine)
        continue
      }
      guard let operation = PluginManifest.Operation(rawValue: word) else {
        // A kind of tomorrow does not take away those of today.
        manifest.unknownKinds.append(DisplayText.escaped(word))
        continue
      }
      let kind = try kind(operation, members, of: name)
      guard manifest.kind(operation, format: kind.format) == nil else {
        throw members.error("format", "has the \(word) of '\(kind.format)' twice", nil)
      }
      manifest.kinds.append(kind)
    }
    guard !manifest.kinds.isEmpty || !manifest.routines.isEmpty else {
      throw top.error(
        "kinds", "has none that this Dolen knows: \(manifest.unknownKinds.joined(separator: ", "))",
        Self.kindsHint)
    }
    return manifest
  }

  func place(_ path: [MemberLocator.Step]) -> SourcePlace {
    var locator = MemberLocator(bytes)
    let (line, column) = locator.place(of: path)
    return SourcePlace(file, line: line, column: column)
  }

  private static let kindsHint =
    "Write \"kinds\": [{\"kind\": \"import\", \"summary\": \"…\", \"extensions\": [\"ris\"]}]"

  private func protocols(_ top: Members) throws(ManifestError) -> [Int] {
    let hint = "Write \"protocol\": [1]"
    var versions: [Int] = []
    for item in try top.list("protocol", hint: hint) {
      guard case .integer(let version) = item else {
        throw top.error("protocol", "is a list of whole numbers", hint)
      }
      versions.append(version)
    }
    guard versions.contains(where: Self.spoken.contains) else {
      let listed = versions.map(String.init).joined(separator: ", ")
      throw top.error(
        "protocol", "lists \(listed.isEmpty ? "nothing" : listed), and this Dolen speaks 1",
        versions.contains { $0 > 1 } ? "It may need a later Dolen; otherwise: \(hint)" : hint)
    }
    return versions
  }

  private func command(_ top: Members) throws(ManifestError) -> [String] {
    let hint = "Write the program and its arguments: \"command\": [\"python3\", \"main.py\"]"
    let words = try top.texts("command", hint: hint)
    guard let program = words.first, !program.isEmpty else {
      throw top.error("command", "names no program", hint)
    }
    if program.split(separator: "/").contains("..") {
      throw top.error("command", "leads out of the plugin's folder: '\(program)'", hint)
    }
    if words.contains(where: { $0.utf8.contains(0) }) {
      throw top.error("command", "holds the character NUL", hint)
    }
    return words
  }

  private func limits(_ top: Members) throws(ManifestError) -> PluginLimits {
    var limits = PluginLimits()
    guard top.map["limits"] != nil else { return limits }
    let members = try top.object("limits", hint: "Write \"limits\": {\"idle_seconds\": 120}")
    for (name, range, path) in PluginLimits.members {
      guard let value = members.map[Text(name)] else { continue }
      guard case .integer(let number) = value, range.contains(number) else {
        throw members.error(
          name, "is a whole number from \(range.lowerBound) to \(range.upperBound)", nil)
      }
      limits[keyPath: path] = number
    }
    return limits
  }

  private func kind(
    _ operation: PluginManifest.Operation, _ members: Members, of plugin: String
  ) throws(ManifestError) -> PluginManifest.Kind {
    let format = members.map["format"] == nil ? plugin : try members.name("format")
    let endings = try members.optionalTexts("extensions", hint: "Write \"extensions\": [\"ris\"]")
    for ending in endings
    where ending.isEmpty || ending.hasPrefix(".") || ending.contains("/")
      || ending != ending.lowercased() || ending != DisplayText.escaped(ending)
    {
      throw members.error(
        "extensions", "has '\(ending)'", "Write endings in lower case, without the dot")
    }
    return PluginManifest.Kind(
      operation: operation, format: format,
      title: DisplayText.escaped(try members.optionalText("title") ?? format),
      summary: try members.line(
        "summary", hint: "Say in one line what the format is for: \"summary\": \"…\""),
      extensions: endings, sniff: try sniff(members), isText: try isText(members),
      options: try options(members),
      takesRows: try takesRows(operation, members), holds: try holds(members))
  }

  private func takesRows(
    _ operation: PluginManifest.Operation, _ members: Members
  ) throws(ManifestError) -> Bool {
    switch try members.optionalText("takes") ?? "graph" {
    case "graph": return false
    case "rows" where operation == .exporting: return true
    case "rows": throw members.error("takes", "is for exports", nil)
    case let word: throw members.error("takes", "is '\(word)'", "It is \"graph\" or \"rows\"")
    }
  }

  private func isText(_ members: Members) throws(ManifestError) -> Bool {
    switch try members.optionalText("source") ?? "text" {
    case "text": return true
    case "bytes": return false
    case let word: throw members.error("source", "is '\(word)'", "It is \"text\" or \"bytes\"")
    }
  }

  private func sniff(_ members: Members) throws(ManifestError) -> [SniffRule] {
    guard members.map["sniff"] != nil else { return [] }
    let hint =
      "Write \"sniff\": [{\"begins\": \"%!\"}], or {\"contains\": \"…\"}, or "
      + "{\"offset\": 0, \"text\": \"…\"}"
    var rules: [SniffRule] = []
    for index in try members.list("sniff", hint: hint).indices {
      let rule = try members.object("sniff", index, hint: hint)
      var read = SniffRule(
        begins: try rule.optionalText("begins"), contains: try rule.optionalText("contains"),
        text: try rule.optionalText("text"))
      if let offset = rule.map["offset"] {
        guard case .integer(let number) = offset, (0..<FileHead.limit).contains(number) else {
          throw rule.error("offset", "is a number below \(FileHead.limit)", hint)
        }
        read.offset = number
      }
      guard [read.begins, read.contains, read.text].contains(where: { $0?.isEmpty == false })
      else { throw members.error("sniff", "has a rule that would fit any file", hint) }
      rules.append(read)
    }
    return rules
  }

  private func holds(_ members: Members) throws(ManifestError) -> FormatInfo.Contents {
    let words: [(String, FormatInfo.Contents)] = [
      ("properties", .properties), ("any-labels", .anyLabels), ("lists", .lists),
      ("temporal", .temporal), ("special", .special), ("any-text", .anyText),
      ("everything", .everything),
    ]
    var contents: FormatInfo.Contents = []
    let hint = "The words are \(words.map(\.0).joined(separator: ", "))"
    for word in try members.optionalTexts("holds", hint: hint) {
      guard let (_, part) = words.first(where: { $0.0 == word }) else {
        throw members.error(
          "holds", "has the word '\(word)'", didYouMean(word, in: words.map(\.0)) ?? hint)
      }
      contents.formUnion(part)
    }
    return contents
  }

  private func options(_ members: Members) throws(ManifestError) -> [OptionDescriptor] {
    guard members.map["options"] != nil else { return [] }
    let hint = "Write {\"name\": \"authors\", \"type\": \"flag\", \"summary\": \"…\"}"
    var options: [OptionDescriptor] = []
    for index in try members.list("options", hint: hint).indices {
      let option = try OptionReader(members.object("options", index, hint: hint)).option()
      guard !options.contains(where: { $0.name == option.name }) else {
        throw members.error("options", "has '\(option.name)' twice", nil)
      }
      options.append(option)
    }
    return options
  }
}
