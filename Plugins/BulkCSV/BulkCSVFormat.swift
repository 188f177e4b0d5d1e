import PluginKit

extension FormatPlugin {
  /// Tables of nodes and relationships, as Neo4j's bulk import takes them.
  ///
  ///     dolen import evidence.dolen --nodes Study=studies.csv --relationships CITES=cites.csv
  public static let bulkCSV = FormatPlugin(
    FormatInfo(
      name: "bulk-csv", title: "bulk CSV",
      summary: "Tables of nodes and relationships, as for Neo4j's bulk import; of any length",
      extensions: [],
      layout: .folder(marker: BulkCSVExporter.arguments, owned: ["nodes", "relationships"]),
      holds: []),
    loading: FormatAbility { (options: BulkCSVOptions) in
      guard !options.nodes.isEmpty || !options.relationships.isEmpty else {
        throw OptionError(
          "No table is named",
          hint: "Name tables by the options nodes=LABEL=FILE and relationships=TYPE=FILE")
      }
      return BulkImport(
        options.nodes.map(\.table) + options.relationships.map(\.table),
        policy: BulkPolicy(
          onError: options.onError, existing: options.existing,
          delimiter: options.delimiter.byte, memory: options.idMemory.megabytes << 20))
    },
    exporting: FormatAbility(BulkCSVExporter.init))
}
