/// What is told of an import and of an export once it is done; reasons and warnings are said in English, by
/// what reads and writes.
extension Words {
  /// How many records were read, and what became of them.
  package func importOutcome(records: Int, _ parts: [String]) -> String {
    let nothing = say(en: "nothing to import", cy: "dim i'w fewnforio")
    return "\(self.records(records)): \(parts.isEmpty ? nothing : parts.joined(separator: ", "))"
  }
  package func importCreated(nodes: Int, relationships: Int) -> String {
    let size = graphSize(nodes: nodes, relationships: relationships)
    return say(
      en: "\(nodes + relationships) created (\(size))",
      cy: "crëwyd \(nodes + relationships) (\(size))")
  }
  package func importKnown(nodes: Int, relationships: Int) -> String {
    let size = graphSize(nodes: nodes, relationships: relationships)
    return say(
      en: "\(nodes + relationships) in the graph already (\(size))",
      cy: "\(nodes + relationships) yn y graff eisoes (\(size))")
  }
  package func importFolded(_ number: Int) -> String {
    say(
      en: "\(number) part of a node of an earlier row",
      cy: "\(number) yn rhan o nod rhes gynharach")
  }
  package func importMerged(_ number: Int) -> String {
    say(
      en: "\(number) merged with records of the same work",
      cy: "cyfunwyd \(number) â chofnodion o'r un gwaith")
  }
  package func importUpdated(nodes: Int, relationships: Int) -> String {
    let size = graphSize(nodes: nodes, relationships: relationships)
    return say(
      en: "\(nodes + relationships) of them changed (\(size))",
      cy: "newidiwyd \(nodes + relationships) ohonynt (\(size))")
  }
  package func importSkipped(nodes: Int, relationships: Int) -> String {
    let size = graphSize(nodes: nodes, relationships: relationships)
    return say(
      en: "\(nodes + relationships) skipped (\(size))",
      cy: "hepgorwyd \(nodes + relationships) (\(size))")
  }
  package func importMadeNodes(_ number: Int) -> String {
    say(
      number,
      en: EnglishForms(
        one: "1 more node was made for relationships that refer to it",
        other: "\(number) more nodes were made for relationships that refer to them"),
      cy: WelshForms(each: "gwnaed \(nodes(number)) yn ychwanegol ar gyfer perthnasoedd"))
  }
  package func importPairs(certain: Int, doubtful: Int) -> String {
    let pairs = pairs(certain + doubtful)
    return say(
      en:
        "\(pairs) of records may be one work (\(certain) certain, \(doubtful) doubtful), joined by "
        + "POSSIBLY_SAME_AS; 'dolen duplicates' lists them",
      cy:
        "\(pairs) o gofnodion a all fod yn un gwaith (\(certain) sicr, \(doubtful) ansicr), wedi'u "
        + "cysylltu gan POSSIBLY_SAME_AS; mae 'dolen duplicates' yn eu rhestru")
  }
  package func importSkippedFor(
    nodes: Int?, relationships: Int?, reason: String, first: String
  ) -> String {
    let what = nodes.map(self.nodes) ?? relationships.map(self.relationships) ?? ""
    return say(
      en: "skipped \(what): \(reason) (first at \(first))",
      cy: "hepgorwyd \(what): \(reason) (y cyntaf yn \(first))")
  }
  package func importChanged(_ change: String) -> String {
    say(en: "changed \(change)", cy: "newidiwyd \(change)")
  }
  package func moreChanges(_ number: Int) -> String {
    say(
      number, en: EnglishForms(one: "… 1 more change", other: "… \(number) more changes"),
      cy: WelshForms(each: "… \(number) newid arall"))
  }
  package func moreWarnings(_ number: Int) -> String {
    say(
      number, en: EnglishForms(one: "… 1 more warning", other: "… \(number) more warnings"),
      cy: WelshForms(
        zero: "… 0 rhybudd arall", one: "… 1 rhybudd arall", two: "… 2 rybudd arall",
        few: "… 3 rhybudd arall", many: "… 6 rhybudd arall", other: "… \(number) rhybudd arall"))
  }
  package func more(_ number: Int) -> String {
    say(en: "… \(number) more", cy: "… \(number) arall")
  }

  /// What a format could not hold.
  package func notHeld(_ what: String, count: Int, first: String) -> String {
    say(
      en: "not held: \(what) (\(count), first: \(first))",
      cy: "nas daliwyd: \(what) (\(count), y cyntaf: \(first))")
  }
  package func note(_ text: String) -> String { say(en: "note: \(text)", cy: "nodyn: \(text)") }
}
