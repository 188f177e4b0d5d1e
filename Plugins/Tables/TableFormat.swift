import PluginKit

extension FormatPlugin {
  /// Tables that are texts: CSV, TSV and their like, read by a mapping.
  ///
  ///     dolen import evidence.dolen coding.csv -O map=coding.map
  public static let table = FormatPlugin(
    FormatInfo(
      name: "table", title: "CSV and other tables",
      summary: "Any table that is a text: a mapping says which columns are nodes and relationships",
      extensions: ["csv", "tsv", "tab"], likeness: SeparatorGuess.likeness, holds: []),
    importing: TableOptions.ability(without: ["sheet"], TextTableImporter.init))
}

/// Reads a table that is a text.
struct TextTableImporter: GraphImporter {
  private let mapping: TableMapping
  private let savesMap: Bool

  init(_ mapping: TableMapping, _ savesMap: Bool) {
    self.mapping = mapping
    self.savesMap = savesMap
  }

  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let table = try TextTable(source, mapping.dialect)
    for note in table.notes { sink.warn(note.message, at: note.place) }
    try sink.take(all: MappedTable(table, of: source, mapping, savesMap: savesMap))
  }
}

/// The file of a mapping.
enum MappingFile {
  /// The mapping that the file at `path` says, changed by what the options say.
  ///
  /// - Parameter path: Empty where there is no file.
  /// - Throws: `FileError`; `ImportError` at the place in the file.
  static func mapping(_ path: String, _ said: TableMapping) throws -> TableMapping {
    guard !path.isEmpty else { return said }
    var parser = MappingParser()
    try parser.read(try InputFile.text(of: path), file: path)
    parser.override(with: said)
    guard parser.mapping.hasRules else {
      throw ImportError(
        "The mapping makes no node of a row", in: path,
        hint: "Say one, as in: node Study: id = Study ID, title = Title")
    }
    return parser.mapping
  }
}
