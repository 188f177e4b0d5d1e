import GraphModel
import PluginKit
import WordCatalog

extension PluginConversation {
  private static let reader = JSONReader(tags: .read)

  /// The versions of the protocol that both it and this program speak.
  private var offered: [Int] { ManifestReader.spoken.filter(manifest.protocols.contains) }

  /// Says that a format is to be read or written.
  func greet(
    _ operation: PluginManifest.Operation, _ kind: PluginManifest.Kind, _ options: OptionSettings,
    adding more: MapValue = MapValue()
  ) throws {
    var said: MapValue = [
      "format": .string(kind.format), "options": .map(Self.values(of: options, kind.options)),
    ]
    for (key, value) in more.entries { said[key] = value }
    try sendHello(operation.rawValue, said)
  }

  /// Says that calls will follow.
  func greetForCalls() throws {
    try sendHello("call", ["namespace": .string(manifest.namespace)])
  }

  private func sendHello(_ operation: String, _ more: MapValue) throws {
    var hello: MapValue = [
      "type": "hello", "protocols": .list(offered.map { .integer($0) }),
      "host": .string("dolen \(EngineVersion.current)"), "operation": .string(operation),
    ]
    for (key, value) in more.entries { hello[key] = value }
    try send(hello)
  }

  /// Hears the greeting.
  ///
  /// - Throws: As ``checkGreeting(_:)``.
  func hearGreeting() throws {
    guard let message = try nextMessage() else { throw try endedInstead(of: Self.lastWord) }
    try checkGreeting(message)
  }

  /// Makes sure that the current message, `message`, greets; none after it may.
  ///
  /// - Throws: `PluginFault` where it is no greeting, or the plugin chose a version of the protocol that
  ///   was not offered.
  func checkGreeting(_ message: MapValue) throws {
    guard message["type"] == "hello" else {
      throw fault(
        "did not begin with 'hello'", text: currentBytes,
        hint: "Its first line is {\"type\":\"hello\",\"protocol\":1}")
    }
    guard case .integer(let version)? = message["protocol"], offered.contains(version) else {
      throw fault(
        "chose no version of the protocol that was offered, which were "
          + offered.map(String.init).joined(separator: ", "), text: currentBytes,
        hint: "Its first line is {\"type\":\"hello\",\"protocol\":1}")
    }
    hasGreeted = true
  }

  /// The next message; nil where the plugin closed its output. Empty lines are passed over.
  ///
  /// - Throws: `PluginFault` where a line is no JSON object.
  func nextMessage() throws -> MapValue? { try nextLine() ? currentMessage() : nil }

  /// Goes to the next line that is not empty; false where the plugin closed its output.
  func nextLine() throws -> Bool {
    while try next() {
      if !current.isEmpty { return true }
    }
    return false
  }

  /// The message of the current line.
  ///
  /// - Throws: `PluginFault` where it is none, or greets a second time: a version is chosen once, and two
  ///   greetings are two programs that write, or one that has begun again.
  func currentMessage() throws -> MapValue {
    let message: MapValue
    do {
      message = try Self.reader.map(of: current)
    } catch {
      // What begins as a message was meant as one.
      let isMeant = current.first { $0 > 0x20 } == UInt8(ascii: "{")
      throw fault(
        "wrote a line that is no message: \(error.message) at column \(error.column)",
        text: currentBytes,
        hint: isMeant
          ? "Mend the line where the column says; docs/plugins.md has how values are written"
          : "Standard output is for messages alone; print all else to standard error")
    }
    if hasGreeted, message["type"] == "hello" {
      throw fault(
        "greeted a second time", text: currentBytes,
        hint:
          "'hello' is its first line, and is said once; does it start a program that says it too?")
    }
    return message
  }

  /// The beginning of the current line.
  var currentBytes: [UInt8] { Array(current.prefix(201)) }

  /// Makes sure that nothing follows `done`, and that the plugin ended well.
  func hearEnd() throws {
    isEnding = true
    while try next() {
      if current.isEmpty { continue }
      throw fault("wrote a line after 'done'", text: currentBytes)
    }
    let (outcome, wasForced) = try waitForEnd()
    if wasForced { throw fault("said 'done' and did not end") }
    if outcome != .exited(0) { throw fault("said 'done', then \(outcome.deed)") }
  }

  /// What a plugin that reads or writes a format does last.
  static let lastWord = "said 'done'"

  /// The fault of a plugin that closed its output before it did `deed`.
  func endedInstead(of deed: String) throws -> PluginFault {
    let (outcome, wasForced) = try waitForEnd()
    return fault(
      wasForced
        ? "closed its output before it \(deed), and did not end"
        : "\(outcome.deed) before it \(deed), after "
          + "\(Words.counted(line, "line", "lines"))")
  }

  /// Makes sure that the count `name` of a `done` is what came.
  func check(_ message: MapValue, _ name: Text, is count: Int, isRequired: Bool = true) throws {
    switch message[name] {
    case nil where !isRequired: return
    case .integer(count)?: return
    case .integer(let said)?:
      let word = name.string
      let one = word.hasSuffix("s") ? String(word.dropLast()) : word
      throw fault(
        "says that it has \(Words.counted(said, one, word)), and \(count) came", text: currentBytes)
    default:
      throw fault(
        "does not say in 'done' how many \(name) it has", text: currentBytes,
        hint: name == "rows"
          ? "Write {\"type\":\"done\",\"rows\":…}"
          : "Write {\"type\":\"done\",\"nodes\":…,\"relationships\":…}")
    }
  }

  /// The options as JSON has them.
  private static func values(
    of settings: OptionSettings, _ descriptors: [OptionDescriptor]
  ) -> MapValue {
    var map = MapValue()
    for option in descriptors {
      let written = settings.entries.filter { $0.name == option.name }.map {
        value($0.text, option)
      }
      map[Text(option.name)] = option.isRepeatable ? .list(written) : written.last ?? .null
    }
    return map
  }

  private static func value(_ text: String, _ option: OptionDescriptor) -> Value {
    switch option.values {
    case .flag: .boolean(text == "true")
    case .integer: Int(text).map { .integer($0) } ?? .string(text)
    case .text, .choice: .string(text)
    }
  }
}

extension MapValue {
  /// The text of a member.
  func text(_ name: Text) -> String? {
    if case .text(let text)? = self[name] { text.string } else { nil }
  }

  /// The number of a member, where it is one to count with: not negative.
  func count(_ name: Text) -> Int? {
    if case .integer(let number)? = self[name], number >= 0 { number } else { nil }
  }

  /// The place in `file` that the members `line` and `column` name.
  func place(in file: String) -> SourcePlace {
    SourcePlace(file, line: count("line"), column: count("column"))
  }
}
