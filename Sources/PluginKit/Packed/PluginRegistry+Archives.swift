import GraphModel

extension PluginRegistry {
  /// The file of the archive that `source` is, and its format; nil where the source is no ZIP archive, or
  /// one of a format that is an archive itself, as workbooks are.
  ///
  /// - Parameters:
  ///   - member: The file that is asked for; nil for the only one that can be read.
  ///   - plugin: The format that is asked for; nil to recognise it.
  /// - Throws: ``OptionError`` where no file of it can be read, or several can; ``ImportError``;
  ///   ``FileError``.
  func member(
    of source: ImportSource, named member: String?, as plugin: FormatPlugin?
  ) throws -> (source: ImportSource, plugin: FormatPlugin)? {
    let isOwn = try plugin.map { try claims($0, source) } ?? isClaimed(source)
    guard !isOwn || member != nil, let archive = try source.archive() else {
      guard let member else { return nil }
      throw OptionError(
        "'\(source.name)' is no ZIP archive, so that it has no file '\(member)'",
        hint: "Leave member= away")
    }
    if member == nil, plugin == nil, try isClaimed(archive) {
      return (archive, try importer(for: archive))
    }
    let paths = archive.archivePaths.filter(Self.isMeant)
    let wanted = try member.map { try [Self.path($0, among: paths, of: source.name)] } ?? paths
    var found: [(source: ImportSource, plugin: FormatPlugin, path: String)] = []
    for path in wanted {
      let file = try archive.entry(path)
      if let plugin {
        if try wanted.count == 1 || claims(plugin, file) { found.append((file, plugin, path)) }
      } else if try member != nil || isClaimed(file) {
        found.append((file, try importer(for: file), path))
      }
    }
    if found.count == 1 { return (found[0].source, found[0].plugin) }
    let names = (found.isEmpty ? paths : found.map(\.path)).prefix(20).joined(separator: ", ")
    guard found.isEmpty else {
      throw OptionError(
        "The archive '\(source.name)' holds \(found.count) files that can be read: \(names)",
        hint: "Choose one of them, as in member=\(found[0].path)")
    }
    throw OptionError(
      "The archive '\(source.name)' holds no file whose format is known: "
        + (names.isEmpty ? "it is empty" : names),
      hint: "Choose one of its files and its format, as in member=NAME with the format's name")
  }

  /// Whether one format claims a source.
  private func claims(_ plugin: FormatPlugin, _ source: ImportSource) throws -> Bool {
    try PluginRegistry([plugin]).isClaimed(source)
  }

  /// Whether a path is that of a file which somebody meant to pack.
  private static func isMeant(_ path: String) -> Bool {
    !path.hasSuffix("/")
      && !path.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
  }

  /// The path that is asked for, which may leave away the folders.
  private static func path(
    _ wanted: String, among paths: [String], of archive: String
  ) throws(OptionError) -> String {
    if paths.contains(wanted) { return wanted }
    let ends = paths.filter { $0.hasSuffix("/\(wanted)") }
    if ends.count == 1 { return ends[0] }
    throw OptionError(
      "The archive '\(archive)' has no file '\(wanted)'",
      hint: didYouMean(wanted, in: paths)
        ?? "It has \(paths.prefix(20).joined(separator: ", "))")
  }
}
