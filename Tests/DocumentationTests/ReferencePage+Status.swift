import CypherFunctions
import Foundation
import GraphEngine
import GraphShell
import GraphTestKit
import StandardPlugins

extension ReferencePage {
  static func status() throws -> ReferencePage {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: TestFolder.cases.appending(path: "Language").path()
    ).sorted()
    let language = folders.map { folder in
      [folder, "\(QueryCase.all(in: "Language/\(folder)").count)"]
    }
    let queries = TestFolder.files(
      below: TestFolder.root.appending(path: "Queries"), suffix: ".cypher")
    let formats = StandardPlugins.registry
    let counts = [
      [
        "functions", "\(FunctionCatalog.builtInScalars.count)",
        "[functions](reference/functions.md)",
      ],
      [
        "aggregates", "\(FunctionCatalog.builtInAggregates.count)",
        "[aggregates](reference/aggregates.md)",
      ],
      [
        "procedures", "\(FunctionCatalog.builtInProcedures.count)",
        "[procedures](reference/procedures.md)",
      ],
      ["formats of rows", "\(RowFormats.all.count)", "[formats](reference/formats.md)"],
      [
        "formats of graphs that are read", "\(formats.importers.count)",
        "[formats](reference/formats.md)",
      ],
      [
        "formats of graphs that are written", "\(formats.exporters.count)",
        "[formats](reference/formats.md)",
      ],
      ["commands of the shell", "\(ShellCommand.all.count)", "[shell](reference/shell.md)"],
      [
        "details of errors", "\(try ErrorCatalog().details.count)", "[errors](reference/errors.md)",
      ],
      ["saved queries", "\(queries.count)", "[Queries](../Queries/README.md)"],
    ]
    return ReferencePage(
      "docs/status.md", title: "What is there",
      body: """
        \(table(["what", "how many", "where"], counts))

        ## openCypher

        \(try conformance())

        ## Cases

        Of our own, beside the TCK; \(QueryCase.all(in: "Errors").count) more are about errors.

        \(table(["clause", "cases"], language))
        """)
  }

  /// The totals of the TCK as they were last recorded by `.ci/conformance --record`.
  private static func conformance() throws -> String {
    let file = TestFolder.root.appending(path: ".ci/tck-totals.txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      return "The TCK has not been recorded yet."
    }
    return
      "The technology compatibility kit of openCypher, recorded by `.ci/conformance --record`:\n\n"
      + text
  }
}
