extension PluginRegistry {
  /// The format that `source`, which no format of `plugins` claims, looks like beyond doubt, and what is to
  /// be said of that.
  ///
  /// - Throws: ``OptionError`` where it cannot be told: with the two or three that it looks like, or what
  ///   it is where that is known and not read.
  static func alike(
    _ source: ImportSource, among plugins: [FormatPlugin]
  ) throws -> (plugin: FormatPlugin, note: String?) {
    guard !source.isFolder else { throw untold(source, hint: allFormats) }
    let head = try source.head()
    if let foreign = ForeignFormat.all.first(where: { $0.isMet(head) }) {
      throw OptionError(
        "'\(source.name)' is \(foreign.title), which is not read", hint: foreign.cure)
    }
    let alike = plugins.compactMap { plugin in
      plugin.format.likeness?(head).map { (plugin: plugin, likeness: $0) }
    }
    let certain = alike.filter { $0.likeness.certainty == .certain }
    let only = certain.count == 1 ? certain[0] : alike.count == 1 ? alike[0] : nil
    if let only, only.likeness.certainty != .possible {
      return (
        only.plugin,
        "Neither the name nor the first bytes say a format; this was read as \(only.plugin.name) "
          + "(\(only.likeness.reason)); --format says another"
      )
    }
    if let first = alike.first {
      let names = alike.prefix(3).map { "\($0.plugin.name) (\($0.likeness.reason))" }
      throw untold(
        source,
        hint: "It may be \(names.joined(separator: " or ")): say so, as in --format "
          + first.plugin.name)
    }
    throw untold(source, head, among: plugins)
  }

  private static let allFormats =
    "Name one of those that 'dolen formats' lists, as in --format table"

  private static func untold(_ source: ImportSource, hint: String) -> OptionError {
    OptionError(
      "The format of '\(source.name)' cannot be told from its name or its first bytes", hint: hint)
  }

  /// Why the format of a file that looks like none cannot be told.
  private static func untold(
    _ source: ImportSource, _ head: FileHead, among plugins: [FormatPlugin]
  ) -> OptionError {
    if let json = head.json {
      let what =
        json.isArray
        ? "an array"
          + (json.elements.first?.isObject == true
            ? " of objects with \(members(json.elements[0]))" : "")
        : "an object with \(members(json))"
      return untold(
        source,
        hint:
          "It is JSON, \(what); read in JSON are \(names(of: plugins, "json")): name one, as in "
          + "--format jsonl")
    }
    if let root = XMLRoot.name(in: head) {
      return untold(
        source,
        hint: "It is XML whose root is <\(root)>; read in XML are "
          + "\(names(of: plugins, "xml", "graphml", "gexf")): name one, as in --format graphml")
    }
    return untold(source, hint: allFormats)
  }

  private static func members(_ object: JSONOutline) -> String {
    let names = object.names
    if names.isEmpty { return "no members" }
    let shown = names.prefix(6).map { "'\($0.prefix(40))'" }.joined(separator: ", ")
    return "the members \(shown)\(names.count > 6 ? " …" : "")"
  }

  private static func names(of plugins: [FormatPlugin], _ endings: String...) -> String {
    plugins.filter { plugin in
      (plugin.format.extensions + plugin.format.borrowedExtensions).contains { ending in
        endings.contains { ending.contains($0) }
      }
    }.map(\.name).joined(separator: ", ")
  }
}

/// A format that is met where others are looked for, and not read: what it is called, and what to do.
private struct ForeignFormat: Sendable {
  var title: String
  var cure: String
  var isMet: @Sendable (FileHead) -> Bool

  /// - Parameter sign: What the first bytes have besides, where others have such a root as well.
  private static func ofXML(
    _ title: String, _ roots: Set<String>, with sign: String? = nil, _ cure: String
  ) -> ForeignFormat {
    ForeignFormat(title: title, cure: cure) { head in
      guard let root = XMLRoot.name(in: head), sign.map({ head.contains($0) }) ?? true else {
        return false
      }
      return roots.contains(root.split(separator: ":").last.map(String.init) ?? root)
    }
  }

  static let all: [ForeignFormat] = [
    ForeignFormat(
      title: "a file of Office of an old kind (.xls, .doc), or one that a password protects",
      cure: "Open it, and save the table as .xlsx, .ods or CSV without a password"
    ) { head in head.bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) },
    ForeignFormat(
      title: "BibJSON", cure: "Save the references as CSL-JSON, BibTeX or RIS, and import that"
    ) { head in
      guard let json = head.json else { return false }
      if json.names.contains(where: { $0.hasPrefix("@bibjson") }) { return true }
      let records = json.elements + (json["records"]?.elements ?? []) + [json]
      return records.contains { record in
        record["title"] != nil
          && (record["journal"]?.isObject == true
            || record["identifier"]?.elements.contains { $0["id"] != nil && $0["type"] != nil }
              == true)
      }
    },
    ForeignFormat(
      title: "GeoJSON", cure: "Save its features as a table (CSV), and import that"
    ) { head in head.json?["type"]?.text == "FeatureCollection" },
    ForeignFormat(
      title: "JSON Graph Format",
      cure: "Save it as node-link JSON (an object with 'nodes' and 'links'), and import that"
    ) { head in head.json?["graph"]?["nodes"] != nil || head.json?["graphs"]?.isArray == true },
    ofXML(
      "MODS", ["mods", "modsCollection"],
      "Make RIS or BibTeX of it, as by xml2ris of bibutils, and import that"),
    ofXML(
      "MARC in XML", ["collection", "record"], with: "MARC21",
      "Save the records as RIS or BibTeX, and import that"),
    ofXML(
      "metadata of Crossref in XML", ["doi_batch", "crossref_result", "doi_records"],
      "Load the works as JSON from api.crossref.org, and import that"),
    ofXML(
      "metadata of DataCite", ["resource"], with: "datacite.org",
      "Save the record as RIS, BibTeX or CSL-JSON, and import that"),
    ofXML("RDF/XML", ["RDF"], "Make Turtle or JSON-LD of it, and import that"),
    ofXML(
      "XGMML", ["graph"], with: "XGMML",
      "Save the network as cyjs, cx2 or GraphML, and import that"),
  ]
}

/// The first element of a text in XML.
private enum XMLRoot {
  /// The name of the root with its prefix; nil where the text does not look like XML.
  static func name(in head: FileHead) -> String? {
    guard head.begins(with: "<") else { return nil }
    var rest = Substring(String(decoding: head.bytes, as: UTF8.self))
    while let open = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: open)...]
      if rest.hasPrefix("!--") {
        guard let end = rest.firstRange(of: "-->") else { return nil }
        rest = rest[end.upperBound...]
      } else if !rest.hasPrefix("?"), !rest.hasPrefix("!") {
        let name = rest.prefix { $0.isLetter || $0.isNumber || "_-.:".contains($0) }
        return name.isEmpty ? nil : String(name)
      }
    }
    return nil
  }
}
