/// What is exported: options, and what is wrong with them.
extension Words {
  package var exportAroundHelp: String {
    say(
      en: "Export what lies around the node of that property, as in Study:id=harden-2015.",
      cy: "Allforio'r hyn sydd o amgylch y nod â'r briodwedd hon, megis Study:id=harden-2015.")
  }
  package var exportHopsHelp: String {
    say(
      en: "How many relationships to walk from the node, or from what the query finds. (default: 1 "
        + "with --around, else none)",
      cy: "Sawl perthynas i'w cherdded o'r nod, neu o'r hyn a gaiff yr ymholiad. (rhagosodiad: 1 "
        + "gyda --around, fel arall dim)")
  }
  package var exportAsHelp: String {
    say(
      en: "What to write of an answer: its rows, or the graph in it. (default: rows, where the "
        + "format has them)",
      cy: "Beth i'w ysgrifennu o ateb: rows (ei resi), neu graph (y graff sydd ynddo). "
        + "(rhagosodiad: y rhesi, lle mae rhai gan y fformat)")
  }
  package var hopsNeedNodes: String {
    say(
      en: "--hops needs nodes to start from: --around or --query",
      cy: "Mae angen nodau i gychwyn ohonynt ar --hops: --around neu --query")
  }
  package func hopsAreANumber(_ text: String) -> String {
    say(
      en: "'hops' is a number of relationships, such as 2, not '\(text)'",
      cy: "Nifer o berthnasoedd yw 'hops', megis 2, nid '\(text)'")
  }
  package func exportedAs(_ text: String) -> String {
    say(
      en: "An answer is exported as rows or graph, not as '\(text)'",
      cy: "Allforir ateb fel rows (rhesi) neu graph (graff), nid fel '\(text)'")
  }
  package func aroundNamesANode(_ text: String) -> String {
    say(
      en: "'\(text)' names no node", cy: "Nid yw '\(text)' yn enwi nod")
      + hint(
        say(
          en: "Write a label, a property and its value: Study:id=harden-2015",
          cy: "Ysgrifennwch label, priodwedd a'i gwerth: Study:id=harden-2015"))
  }
  package func noNodeAround(_ node: String, nearest: String?) -> String {
    say(en: "There is no node \(node)", cy: "Nid oes nod \(node)")
      + (nearest.map { hint(didYouMean($0)) } ?? "")
  }
  package func formatHoldsNoRows(_ format: String) -> String {
    say(
      en: "The format '\(format)' holds a graph, not the rows of an answer",
      cy: "Graff sydd gan y fformat '\(format)', nid rhesi ateb")
  }
}
