/// Evidence: where a text states something, and how it is cited.
extension Words {
  /// The text that a locator points into, where it names no lines.
  package var report: String { say(en: "report", cy: "adroddiad") }

  /// The text that goes with the report.
  package var explainer: String { say(en: "explainer", cy: "esboniad") }

  /// Lines of a text.
  package func lines(_ first: Int, _ last: Int) -> String {
    first == last
      ? say(en: "line \(first)", cy: "llinell \(first)")
      : say(en: "lines \(first)–\(last)", cy: "llinellau \(first)–\(last)")
  }

  /// A page of a text.
  package func page(_ number: Int) -> String {
    say(en: "page \(number)", cy: "tudalen \(number)")
  }

  package var supports: String { say(en: "supports", cy: "cefnogi") }
  package var barrier: String { say(en: "barrier", cy: "rhwystr") }
  package var mixed: String { say(en: "mixed", cy: "cymysg") }
  package var neutral: String { say(en: "neutral", cy: "niwtral") }

  /// A stance whose words are the study's own.
  package func quoted(_ stance: String) -> String {
    say(en: "\(stance), quoted", cy: "\(stance), dyfyniad")
  }
}

/// Where a graph is not as a schema says.
extension Words {
  package func problemNoLabel(_ name: String) -> String {
    say(en: "\(name) has no label", cy: "Nid oes label gan \(name)")
  }
  package func problemUnknownLabel(_ name: String, label: String) -> String {
    say(
      en: "\(name) has the label '\(label)', which the schema does not know",
      cy: "Mae gan \(name) y label '\(label)', nad yw'r sgema yn ei adnabod")
  }
  package func problemUnknownType(_ name: String) -> String {
    say(
      en: "\(name): the schema does not know this type",
      cy: "\(name): nid yw'r sgema yn adnabod y math hwn")
  }
  package func problemWrongEnds(_ name: String) -> String {
    say(
      en: "\(name): the type does not join these", cy: "\(name): nid yw'r math yn cysylltu'r rhain")
  }
  package func allowedEnds(_ ends: [(start: String, end: String)]) -> String {
    let list = ends.map { end in
      say(en: "\(end.start) to \(end.end)", cy: "\(end.start) i \(end.end)")
    }.joined(separator: ", ")
    return say(en: "It leads from \(list)", cy: "Mae'n arwain o \(list)")
  }
  package func problemMissingProperty(_ name: String, property: String) -> String {
    say(en: "\(name) has no \(property)", cy: "Nid oes \(property) gan \(name)")
  }
  package func meaningOfProperty(_ summary: String) -> String {
    say(en: "It is \(summary)", cy: "Dyma ydyw: \(summary)")
  }
  package func problemWrongType(
    _ name: String, property: String, found: String, expected: String
  ) -> String {
    say(
      en: "\(name): \(property) is \(withArticle(found)), not \(expected)",
      cy: "\(name): \(found) yw \(property), nid \(expected)")
  }
  package func problemUnknownProperty(_ name: String, property: String) -> String {
    say(
      en: "\(name) has a property '\(property)', which the schema does not know",
      cy: "Mae gan \(name) briodwedd '\(property)', nad yw'r sgema yn ei hadnabod")
  }
  package func problemDuplicateKey(_ name: String, first: Int, second: Int) -> String {
    say(
      en: "\(name) occurs twice: nodes \(first) and \(second)",
      cy: "Mae \(name) yn digwydd ddwywaith: nodau \(first) a \(second)")
  }
  package func giveOwnKey(label: String, key: String) -> String {
    say(
      en: "Give each \(label) a \(key) of its own", cy: "Rhowch ei \(key) ei hun i bob \(label)")
  }

  /// A relationship, as messages name it.
  package func relationshipName(type: String, from start: String, to end: String) -> String {
    say(en: "\(type) from \(start) to \(end)", cy: "\(type) o \(start) i \(end)")
  }

  /// A node, as messages name it.
  package func namedNode(label: String?, _ name: String) -> String {
    "\(label ?? say(en: "Node", cy: "Nod")) \(name)"
  }

  /// A node that has no name, as messages name it.
  package func unnamedNode(label: String?, _ id: Int) -> String {
    let label = label ?? say(en: "Node", cy: "Nod")
    return say(en: "\(label) (node \(id))", cy: "\(label) (nod \(id))")
  }

  package var textType: String { say(en: "a text", cy: "testun") }
  package var integerType: String { say(en: "an integer", cy: "cyfanrif") }
  package var numberType: String { say(en: "a number", cy: "rhif") }
  package var booleanType: String { say(en: "true or false", cy: "true neu false") }
  package var dateType: String { say(en: "a date", cy: "dyddiad") }
  package var textListType: String { say(en: "a list of texts", cy: "rhestr o destunau") }
  package var textOrListType: String {
    say(en: "a text or a list of texts", cy: "testun neu restr o destunau")
  }
  package var integerListType: String { say(en: "a list of integers", cy: "rhestr o gyfanrifau") }
  package var numberListType: String { say(en: "a list of numbers", cy: "rhestr o rifau") }

  private func withArticle(_ noun: String) -> String {
    "AEIO".contains(noun.prefix(1)) ? "an \(noun)" : "a \(noun)"
  }
}

/// What is wrong with the file of a schema.
extension Words {
  package func schemaNotJSON(_ reason: String) -> String {
    say(
      en: "The schema is not valid JSON: \(reason)", cy: "Nid yw'r sgema yn JSON dilys: \(reason)")
  }
  package var schemaNotOne: String {
    say(
      en: "The file is no schema: its format is not \"dolen-graph-schema\"",
      cy: "Nid sgema yw'r ffeil: nid \"dolen-graph-schema\" yw ei fformat")
  }
  package var schemaVersionUnknown: String {
    say(
      en: "The schema has a version that this program does not know; it knows 1",
      cy: "Mae gan y sgema fersiwn nad yw'r rhaglen hon yn ei adnabod; mae'n adnabod 1")
  }
  package var schemaItself: String { say(en: "the schema", cy: "y sgema") }
  package func propertyOf(_ title: String) -> String {
    say(en: "a property of \(title)", cy: "un o briodweddau \(title)")
  }
  package func schemaWithoutText(_ title: String, key: String) -> String {
    say(
      en: "In the schema, \(title) has no text '\(key)'",
      cy: "Yn y sgema, nid oes gan \(title) destun '\(key)'")
  }
  package func schemaWithoutList(_ title: String, key: String) -> String {
    say(
      en: "In the schema, \(title) has no list '\(key)'",
      cy: "Yn y sgema, nid oes gan \(title) restr '\(key)'")
  }
  package func schemaWithoutObject(_ title: String, key: String) -> String {
    say(
      en: "In the schema, \(title) has no object '\(key)'",
      cy: "Yn y sgema, nid oes gan \(title) wrthrych '\(key)'")
  }
  package func schemaPropertyType(
    _ title: String, property: String, type: String, known: String
  ) -> String {
    say(
      en: "In the schema, \(title) has a property '\(property)' of the unknown type '\(type)'; "
        + "known are \(known)",
      cy: "Yn y sgema, mae gan \(title) briodwedd '\(property)' o'r math anhysbys '\(type)'; "
        + "y mathau yw \(known)")
  }
  package func schemaPropertyRequired(_ title: String, property: String) -> String {
    say(
      en: "In the schema, \(title) has a property '\(property)' that does not say whether it is "
        + "required",
      cy: "Yn y sgema, mae gan \(title) briodwedd '\(property)' nad yw'n dweud a oes ei hangen")
  }
  package func schemaEnds(_ title: String) -> String {
    say(
      en: "In the schema, \(title) has ends that are no pair of labels",
      cy: "Yn y sgema, mae gan \(title) bennau nad ydynt yn bâr o labeli")
  }
}
