extension JSONParser {
  /// The value of a tagged object whose tag, which began at `start`, and colon are behind us.
  mutating func tagged(_ tag: Text, at start: Int) throws(JSONError) -> Value {
    skipSpace()
    let content = position
    let value: Value
    switch tag.string {
    case "$map":
      guard peek == UInt8(ascii: "{") else { throw expected("an object after $map") }
      value = try object(literal: true)
    case "$int": value = .integer(try taggedInteger())
    case "$float": value = .float(try taggedFloat())
    case "$node": value = .node(try node(try members(of: tag), at: content))
    case "$rel": value = .relationship(try relationship(try members(of: tag), at: content))
    case "$path": value = .path(try path(try members(of: tag), at: content))
    case "$point": value = .point(try point(try members(of: tag), at: content))
    case "$date", "$time", "$localtime", "$localdatetime", "$datetime", "$duration":
      value = try temporal(tag)
    default:
      throw error(
        "'\(tag)' is no known tag; a key that begins with $ is written {\"$map\":{…}}", at: start)
    }
    skipSpace()
    guard peek == UInt8(ascii: "}") else { throw expected("'}' after the value of \(tag)") }
    position &+= 1
    depth -= 1
    return value
  }

  private mutating func taggedInteger() throws(JSONError) -> Int {
    let start = position
    let value = try value()
    if case .integer(let integer) = value { return integer }
    if case .text(let text) = value, let integer = Int(text.string) { return integer }
    throw error("$int needs an integer of 64 bits", at: start)
  }

  private mutating func taggedFloat() throws(JSONError) -> Double {
    let start = position
    switch try value() {
    case .float(let float): return float
    case .integer(let integer): return Double(integer)
    case "NaN": return .nan
    case "Infinity": return .infinity
    case "-Infinity": return -.infinity
    default:
      throw error("$float needs a number, \"NaN\", \"Infinity\" or \"-Infinity\"", at: start)
    }
  }

  private mutating func temporal(_ tag: Text) throws(JSONError) -> Value {
    let start = position
    guard case .text(let text) = try value() else { throw error("\(tag) needs a text", at: start) }
    do throws(Diagnostic) {
      switch tag.string {
      case "$date": return .date(try DateValue(parsing: text.string))
      case "$time": return .time(try TimeValue(parsing: text.string))
      case "$localtime": return .localTime(try LocalTimeValue(parsing: text.string))
      case "$localdatetime": return .localDateTime(try LocalDateTimeValue(parsing: text.string))
      case "$datetime": return .dateTime(try DateTimeValue(parsing: text.string))
      default: return .duration(try DurationValue(parsing: text.string))
      }
    } catch let diagnostic {
      throw error(diagnostic.message, at: start)
    }
  }

  /// The members of the object after a tag.
  private mutating func members(of tag: Text) throws(JSONError) -> MapValue {
    let start = position
    guard case .map(let map) = try value() else {
      throw error("\(tag) needs an object", at: start)
    }
    return map
  }

  private func node(_ members: MapValue, at start: Int) throws(JSONError) -> Node {
    guard case .integer(let id) = members["id"] else {
      throw error("A node needs an integer id", at: start)
    }
    guard members["labels"] != nil || members["props"] != nil else { return Node(id: id) }
    guard case .list(let list) = members["labels"] ?? [] else {
      throw error("The labels of a node are a list", at: start)
    }
    var labels: [Text] = []
    for label in list {
      guard case .text(let name) = label else { throw error("A label is a text", at: start) }
      labels.append(name)
    }
    let properties = try properties(members, at: start)
    return Node(id: id, contents: Node.Contents(labels: labels, properties: properties))
  }

  private func relationship(
    _ members: MapValue, at start: Int
  ) throws(JSONError) -> Relationship {
    guard case .integer(let id) = members["id"] else {
      throw error("A relationship needs an integer id", at: start)
    }
    guard members["type"] != nil else { return Relationship(id: id) }
    guard case .text(let type) = members["type"], case .integer(let from) = members["start"],
      case .integer(let to) = members["end"]
    else {
      throw error("A relationship needs a text type and integers start and end", at: start)
    }
    let contents = Relationship.Contents(
      type: type, start: from, end: to, properties: try properties(members, at: start))
    return Relationship(id: id, contents: contents)
  }

  private func properties(_ members: MapValue, at start: Int) throws(JSONError) -> MapValue {
    guard case .map(let properties) = members["props"] ?? [:] else {
      throw error("The props of an entity are an object", at: start)
    }
    return properties
  }

  private func path(_ members: MapValue, at start: Int) throws(JSONError) -> Path {
    guard case .list(let nodeList) = members["nodes"], case .list(let relList) = members["rels"],
      nodeList.count == relList.count + 1
    else {
      throw error("A path needs lists nodes and rels, of which rels is one shorter", at: start)
    }
    var path = Path(nodes: [], relationships: [])
    for element in nodeList {
      guard case .node(let node) = element else { throw error("nodes must be nodes", at: start) }
      path.nodes.append(node)
    }
    for element in relList {
      guard case .relationship(let relationship) = element else {
        throw error("rels must be relationships", at: start)
      }
      path.relationships.append(relationship)
    }
    return path
  }

  private func point(_ members: MapValue, at start: Int) throws(JSONError) -> PointValue {
    guard case .integer(let srid) = members["srid"], let system = PointValue.System(rawValue: srid)
    else {
      let known = PointValue.System.allCases.map { String($0.rawValue) }.joined(separator: ", ")
      throw error("A point needs an srid of \(known)", at: start)
    }
    guard let x = coordinate(members["x"]), let y = coordinate(members["y"]) else {
      throw error("A point needs numbers x and y", at: start)
    }
    let z = coordinate(members["z"])
    let spatial = system == .cartesian3D || system == .wgs84Height
    guard spatial == (z != nil) else {
      throw error("A point of srid \(srid) needs \(spatial ? "a number" : "no") z", at: start)
    }
    let point = PointValue(system: system, x: x, y: y, z: z)
    if !isStored, let fault = point.fault {
      throw error("\(fault.message): it \(fault.rule)", at: start)
    }
    return point
  }

  private func coordinate(_ value: Value?) -> Double? {
    switch value {
    case .float(let float): float
    case .integer(let integer): Double(integer)
    default: nil
    }
  }
}
