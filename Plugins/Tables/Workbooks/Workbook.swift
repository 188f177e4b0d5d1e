import GraphModel
import PluginKit
import XMLParsing

/// A workbook: its sheets, of which one is read.
protocol Workbook {
  /// The sheets in their order.
  var sheets: [SheetTitle] { get }

  /// Reads the cells of a sheet.
  ///
  /// - Parameter notes: Takes what a person should know about it.
  /// - Throws: `ImportError` where it is damaged.
  func sheet(_ title: SheetTitle, notes: inout [String]) throws -> Sheet
}

/// A sheet before it is read.
struct SheetTitle {
  var name: String
  var isHidden: Bool
  /// What the workbook calls it: the member that holds it, or its number.
  var reference: String
}

/// Reads a sheet of a workbook.
struct WorkbookImporter: GraphImporter {
  private let mapping: TableMapping
  private let savesMap: Bool
  private let open: @Sendable (ZIPArchive) throws -> any Workbook

  init(
    _ mapping: TableMapping, _ savesMap: Bool,
    _ open: @escaping @Sendable (ZIPArchive) throws -> any Workbook
  ) {
    self.mapping = mapping
    self.savesMap = savesMap
    self.open = open
  }

  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let bytes = try source.stream().readAll(limit: ZIPArchive.Limits().archive)
    if bytes.isEmpty { return }
    let archive = try ZIPArchive(bytes, name: source.name, as: .workbook)
    let workbook = try open(archive)
    let title = try choose(workbook, source.name, &sink)
    var notes: [String] = []
    let sheet = try workbook.sheet(title, notes: &notes)
    for note in notes { sink.warn(note, at: SourcePlace(sheet.name)) }
    try sink.take(all: MappedTable(sheet, of: source, mapping, savesMap: savesMap))
  }

  /// The sheet that is asked for, or the first that is shown; tells which others there are.
  private func choose(
    _ workbook: any Workbook, _ file: String, _ sink: inout some GraphSink
  ) throws -> SheetTitle {
    let sheets = workbook.sheets
    let names = sheets.map { "'\($0.name)'" + ($0.isHidden ? " (hidden)" : "") }
    if let wanted = mapping.dialect.sheet {
      let found =
        sheets.first { $0.name == wanted }
        ?? sheets.first { $0.name.lowercased() == wanted.lowercased() }
      guard let found else {
        throw ImportError(
          "The workbook has no sheet '\(wanted)'", in: file,
          hint: didYouMean(wanted, in: sheets.map(\.name))
            ?? "Its sheets are \(names.joined(separator: ", "))")
      }
      return found
    }
    guard let first = sheets.first(where: { !$0.isHidden }) ?? sheets.first else {
      throw ImportError("The workbook has no sheet", in: file, hint: "Save it anew")
    }
    if sheets.count > 1 {
      sink.warn(
        "The workbook has \(sheets.count) sheets: \(names.joined(separator: ", ")); '\(first.name)' "
          + "was read, and sheet=NAME reads another", at: SourcePlace(file))
    }
    return first
  }
}

extension ZIPArchive {
  /// A reader of a member that is XML.
  func reader(_ path: String) throws -> XMLPullReader {
    XMLPullReader(ByteStream(try member(path), name: "\(name)/\(path)"))
  }

  /// Calls `body` with each element of the member whose name it is, outside of others.
  func forEachElement(
    _ names: Set<String>, of path: String, _ body: (XMLElement) throws -> Void
  ) throws {
    let reader = try reader(path)
    while true {
      switch try reader.next() {
      case .start(let start) where names.contains(start.localName):
        try body(try reader.element(start))
      case .done: return
      default: break
      }
    }
  }
}

extension FormatPlugin {
  /// Workbooks of Excel and others, in Office Open XML.
  public static let xlsx = FormatPlugin(
    FormatInfo(
      name: "xlsx", title: "Excel workbook",
      summary: "Sheets for each label and type, or an answer; one is read by a mapping",
      extensions: ["xlsx", "xlsm"],
      signature: { $0.begins(with: "PK\u{3}\u{4}") && $0.contains("xl/") }, holds: []),
    importing: TableOptions.ability(without: ["separator", "decimal", "encoding"]) {
      WorkbookImporter($0, $1) { try ExcelWorkbook($0) }
    },
    exporting: FormatAbility { (options: ExcelOptions) in ExcelExporter(options: options) },
    answering: FormatAbility { (options: ExcelOptions) in ExcelExporter(options: options) })

  /// Spreadsheets of LibreOffice and others, in OpenDocument.
  public static let ods = FormatPlugin(
    FormatInfo(
      name: "ods", title: "OpenDocument spreadsheet",
      summary: "A sheet of LibreOffice and others, read by a mapping; formulas by stored values",
      extensions: ["ods"],
      signature: {
        $0.begins(with: "PK\u{3}\u{4}")
          && $0.contains("application/vnd.oasis.opendocument.spreadsheet")
      }, holds: []),
    importing: TableOptions.ability(without: ["separator", "decimal", "encoding"]) {
      WorkbookImporter($0, $1) { try OpenDocumentWorkbook($0) }
    })
}
