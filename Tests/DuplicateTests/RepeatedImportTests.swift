import Duplicates
import GraphEngine
import GraphModel
import PluginKit
import ReferencesPlugin
import Testing

/// A file that is imported again leaves nothing, whatever its records have in common among themselves.
@Suite struct RepeatedImportTests {
  /// A book with a chapter of its DOI, an article with its erratum and its preprint, short titles.
  static let ris = """
    TY  - BOOK
    ID  - book1
    TI  - Handbook of community-centred approaches to public health
    AU  - Harden, A
    PY  - 2015
    DO  - 10.1000/book
    ER  -
    TY  - CHAP
    ID  - ch1
    TI  - Volunteering and peer roles in neighbourhood settings
    AU  - South, J
    PY  - 2015
    SP  - 10
    DO  - 10.1000/book
    ER  -
    TY  - CHAP
    ID  - ch2
    TI  - Something else entirely in another chapter here
    AU  - Jones, J
    PY  - 2015
    DO  - 10.1000/book
    ER  -
    TY  - JOUR
    ID  - art1
    TI  - A randomised trial of peer support for older adults
    AU  - Jones, Mair
    PY  - 2019
    DO  - 10.1000/art
    ER  -
    TY  - JOUR
    ID  - err1
    TI  - Erratum: A randomised trial of peer support for older adults
    AU  - Jones, Mair
    PY  - 2019
    DO  - 10.1000/art
    ER  -
    TY  - UNPB
    ID  - pre1
    TI  - A randomised trial of peer support for older adults
    AU  - Jones, M.
    PY  - 2018
    DO  - 10.1101/2018.01
    ER  -
    TY  - JOUR
    ID  - solo1
    TI  - Editorial
    AU  - Smith, J
    PY  - 2010
    ER  -
    TY  - JOUR
    ID  - solo2
    TI  - Editorial
    AU  - Smith, J
    PY  - 2010
    ER  -
    TY  - JOUR
    ID  - bare
    TI  - Untitled
    ER  -

    """

  @Test func leavesNothing() throws {
    let graph = Graph()
    func read() throws -> ImportReport {
      try graph.importGraph(
        from: ImportSource(Array(Self.ris.utf8), name: "a.ris"), as: .ris,
        options: ["dedup": "merge"])
    }
    func counts() throws -> [Int] {
      [graph.statistics.nodeCount, graph.statistics.relationshipCount]
    }
    let first = try read()
    let before = try counts()
    #expect(first.nodes.read == 9)
    for _ in 0..<2 {
      let again = try read()
      #expect(try counts() == before)
      #expect(again.nodes.created == 0 && again.nodes.merged == 9, "\(again)")
    }
  }
}
