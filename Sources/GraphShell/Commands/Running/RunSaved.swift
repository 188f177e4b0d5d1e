import GraphModel

extension CommandDescription {
  /// `:run` and `dolen run`.
  package static let run = CommandDescription(
    "run", { $0.runSummary },
    shell: ShellForm(
      [.required("NAME", .query), .optional("NAME=VALUE", .parameter)],
      details: { words, _ in words.runShellDetails },
      examples: [":run evidence-for-factor factor='F9'"]),
    program: ProgramForm(
      [.graphFile, .queryName], options: .rowShowing + .plugins + [.language],
      details: { $0.runDetails },
      examples: ["dolen run evidence.dolen evidence-for-factor -P \"factor='F9'\""]))
}

extension CommandArgument {
  package static let queryName = required("name", .query) { $0.queryNameHelp }
}

extension ShellCommand {
  /// Runs a saved query.
  static let runSaved = ShellCommand(.run) { state, argument in
    var words = ArgumentReader(argument)
    guard let name = words.word() else { throw CommandMisused() }
    let given = try state.assignments(words.rest)
    return try state.effects(ofSaved: name, with: given, given: Set(given.keys))
  }
}

extension ShellState {
  /// What running the saved query `name` asks for: parameters that are not set get the values that
  /// it states, which is said.
  ///
  /// - Parameters:
  ///   - values: Parameters for this run alone.
  ///   - given: The names of parameters that were given for it, each of which it must use.
  /// - Throws: ``ShellFailure`` where there is no such query, or it does not use what is given.
  mutating func effects(
    ofSaved name: String, with own: [String: Value] = [:], given: Set<String> = []
  ) throws -> [ShellEffect] {
    let query = try library.query(name, words: words)
    try check(given, of: query)
    unusedParameters.subtract(given)
    var values = parameters.merging(own) { $1 }
    var effects: [ShellEffect] = library.isFound ? [.notice(query.path)] : []
    for parameter in query.parameters where values[parameter.name] == nil {
      values[parameter.name] = try value(of: parameter.expression)
      effects.append(
        .notice(
          words.statedByQuery(
            parameter: parameter.name, expression: parameter.expression)))
    }
    return effects + [.saved(query, parameters: values)]
  }

  /// Makes sure that the query uses each of the parameters.
  ///
  /// - Throws: ``ShellFailure`` where it does not, with the nearest name.
  private func check(_ given: Set<String>, of query: SavedQuery) throws(ShellFailure) {
    var known = query.parameters.map(\.name)
    // What is wrong with a query is said where it is run.
    if let prepared = try? graph.prepare(query.text) {
      known += prepared.parameterNames.filter { !known.contains($0) }
    }
    guard let stranger = given.sorted().first(where: { !known.contains($0) }) else { return }
    throw ShellFailure(
      .usage,
      words.noQueryParameter(
        stranger, query: query.name, nearest: nearest(to: stranger, in: known), known: known))
  }

  /// The values of `x=1 y='a b'`: expressions up to the next name with an equals sign.
  ///
  /// - Throws: ``CommandMisused`` where something else stands there; ``ShellFailure`` where an expression is
  ///   wrong.
  fileprivate mutating func assignments(_ text: String) throws -> [String: Value] {
    var given: [String: Value] = [:]
    for (name, expression) in try Assignments(text).parts {
      given[name] = try value(of: expression)
    }
    return given
  }
}

/// Names with expressions, as they are written behind the name of a saved query.
struct Assignments {
  private(set) var parts: [(name: String, expression: String)] = []

  /// Reads `x=1 y='a b'`.
  ///
  /// - Throws: ``CommandMisused`` where it is none.
  init(_ text: String) throws(CommandMisused) {
    let bytes = Array(text.trimmingBlanks().utf8)
    var starts: [(start: Int, equals: Int)] = []
    var (depth, index) = (0, 0)
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\") { index += 1 } else if byte == open { quote = nil }
      } else if [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(byte) {
        quote = byte
      } else if "([{".utf8.contains(byte) {
        depth += 1
      } else if ")]}".utf8.contains(byte) {
        depth -= 1
      } else if depth == 0, index == 0 || bytes[index - 1] <= 0x20,
        let equals = Assignments.equals(bytes, from: index)
      {
        starts.append((index, equals))
        index = equals
      }
      index += 1
    }
    guard bytes.isEmpty || starts.first?.start == 0 else { throw CommandMisused() }
    for (number, place) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1].start : bytes.count
      let name = String(decoding: bytes[place.start..<place.equals], as: UTF8.self)
      let expression = String(decoding: bytes[(place.equals + 1)..<end], as: UTF8.self)
        .trimmingBlanks()
      guard !expression.isEmpty else { throw CommandMisused() }
      parts.append((name.hasPrefix("$") ? String(name.dropFirst()) : name, expression))
    }
  }

  /// Where the equals sign stands of a name that begins at `start`; nil where none does.
  private static func equals(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "="):
        return index > start && (index + 1 == bytes.count || bytes[index + 1] != bytes[index])
          ? index : nil
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
        index += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9") where index > start: index += 1
      default: return nil
      }
    }
    return nil
  }
}
