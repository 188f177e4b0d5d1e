/// What is written in drawings, and what the export of one reports.
extension Words {
  package var legendTitle: String { say(en: "Key", cy: "Allwedd") }
  package var noLabel: String { say(en: "(no label)", cy: "(dim label)") }
  package var onlyExpected: String { say(en: "only expected", cy: "disgwyliad yn unig") }

  /// The comment at the top of a drawing.
  package var drawnBy: String {
    say(
      en: "Drawn by Dolen. Render it with: dot -Tsvg FILE -o FILE.svg",
      cy: "Lluniwyd gan Dolen. I wneud llun ohono: dot -Tsvg FILE -o FILE.svg")
  }
  package func drawnQuery(_ query: String) -> String {
    say(en: "query: \(query)", cy: "ymholiad: \(query)")
  }

  /// A node, where a message names it.
  package func nodePlace(_ id: Int) -> String { say(en: "node \(id)", cy: "nod \(id)") }

  /// A relationship, where a message names it.
  package func relationshipPlace(_ id: Int) -> String {
    say(en: "relationship \(id)", cy: "perthynas \(id)")
  }
  package var titlePlace: String { say(en: "the title", cy: "y teitl") }
  package var labelPlace: String { say(en: "a label", cy: "label") }

  /// The name of a node that has no other.
  package func namelessNode(_ label: String?, _ id: Int) -> String {
    "\(label ?? say(en: "node", cy: "nod")) \(id)"
  }

  package var statedAsExpectation: String {
    say(en: "stated only as an expectation", cy: "wedi'i nodi fel disgwyliad yn unig")
  }
  package func studies(_ ids: [String]) -> String {
    let list = ids.joined(separator: ", ")
    return say(en: "studies: \(list)", cy: "astudiaethau: \(list)")
  }
  package func basis(_ text: String) -> String { say(en: "basis: \(text)", cy: "sail: \(text)") }
  package func confidence(_ text: String) -> String {
    say(en: "confidence: \(text)", cy: "hyder: \(text)")
  }

  package func endNotExported(_ relationship: Int) -> String {
    say(
      en: "The relationship \(relationship) has an end that is not exported",
      cy: "Mae gan y berthynas \(relationship) ben nad yw'n cael ei allforio")
  }
  package func noLegend(_ layout: String) -> String {
    say(
      en: "no legend: \(layout) would scatter it, dot and fdp keep it",
      cy: "dim allwedd: byddai \(layout) yn ei gwasgaru, mae dot ac fdp yn ei chadw")
  }
  package func merged(relationships: Int, lines: Int, showsCounts: Bool) -> String {
    let relationships = self.relationships(relationships)
    let lines = widerLines(lines)
    return showsCounts
      ? say(
        en: "\(relationships) are drawn as \(lines) with their number; merge=false draws each",
        cy: "lluniwyd \(relationships) fel \(lines) gyda'u nifer; mae merge=false yn llunio pob un")
      : say(
        en: "\(relationships) are drawn as \(lines); merge=false draws each",
        cy: "lluniwyd \(relationships) fel \(lines); mae merge=false yn llunio pob un")
  }
  package func labelsShortened(limit: Int) -> String {
    say(
      en: "labels shortened to \(limit) characters; the tooltip has the whole",
      cy: "cwtogwyd labeli i \(limit) o lythrennau; mae'r cyfan yn y testun naid")
  }
  package func undrawn(_ property: String) -> String {
    say(
      en: "values of '\(property)', which the drawing does not show",
      cy: "gwerthoedd '\(property)' nad yw'r llun yn eu dangos")
  }
  package func textsCut(limit: Int) -> String {
    let bytes = bytes(limit)
    return say(
      en: "texts cut at \(bytes), which is all that Graphviz takes",
      cy: "torrwyd testunau ar ôl \(bytes), sef y cyfan y mae Graphviz yn ei dderbyn")
  }

  /// Relationships without a stance, in a legend of stances.
  package var otherRelationships: String {
    say(en: "other relationships", cy: "perthnasoedd eraill")
  }
  package func nodesNotDrawn(limit: Int) -> String {
    say(
      en: "nodes beyond max-nodes=\(limit), those with the fewest relationships",
      cy: "nodau y tu hwnt i max-nodes=\(limit), y rhai â'r lleiaf o berthnasoedd")
  }
  package var relationshipsOfNodesNotDrawn: String {
    say(
      en: "relationships of nodes that are not drawn",
      cy: "perthnasoedd nodau nad ydynt wedi'u llunio")
  }
  package func relationshipsNotDrawn(limit: Int) -> String {
    say(
      en: "relationships beyond \(limit), which max-nodes sets",
      cy: "perthnasoedd y tu hwnt i \(limit), a osodir gan max-nodes")
  }
  package var lineTextsNotDrawn: String {
    say(
      en: "texts on lines for which there was no room; the tooltip has them",
      cy: "testunau ar linellau nad oedd lle iddynt; maent yn y testun naid")
  }
  package var unseenCharacters: String {
    say(
      en: "texts with characters that cannot be seen or would act, drawn by signs for them",
      cy: "testunau â nodau na ellir eu gweld neu a fyddai'n gweithredu, a luniwyd fel arwyddion")
  }
  package func straightLines(_ number: Int) -> String {
    say(
      en: "\(longLines(number)) \(number == 1 ? "is" : "are") drawn straight through the picture",
      cy: "lluniwyd \(longLines(number)) yn syth drwy'r llun")
  }

  /// The title of a picture that has no other.
  package var pictureTitle: String { say(en: "A graph", cy: "Graff") }

  /// What a picture shows, for who does not see it.
  package func pictureDescription(nodes: Int, relationships: Int, labels: [String]) -> String {
    let size = graphSize(nodes: nodes, relationships: relationships)
    let list = labels.joined(separator: ", ")
    return say(
      en: "A graph of \(size). Labels: \(list).", cy: "Graff o \(size). Labeli: \(list).")
  }

  /// How much of a graph a picture shows, where it is not all.
  package func shownOf(nodes: Int, _ allNodes: Int, relationships: Int, _ all: Int) -> String {
    say(
      en: "\(nodes) of \(self.nodes(allNodes)), those with the most relationships; "
        + "\(relationships) of \(self.relationships(all))",
      cy: "\(nodes) o \(self.nodes(allNodes)), y rhai â'r mwyaf o berthnasoedd; "
        + "\(relationships) o \(self.relationships(all))")
  }
}
