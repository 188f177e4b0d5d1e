/// A format of graphs as a value: what it is called, how it is recognised, how it reads and writes.
///
///     extension FormatPlugin {
///       public static let edgeList = FormatPlugin(
///         FormatInfo(
///           name: "edge-list", title: "Edge list", summary: "Two ids on each line",
///           extensions: ["edges"], holds: []),
///         importing: FormatAbility(EdgeListImporter.init))
///     }
///
/// One that comes with the program and one that is put together while it runs are alike to the
/// ``PluginRegistry``, and so to commands, completion and the manual.
public struct FormatPlugin: Sendable {
  /// What the format is called, how it is recognised, what it can hold.
  public var format: FormatInfo
  /// How it is read; nil where it cannot be.
  public var importing: FormatAbility<any GraphImporter>?
  /// How tables of it are loaded, which its options name: past the records, for those of millions of
  /// rows. Nil where it has no such tables.
  public var loading: FormatAbility<BulkImport>?
  /// How graphs are written; nil where they cannot be.
  public var exporting: FormatAbility<any GraphExporter>?
  /// How the rows of an answer are written; nil where they cannot be.
  public var answering: FormatAbility<any AnswerExporter>?

  /// A plugin of the given abilities.
  public init(
    _ format: FormatInfo, importing: FormatAbility<any GraphImporter>? = nil,
    loading: FormatAbility<BulkImport>? = nil,
    exporting: FormatAbility<any GraphExporter>? = nil,
    answering: FormatAbility<any AnswerExporter>? = nil
  ) {
    self.format = format
    self.importing = importing
    self.loading = loading
    self.exporting = exporting
    self.answering = answering
  }

  /// The name that commands take.
  public var name: String { format.name }

  /// Whether graphs can be read from it, from a file or from tables.
  public var isRead: Bool { importing != nil || loading != nil }

  /// Whether it is written, with graphs or with the rows of answers.
  public var isWritten: Bool { exporting != nil || answering != nil }

  /// The options of an import; nil where it cannot be read.
  ///
  /// Those of a file are joined by those of ``ImportPolicy``; tables have their own.
  public var importOptions: [OptionDescriptor]? {
    importing.map { $0.options + ImportPolicy.descriptors } ?? loading?.options
  }

  /// The options of an export, of graphs and of rows; nil where it cannot be written.
  public var exportOptions: [OptionDescriptor]? {
    guard isWritten else { return nil }
    var options = exporting?.options ?? []
    let known = Set(options.map(\.name))
    options += (answering?.options ?? []).filter { !known.contains($0.name) }
    return options
  }

  /// How it is read.
  ///
  /// - Throws: ``OptionError`` where it can only be written.
  func importAbility() throws(OptionError) -> FormatAbility<any GraphImporter> {
    if let importing { return importing }
    guard let loading else { throw OptionError("The format '\(name)' can only be written") }
    let options = loading.options.filter(\.isRepeatable).map(\.name)
    throw OptionError(
      "The format '\(name)' is read from tables, not from a file",
      hint: "Name them by its options \(options.joined(separator: " and "))")
  }

  /// How its tables are loaded.
  ///
  /// - Throws: ``OptionError`` where it has none.
  func loadAbility() throws(OptionError) -> FormatAbility<BulkImport> {
    guard let loading else {
      throw OptionError(
        "The format '\(name)' is read from a file or folder, and none is named",
        hint: "Name it, or a format with tables")
    }
    return loading
  }

  /// How it is written.
  ///
  /// - Throws: ``OptionError`` where graphs are not written as it.
  func exportAbility() throws(OptionError) -> FormatAbility<any GraphExporter> {
    if let exporting { return exporting }
    guard answering == nil else {
      throw OptionError(
        "The format '\(name)' holds the rows of an answer, not a graph",
        hint: "Say what they are, by a query that returns them")
    }
    throw OptionError("The format '\(name)' can only be read")
  }
}
