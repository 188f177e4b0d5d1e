extension JSONWriter {
  mutating func write(_ node: Node) throws(JSONError) {
    try openTag("{\"$node\":")
    try open("{")
    write(literal: "\"id\":")
    write(node.id)
    if let contents = node.contents {
      write(literal: ",\"labels\":")
      try write(contents.labels.map(Value.text))
      write(literal: mode == .tagged ? ",\"props\":" : ",\"properties\":")
      try write(contents.properties)
    }
    close("}")
    closeTag()
  }

  mutating func write(_ relationship: Relationship) throws(JSONError) {
    try openTag("{\"$rel\":")
    try open("{")
    write(literal: "\"id\":")
    write(relationship.id)
    if let contents = relationship.contents {
      write(literal: ",\"type\":")
      write(contents.type)
      write(literal: ",\"start\":")
      write(contents.start)
      write(literal: ",\"end\":")
      write(contents.end)
      write(literal: mode == .tagged ? ",\"props\":" : ",\"properties\":")
      try write(contents.properties)
    }
    close("}")
    closeTag()
  }

  mutating func write(_ path: Path) throws(JSONError) {
    guard mode == .tagged else {
      var steps: [Value] = []
      for (i, node) in path.nodes.enumerated() {
        if i > 0 { steps.append(.relationship(path.relationships[i - 1])) }
        steps.append(.node(node))
      }
      try write(steps)
      return
    }
    try openTag("{\"$path\":")
    try open("{")
    write(literal: "\"nodes\":")
    try write(path.nodes.map(Value.node))
    write(literal: ",\"rels\":")
    try write(path.relationships.map(Value.relationship))
    close("}")
    closeTag()
  }

  mutating func write(_ point: PointValue) throws(JSONError) {
    try openTag("{\"$point\":")
    try open("{")
    write(literal: "\"srid\":")
    write(point.system.rawValue)
    write(literal: ",\"x\":")
    try write(point.x)
    write(literal: ",\"y\":")
    try write(point.y)
    if let z = point.z {
      write(literal: ",\"z\":")
      try write(z)
    }
    close("}")
    closeTag()
  }

  /// Writes a temporal value, which in plain mode is its text alone.
  mutating func write(_ isoText: String, tag opening: StaticString) throws(JSONError) {
    try openTag(opening)
    write(Text(isoText))
    closeTag()
  }

  /// Opens the object around a value that JSON does not know, in tagged mode.
  mutating func openTag(_ opening: StaticString) throws(JSONError) {
    if mode == .tagged { try open(opening) }
  }

  mutating func closeTag() {
    if mode == .tagged { close("}") }
  }
}
