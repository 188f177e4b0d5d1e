import GraphEngine
import GraphModel

/// The formats that a program knows, looked up by name, ending or folder.
///
///     let plugins = PluginRegistry(
///       importers: StandardPlugins.importers, exporters: StandardPlugins.exporters)
///     let report = try plugins.importGraph(into: graph, from: "Graph")
public struct PluginRegistry: Sendable {
  /// The formats that can be read.
  public let importers: [any GraphImporter.Type]
  /// The formats that can be written.
  public let exporters: [any GraphExporter.Type]

  /// A registry of the given plugins.
  public init(importers: [any GraphImporter.Type], exporters: [any GraphExporter.Type]) {
    self.importers = importers
    self.exporters = exporters
  }

  /// A format with what can be done with it, as `:formats` and the manual list it.
  public struct Entry: Sendable {
    /// The format.
    public var format: FormatInfo
    /// The options for reading it; nil where it cannot be read.
    public var importOptions: [OptionDescriptor]?
    /// The options for writing it; nil where it cannot be written.
    public var exportOptions: [OptionDescriptor]?
  }

  /// Every format, sorted by name.
  public var entries: [Entry] {
    var entries: [String: Entry] = [:]
    func entry(_ format: FormatInfo) -> Entry {
      entries[format.name] ?? Entry(format: format, importOptions: nil, exportOptions: nil)
    }
    for type in importers {
      var changed = entry(type.format)
      changed.importOptions = type.optionDescriptors + ImportPolicy.descriptors
      entries[type.format.name] = changed
    }
    for type in exporters {
      var changed = entry(type.format)
      changed.exportOptions = type.optionDescriptors
      entries[type.format.name] = changed
    }
    return entries.values.sorted { $0.format.name < $1.format.name }
  }

  /// The format that reads, by its name.
  ///
  /// - Throws: ``OptionError`` with the nearest name.
  public func importer(named name: String) throws(OptionError) -> any GraphImporter.Type {
    let wanted = name.lowercased()
    for type in importers where type.format.name == wanted { return type }
    let isWritten = exporters.contains { $0.format.name == wanted }
    throw Self.unknown(
      name, importers.map { $0.format.name }, isWritten ? "can only be written" : "is unknown")
  }

  /// The format that writes, by its name.
  ///
  /// - Throws: ``OptionError`` with the nearest name.
  public func exporter(named name: String) throws(OptionError) -> any GraphExporter.Type {
    let wanted = name.lowercased()
    for type in exporters where type.format.name == wanted { return type }
    let isRead = importers.contains { $0.format.name == wanted }
    throw Self.unknown(
      name, exporters.map { $0.format.name }, isRead ? "can only be read" : "is unknown")
  }

  /// The format of `source`, by the marker in a folder or the ending of a file's name.
  ///
  /// - Throws: ``OptionError`` where no format fits.
  public func importer(for source: ImportSource) throws(OptionError) -> any GraphImporter.Type {
    for type in importers {
      switch type.format.layout {
      case .folder(let marker, _): if source.isFolder, source.contains(marker) { return type }
      case .file:
        if !source.isFolder, Self.ending(of: source.name, isOf: type.format) { return type }
      }
    }
    throw Self.undecided(source.name, importers.map { $0.format })
  }

  /// The format of what is to be written, by the ending of its name or the folder that is there.
  ///
  /// - Throws: ``OptionError`` where no format fits.
  public func exporter(forPath path: String) throws(OptionError) -> any GraphExporter.Type {
    for type in exporters {
      if Self.ending(of: path, isOf: type.format) { return type }
      if case .folder(let marker, _) = type.format.layout,
        (try? FileSystem.kind(of: "\(path)/\(marker)")) == .file
      {
        return type
      }
    }
    throw Self.undecided(path, exporters.map { $0.format })
  }

  /// Reads a file, a folder or standard input (`-`) into `graph`, all of it or nothing.
  ///
  /// - Parameters:
  ///   - format: The format's name; nil to know it by the source.
  ///   - options: Options of the format and of ``ImportPolicy``.
  /// - Throws: ``OptionError``; otherwise as ``GraphEngine/Graph/importGraph(from:as:options:policy:progress:)``.
  public func importGraph(
    into graph: Graph, from path: String, format: String? = nil, options: [String: String] = [:],
    progress: ((Int) throws -> Void)? = nil
  ) throws -> ImportReport {
    let source = path == "-" ? ImportSource.standardInput : try ImportSource(path: path)
    let type = try format.map { name in try importer(named: name) } ?? importer(for: source)
    return try Self.run(type, graph, source, options, progress)
  }

  /// Writes `subject` to a file, a folder or standard output (`-`), whole or not at all.
  ///
  /// - Parameters:
  ///   - format: The format's name; nil to know it by the ending of the path.
  ///   - options: Options of the format.
  ///   - replacing: Whether a file or folder of the format that is there gives way; a graph never does.
  /// - Throws: ``OptionError``; otherwise as ``ExportSubject/export(as:options:to:replacing:)``.
  public func export(
    _ subject: ExportSubject, to path: String, format: String? = nil,
    options: [String: String] = [:], replacing: Bool = false
  ) throws -> ExportReport {
    let type = try format.map { name in try exporter(named: name) } ?? exporter(forPath: path)
    return try Self.run(type, subject, options, path, replacing)
  }

  private static func run<Importer: GraphImporter>(
    _ type: Importer.Type, _ graph: Graph, _ source: ImportSource, _ options: [String: String],
    _ progress: ((Int) throws -> Void)?
  ) throws -> ImportReport {
    let ofPolicy = Set(ImportPolicy.list.map(\.name))
    let known = ofPolicy.union(Importer.Options.list.map(\.name))
    if let name = options.keys.sorted().first(where: { !known.contains($0) }) {
      throw OptionError(unknown: name, known: known.sorted())
    }
    return try graph.importGraph(
      from: source, as: type,
      options: Importer.Options(options.filter { !ofPolicy.contains($0.key) }),
      policy: ImportPolicy(options.filter { ofPolicy.contains($0.key) }), progress: progress)
  }

  private static func run<Exporter: GraphExporter>(
    _ type: Exporter.Type, _ subject: ExportSubject, _ options: [String: String], _ path: String,
    _ replacing: Bool
  ) throws -> ExportReport {
    try subject.export(
      as: type, options: Exporter.Options(options), to: path, replacing: replacing)
  }

  private static func ending(of path: String, isOf format: FormatInfo) -> Bool {
    let name = FileSystem.split(path).name.lowercased()
    return format.extensions.contains { name.hasSuffix(".\($0)") }
  }

  private static func unknown(_ name: String, _ known: [String], _ state: String) -> OptionError {
    OptionError(
      "The format '\(name)' \(state)",
      hint: didYouMean(name, in: known) ?? "There are \(known.sorted().joined(separator: ", "))")
  }

  private static func undecided(_ path: String, _ formats: [FormatInfo]) -> OptionError {
    let known = formats.map { format in
      let endings = format.extensions.map { ".\($0)" }.joined(separator: ", ")
      return endings.isEmpty ? format.name : "\(format.name) (\(endings))"
    }
    return OptionError(
      "The format of '\(path)' cannot be told from its name",
      hint: "Name one of \(known.joined(separator: ", "))")
  }
}

extension GraphImporter {
  /// The options with their defaults, as the manual shows them.
  public static var optionDescriptors: [OptionDescriptor] { Options.descriptors }
}

extension GraphExporter {
  /// The options with their defaults, as the manual shows them.
  public static var optionDescriptors: [OptionDescriptor] { Options.descriptors }
}
