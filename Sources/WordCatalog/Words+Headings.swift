/// Headings of columns, and words in cells.
extension Words {
  package var keyHeading: String { say(en: "key", cy: "allwedd") }
  package var holdersHeading: String { say(en: "labels and types", cy: "labeli a mathau") }
  package var shareHeading: String { say(en: "share", cy: "cyfran") }
  package var typesHeading: String { say(en: "types", cy: "mathau") }
  package var exampleHeading: String { say(en: "example", cy: "enghraifft") }
  package var nameHeading: String { say(en: "name", cy: "enw") }
  package var valueHeading: String { say(en: "value", cy: "gwerth") }
  package var kindHeading: String { say(en: "kind", cy: "math") }
  package var countHeading: String { say(en: "count", cy: "nifer") }
  package var keysHeading: String { say(en: "keys", cy: "allweddi") }
  package var endsHeading: String { say(en: "between", cy: "rhwng") }
  package var labelHeading: String { say(en: "label", cy: "label") }
  package var nodesHeading: String { say(en: "nodes", cy: "nodau") }
  package var typeHeading: String { say(en: "type", cy: "math") }
  package var relationshipsHeading: String { say(en: "relationships", cy: "perthnasoedd") }
  package var whatHeading: String { say(en: "what", cy: "beth") }
  package var formatHeading: String { say(en: "format", cy: "fformat") }
  package var useHeading: String { say(en: "for", cy: "ar gyfer") }
  package var meaningHeading: String { say(en: "what it is", cy: "beth ydyw") }
  package var topicHeading: String { say(en: "topic", cy: "pwnc") }
  package var questionHeading: String { say(en: "question", cy: "cwestiwn") }
  package var parametersHeading: String { say(en: "parameters", cy: "paramedrau") }

  package var nodeCell: String { say(en: "node", cy: "nod") }
  package var relationshipCell: String { say(en: "relationship", cy: "perthynas") }
  package var fileCell: String { say(en: "file", cy: "ffeil") }
  package var inMemoryCell: String { say(en: "(in memory)", cy: "(yn y cof)") }
  package var labelsCell: String { say(en: "labels", cy: "labeli") }
  package var typesCell: String { say(en: "relationship types", cy: "mathau o berthynas") }
  package var propertyKeysCell: String { say(en: "property keys", cy: "allweddi priodweddau") }
  package var indexesCell: String { say(en: "indexes", cy: "mynegeion") }
  package var rowsCell: String { say(en: "rows", cy: "rhesi") }

  /// What a format of graphs is for.
  package func graphsCell(reads: Bool, writes: Bool) -> String {
    switch (reads, writes) {
    case (true, true): say(en: "graphs, in and out", cy: "graffiau, i mewn ac allan")
    case (true, false): say(en: "graphs, in", cy: "graffiau, i mewn")
    default: say(en: "graphs, out", cy: "graffiau, allan")
    }
  }
}

/// What a statement changed, in a list with numbers: `nodes created: 2`.
extension Words {
  package var nodesCreated: String { say(en: "nodes created", cy: "nodau a grëwyd") }
  package var nodesDeleted: String { say(en: "nodes deleted", cy: "nodau a ddilëwyd") }
  package var relationshipsCreated: String {
    say(en: "relationships created", cy: "perthnasoedd a grëwyd")
  }
  package var relationshipsDeleted: String {
    say(en: "relationships deleted", cy: "perthnasoedd a ddilëwyd")
  }
  package var propertiesSet: String { say(en: "properties set", cy: "priodweddau a osodwyd") }
  package var labelsAdded: String { say(en: "labels added", cy: "labeli a ychwanegwyd") }
  package var labelsRemoved: String { say(en: "labels removed", cy: "labeli a dynnwyd") }
  package var indexesAdded: String { say(en: "indexes added", cy: "mynegeion a ychwanegwyd") }
  package var indexesRemoved: String { say(en: "indexes removed", cy: "mynegeion a dynnwyd") }
  package var constraintsAdded: String {
    say(en: "constraints added", cy: "cyfyngiadau a ychwanegwyd")
  }
  package var constraintsRemoved: String {
    say(en: "constraints removed", cy: "cyfyngiadau a dynnwyd")
  }
}
