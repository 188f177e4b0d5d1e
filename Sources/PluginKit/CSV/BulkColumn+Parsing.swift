import GraphModel

extension BulkColumn {
  /// Reads `key:type`, as a header writes a column.
  ///
  /// - Throws: ``OptionError`` where it has no name, or a type that is not known.
  public init(parsing text: String) throws(OptionError) {
    guard let colon = Self.typeColon(in: text) else {
      guard !text.isEmpty else {
        throw OptionError("A column has no name", hint: "Name it, or write :IGNORE")
      }
      self.init(Text(text))
      return
    }
    if Self.isCut(text[..<colon]) {
      throw OptionError(
        "The column '\(text)' opens a brace and does not close it",
        hint: "A column with a comma in it belongs in quotes")
    }
    let key = Text(String(text[..<colon]))
    var rest = text[text.index(after: colon)...]
    var options: [String: String] = [:]
    if rest.hasSuffix("}"), let brace = rest.lastIndex(of: "{") {
      options = try Self.options(rest[rest.index(after: brace)...].dropLast(), of: text)
      rest = rest[..<brace]
    }
    var group = Text("")
    if rest.hasSuffix(")"), let parenthesis = rest.firstIndex(of: "(") {
      group = Text(String(rest[rest.index(after: parenthesis)...].dropLast()))
      rest = rest[..<parenthesis]
    }
    let role = Self.role(rest, of: group)
    let idType = try Self.type(options.removeValue(forKey: "id-type") ?? "string", in: text)
    let labelType = role == .label ? options.removeValue(forKey: "label-type") : nil
    if let unknown = options.keys.min() {
      throw OptionError("The column '\(text)' has an option '\(unknown)' that is not supported")
    }
    if let role {
      if role == .label, labelType?.lowercased() == "json" {
        self.init(key, role: role, type: .json)
      } else if role == .label, let labelType {
        throw OptionError("The column '\(text)' has labels of type '\(labelType)', not of json")
      } else if role == .label {
        self.init(key, role: role, isList: true)
      } else {
        self.init(key, role: role, type: idType)
      }
      return
    }
    guard !key.isEmpty, group.isEmpty else {
      throw OptionError(
        "The column '\(text)' has no name or no known kind",
        hint: "Known are ID, START_ID, END_ID, LABEL, TYPE and IGNORE")
    }
    let isList = rest.hasSuffix("[]")
    self.init(
      key, type: try Self.type(String(isList ? rest.dropLast(2) : rest), in: text),
      isList: isList)
  }

  private static func role(_ name: some StringProtocol, of group: Text) -> Role? {
    switch name.uppercased() {
    case "ID": .id(group: group)
    case "START_ID": .start(group: group)
    case "END_ID": .end(group: group)
    case "LABEL": .label
    case "TYPE": .type
    case "IGNORE": .ignored
    default: nil
    }
  }

  /// Whether what stands before the last colon is a column whose options have been cut off by a comma,
  /// such as `id:ID(Study){id-type` of `id:ID(Study){id-type:int,x:y}` without quotes.
  private static func isCut(_ text: Substring) -> Bool {
    guard let brace = text.lastIndex(of: "{"), !text[brace...].contains("}") else { return false }
    let column = text[..<brace].split(separator: ":", omittingEmptySubsequences: false)
    guard column.count > 1, let name = column.last?.prefix(while: { $0 != "(" }) else {
      return false
    }
    return role(name, of: "") != nil || BulkType(rawValue: name.lowercased()) != nil
  }

  /// The last colon that is not inside parentheses or braces.
  private static func typeColon(in text: String) -> String.Index? {
    var depth = 0
    for index in text.indices.reversed() {
      switch text[index] {
      case ")", "}": depth += 1
      case "(", "{": depth -= 1
      case ":" where depth == 0: return index
      default: break
      }
    }
    return nil
  }

  private static func options(
    _ text: Substring, of column: String
  ) throws(OptionError) -> [String: String] {
    var options: [String: String] = [:]
    for option in text.split(separator: ",") {
      let parts = option.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else {
        throw OptionError("'\(option)' in the column '\(column)' is no option name:value")
      }
      let name = parts[0].filter { $0 != " " }
      let value = parts[1].filter { $0 != " " && $0 != "'" }
      guard options.updateValue(value, forKey: name) == nil else {
        throw OptionError("The column '\(column)' says '\(name)' twice")
      }
    }
    return options
  }

  private static func type(_ name: String, in column: String) throws(OptionError) -> BulkType {
    let lower = name.lowercased()
    if lower == "integer" { return .int }
    guard let type = BulkType(rawValue: lower) else {
      let known = BulkType.allCases.map(\.rawValue)
      throw OptionError(
        "The column '\(column)' has the unknown type '\(name)'",
        hint: didYouMean(name, in: known) ?? "Known are \(known.joined(separator: ", "))")
    }
    return type
  }
}
