import GraphModel

extension Parser {
  /// The types that `IS ::` knows, each by its standard name, after all the ways to write it.
  private static let typeNames: [(words: [String], name: String)] = [
    (["BOOLEAN"], "BOOLEAN"), (["BOOL"], "BOOLEAN"),
    (["STRING"], "STRING"), (["VARCHAR"], "STRING"),
    (["INTEGER"], "INTEGER"), (["INT"], "INTEGER"), (["SIGNED", "INTEGER"], "INTEGER"),
    (["FLOAT"], "FLOAT"),
    (["DATE"], "DATE"), (["DURATION"], "DURATION"), (["POINT"], "POINT"),
    (["LOCAL", "TIME"], "LOCAL TIME"), (["ZONED", "TIME"], "ZONED TIME"),
    (["TIME", "WITHOUT", "TIMEZONE"], "LOCAL TIME"),
    (["TIME", "WITHOUT", "TIME", "ZONE"], "LOCAL TIME"),
    (["TIME", "WITH", "TIMEZONE"], "ZONED TIME"), (["TIME", "WITH", "TIME", "ZONE"], "ZONED TIME"),
    (["LOCAL", "DATETIME"], "LOCAL DATETIME"), (["ZONED", "DATETIME"], "ZONED DATETIME"),
    (["TIMESTAMP", "WITHOUT", "TIMEZONE"], "LOCAL DATETIME"),
    (["TIMESTAMP", "WITHOUT", "TIME", "ZONE"], "LOCAL DATETIME"),
    (["TIMESTAMP", "WITH", "TIMEZONE"], "ZONED DATETIME"),
    (["TIMESTAMP", "WITH", "TIME", "ZONE"], "ZONED DATETIME"),
    (["NODE"], "NODE"), (["VERTEX"], "NODE"),
    (["RELATIONSHIP"], "RELATIONSHIP"), (["EDGE"], "RELATIONSHIP"),
    (["MAP"], "MAP"), (["PATH"], "PATH"),
    (["PROPERTY", "VALUE"], "PROPERTY VALUE"),
    (["ANY", "VALUE"], "ANY"), (["ANY"], "ANY"),
    (["NOTHING"], "NOTHING"), (["NULL"], "NULL"),
  ]

  // type ::= (words | (LIST | ARRAY) ['<' type '>']) [NOT NULL] {'|' type}
  mutating func typeName() throws(Diagnostic) -> TypeName {
    let start = current.start
    var text = try singleType()
    while at(.bar), !barEndsExpression {
      advance()
      text += " | " + (try singleType())
    }
    return TypeName(text, at: span(from: start))
  }

  private mutating func singleType() throws(Diagnostic) -> String {
    var text: String
    if ["LIST", "ARRAY"].contains(upperWord()) {
      advance()
      text = "LIST<ANY>"
      if accept(.less) {
        try enter()
        defer { leave() }
        let inner = try typeName()
        try expect(.greater, "'>' after the type of the elements")
        text = "LIST<\(inner.text)>"
      }
    } else {
      text = try plainType()
    }
    if at(.not), peek().keyword == .null {
      advance()
      advance()
      text += " NOT NULL"
    } else if accept(.exclamation) {
      text += " NOT NULL"
    }
    return text
  }

  private mutating func plainType() throws(Diagnostic) -> String {
    let fitting = Parser.typeNames.filter { candidate in
      candidate.words.indices.allSatisfy { upperWord($0) == candidate.words[$0] }
    }
    guard let type = fitting.max(by: { $0.words.count < $1.words.count }) else {
      var diagnostic = unexpected("the name of a type, such as INTEGER or LIST<STRING>")
      let names = Parser.typeNames.map(\.name) + ["LIST"]
      if current.kind == .word { diagnostic.hint = didYouMean(written(current), in: names) }
      throw diagnostic
    }
    for _ in type.words { advance() }
    return type.name
  }
}
