import Duplicates
import GraphEngine
import GraphModel
import PluginKit
import ReferencesPlugin
import StandardPlugins
import Testing

/// Duplicates within an imported file, and between a file and the graph.
@Suite("Duplicates of imports")
struct ImportTests {
  static let ris = """
    TY  - JOUR
    AU  - Jones, Mair
    AU  - van der Berg, Jan
    TI  - Community engagement & health: a review
    JO  - Journal of Public Health
    PY  - 2015
    VL  - 12
    SP  - 345
    EP  - 351
    DO  - 10.1000/Jph.15
    ER  -
    TY  - JOUR
    AU  - Evans, Siân
    TI  - Lles cymunedol yng Nghymru
    PY  - 2018
    SP  - 1
    EP  - 9
    AN  - 1234567
    DB  - PubMed
    ER  -
    TY  - JOUR
    AU  - Rees, Gwen
    TI  - Peer support for parent carers in Ynys Môn
    PY  - 2019
    SP  - 7
    EP  - 19
    ER  -

    """
  static let bibtex = """
    @article{jones2015, author = {Mair Jones and Jan van der Berg},
      title = {{Community Engagement \\& Health: A Review}}, journal = {J Public Health},
      year = 2015, volume = 12, pages = {345--351}, doi = {https://doi.org/10.1000/jph.15}}
    @article{rees2020, author = {Rees, G.}, title = {Peer support for parent carers in Ynys Mon},
      year = {2020}, pages = {7--19}}

    """
  static let nbib = """
    PMID- 1234567
    TI  - Lles cymunedol yng Nghymru.
    FAU - Evans, Sian
    AU  - Evans S
    DP  - 2018 Mar
    PG  - 1-9

    PMID- 2222222
    TI  - Community engagement and health: a review.
    FAU - Jones, Mair
    AU  - Jones M
    DP  - 2014 Dec
    PG  - 345-51
    LID - 10.1000/jph.15 [doi]

    """

  private func read(
    _ text: String, _ format: FormatPlugin, into graph: Graph, _ options: OptionSettings = [:],
    isDryRun: Bool = false
  ) throws -> ImportReport {
    let report = try graph.importGraph(
      from: ImportSource(Array(text.utf8), name: "records.\(format.name)"), as: format,
      options: options, isDryRun: isDryRun)
    for counts in [report.nodes, report.relationships] {
      #expect(counts.read == counts.created + counts.merged + counts.skipped)
    }
    return report
  }

  private func studies(_ graph: Graph) throws -> Int {
    try graph.run("MATCH (s:Study) RETURN count(s) AS n").all()[0]["n", as: Int.self]
  }

  @Test("The same references in RIS, BibTeX and PubMed's format are found across them")
  func formats() throws {
    let graph = Graph()
    #expect(try read(Self.ris, .ris, into: graph, ["dedup": "merge"]).duplicates.merged == 0)
    let second = try read(Self.bibtex, .bibTeX, into: graph, ["dedup": "merge"])
    // One by its DOI; the other has no identifier, and is left to a person.
    #expect(second.duplicates.merged == 1 && second.duplicates.doubtful == 1)
    #expect(second.nodes.created == 1 && second.nodes.merged == 1)
    let third = try read(Self.nbib, .nbib, into: graph, ["dedup": "merge"])
    #expect(third.duplicates.merged == 2 && third.nodes.created == 0)
    #expect(try studies(graph) == 4)
    #expect(
      try graph.run(
        "MATCH (s:Study {doi: '10.1000/jph.15'})<-[:MERGED_INTO]-(r) RETURN s.pmid AS p, count(r) AS n"
      ).all().map(\.values) == [["2222222", 2]])
    #expect(third.description.contains("2 merged with records of the same work"))
    #expect(try third.json().contains("\"duplicates\":{\"merged\":2"))
  }

  @Test("Unless told otherwise, references are joined and nothing is merged")
  func reporting() throws {
    let graph = Graph()
    _ = try read(Self.ris, .ris, into: graph)
    let report = try read(Self.bibtex, .bibTeX, into: graph)
    #expect(report.duplicates.merged == 0 && report.duplicates.certain == 1)
    #expect(report.duplicates.doubtful == 1 && report.nodes.created == 2)
    #expect(try studies(graph) == 5)
    #expect(report.description.contains("2 pairs of records may be one work"))
    let pairs = try GraphDuplicates(graph).list()
    #expect(pairs.count == 2 && (pairs[0].score ?? 0) >= (pairs[1].score ?? 0))
    // Another search has nothing to add, and merges what is certain when it is asked to.
    #expect(try GraphDuplicates(graph).find(.report).entries.isEmpty)
    #expect(try GraphDuplicates(graph).find(.merge).merged == 1)
  }

  @Test("Within one file, and not where it is off")
  func withinAFile() throws {
    let twice = Self.ris + Self.ris
    let off = Graph()
    #expect(try read(twice, .ris, into: off, ["dedup": "off"]).duplicates.entries.isEmpty)
    #expect(try off.run("MATCH ()-[r]->() RETURN r").all().isEmpty)
    let graph = Graph()
    let report = try read(twice, .ris, into: graph, ["dedup": "merge"])
    #expect(report.nodes.created == 3 && report.nodes.merged == 3)
    #expect(try studies(graph) == 3)
    // What says nothing new leaves nothing behind.
    #expect(try graph.run("MATCH (n) RETURN n").all().count == 3)
    let again = try read(Self.ris, .ris, into: graph, ["dedup": "merge"])
    #expect(again.nodes.created == 0 && again.nodes.merged == 3)
    #expect(try graph.run("MATCH (n) RETURN n").all().count == 3)
  }

  @Test("A trial says what would be merged")
  func trial() throws {
    let graph = Graph()
    _ = try read(Self.ris, .ris, into: graph)
    let trial = try read(Self.bibtex, .bibTeX, into: graph, ["dedup": "merge"], isDryRun: true)
    #expect(trial.duplicates.merged == 1)
    #expect(try graph.run("MATCH (n) RETURN n").all().count == 3)
    let done = try read(Self.bibtex, .bibTeX, into: graph, ["dedup": "merge"])
    #expect(done.duplicates.entries == trial.duplicates.entries)
  }

  @Test("A record that was merged is found again by its key, and leads to what stands for it")
  func importingAgain() throws {
    let graph = Graph()
    _ = try read(Self.ris, .ris, into: graph)
    let settings: OptionSettings = ["key": "id", "dedup": "merge", "authors": "nodes"]
    _ = try read(Self.bibtex, .bibTeX, into: graph, settings)
    let nodes = try graph.run("MATCH (n) RETURN n").all().count
    let links = try graph.run("MATCH ()-[r]->() RETURN r").all().count
    let again = try read(Self.bibtex, .bibTeX, into: graph, settings)
    #expect(again.nodes.created == 0 && again.relationships.created == 0)
    #expect(try graph.run("MATCH (n) RETURN n").all().count == nodes)
    #expect(try graph.run("MATCH ()-[r]->() RETURN r").all().count == links)
  }

  @Test("Authors that are nodes are compared too")
  func authorNodes() throws {
    let graph = Graph()
    _ = try read(Self.ris, .ris, into: graph, ["authors": "nodes"])
    let report = try read(Self.bibtex, .bibTeX, into: graph, ["authors": "nodes"])
    #expect(report.duplicates.entries.allSatisfy { $0.reasons.contains("same-first-author") })
    #expect(report.duplicates.entries.count == 2)
  }

  @Test("A graph comes in as it is, unless asked")
  func graphs() throws {
    let line = "{\"type\":\"node\",\"labels\":[\"Study\"],\"properties\":"
    let record = "{\"title\":\"Lles cymunedol yng Nghymru heddiw\",\"doi\":\"10.1000/y\"}}\n"
    let text = line + record + line + record
    let graph = Graph()
    #expect(try read(text, .jsonLines, into: graph).duplicates.entries.isEmpty)
    let report = try read(text, .jsonLines, into: Graph(), ["dedup": "merge"])
    #expect(report.nodes.created == 1 && report.nodes.merged == 1)
  }
}
