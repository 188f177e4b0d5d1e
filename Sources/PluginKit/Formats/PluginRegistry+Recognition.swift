import GraphModel
import Platform

extension PluginRegistry {
  /// The format of `source`: what its name and its first bytes say.
  ///
  /// A format claims a file by the ending of its name or by its first bytes, a folder by its marker
  /// file or by the first bytes of that. One that claims it by both goes before those that claim it by
  /// one of the two; where several are left, nobody but the user can choose. What no format claims is
  /// taken for what it looks like where that is beyond doubt (``Likeness``).
  ///
  /// - Throws: ``OptionError`` where no format claims the source, or several do; ``FileError`` where
  ///   it cannot be read.
  public func importer(for source: ImportSource) throws -> FormatPlugin {
    try recognition(of: source).plugin
  }

  /// The format of `source`, and what is to be said of that where only its look tells it.
  func recognition(of source: ImportSource) throws -> (plugin: FormatPlugin, note: String?) {
    let able = importers.filter { $0.importing != nil }
    let claims = try claims(of: source, among: able)
    if claims.isEmpty { return try Self.alike(source, among: able) }
    return (try Self.chosen(claims, for: source, among: able), nil)
  }

  private static func chosen(
    _ claims: [FormatClaim], for source: ImportSource, among able: [FormatPlugin]
  ) throws(OptionError) -> FormatPlugin {
    var claims = claims
    let best = claims.filter { $0.byName && $0.byContent }
    if best.isEmpty {
      let included = Set(claims.filter(\.byName).flatMap { $0.plugin.format.includes })
      claims.removeAll { !$0.byName && included.contains($0.plugin.name) }
    }
    return try only(
      best.isEmpty ? claims : best, of: source.name, among: able,
      told: "its name or its first bytes")
  }

  /// Whether a format that reads files claims `source`.
  func isClaimed(_ source: ImportSource) throws -> Bool {
    try !claims(of: source, among: importers.filter { $0.importing != nil }).isEmpty
  }

  private func claims(
    of source: ImportSource, among able: [FormatPlugin]
  ) throws -> [FormatClaim] {
    let name = try source.unpackedName()
    let named = Self.named(able, by: name, isFolder: source.isFolder) { source.contains($0) }
    let recognised = try Self.recognised(able, by: source)
    let file = FileSystem.split(name).name.lowercased()
    return able.compactMap { plugin in
      let isRecognised = recognised.contains(plugin.name)
      let isBorrowed = plugin.format.borrowedExtensions.contains { file.hasSuffix(".\($0)") }
      return FormatClaim(
        plugin, byName: named.contains(plugin.name) || isRecognised && isBorrowed,
        byContent: isRecognised)
    }
  }

  /// The format of what is to be written, by the ending of its name or the folder that is there.
  ///
  /// - Throws: ``OptionError`` where no format fits, or several do.
  public func exporter(forPath path: String) throws(OptionError) -> FormatPlugin {
    let able = exporters
    let name = PackedName.isGzip(path) ? String(path.dropLast(3)) : path
    let named = Self.named(able, by: name, isFolder: nil) {
      (try? FileSystem.kind(of: "\(path)/\($0)")) == .file
    }
    let claims = able.compactMap {
      FormatClaim($0, byName: named.contains($0.name), byContent: false)
    }
    return try Self.only(claims, of: path, among: able, told: "its name")
  }

  /// The names of the formats that claim `path` by its name.
  ///
  /// Of several endings that fit, the longest is meant: `x.apoc.json` is no plain `json`.
  ///
  /// - Parameter isFolder: Whether a folder is there; nil where something is to be made.
  private static func named(
    _ plugins: [FormatPlugin], by path: String, isFolder: Bool?, _ hasMarker: (String) -> Bool
  ) -> Set<String> {
    let name = FileSystem.split(path).name.lowercased()
    var found: Set<String> = []
    var endings: [(ending: String, plugin: String)] = []
    for plugin in plugins {
      var isOfKind = isFolder == nil
      switch plugin.format.layout {
      case .file: isOfKind = isOfKind || isFolder == false
      case .folder(let marker, _):
        if isFolder != false, hasMarker(marker) { found.insert(plugin.name) }
      }
      for ending in plugin.format.extensions where isOfKind && name.hasSuffix(".\(ending)") {
        endings.append((ending, plugin.name))
      }
    }
    let longest = endings.map(\.ending.utf8.count).max()
    return found.union(endings.filter { $0.ending.utf8.count == longest }.map(\.plugin))
  }

  /// The names of the formats that claim the source by its first bytes.
  private static func recognised(
    _ plugins: [FormatPlugin], by source: ImportSource
  ) throws -> Set<String> {
    var found: Set<String> = []
    var head: FileHead?
    for plugin in plugins {
      guard let signature = plugin.format.signature else { continue }
      switch plugin.format.layout {
      case .file:
        guard !source.isFolder else { continue }
        let bytes = try head ?? source.head()
        head = bytes
        if signature(bytes) { found.insert(plugin.name) }
      case .folder(let marker, _):
        if source.isFolder, source.contains(marker), signature(try source.entry(marker).head()) {
          found.insert(plugin.name)
        }
      }
    }
    return found
  }

  private static func only(
    _ claims: [FormatClaim], of path: String, among plugins: [FormatPlugin], told: String
  ) throws(OptionError) -> FormatPlugin {
    if claims.count == 1 { return claims[0].plugin }
    if claims.isEmpty {
      let known = plugins.map { plugin in
        let endings = plugin.format.extensions.map { ".\($0)" }.joined(separator: ", ")
        return endings.isEmpty ? plugin.name : "\(plugin.name) (\(endings))"
      }
      throw OptionError(
        "The format of '\(path)' cannot be told from \(told)",
        hint: "Name one of \(known.joined(separator: ", "))")
    }
    let reasons = claims.map { "\($0.plugin.name) (by \($0.reason))" }
    throw OptionError(
      "Several formats claim '\(path)': \(reasons.joined(separator: ", "))",
      hint: "Choose one of them by its name, as in --format \(claims[0].plugin.name)")
  }
}

/// Why a file or folder is taken to be of a format.
private struct FormatClaim {
  var plugin: FormatPlugin
  var byName: Bool
  var byContent: Bool

  /// Nil where there is no reason.
  init?(_ plugin: FormatPlugin, byName: Bool, byContent: Bool) {
    guard byName || byContent else { return nil }
    self.plugin = plugin
    self.byName = byName
    self.byContent = byContent
  }

  var reason: String {
    switch (byName, byContent) {
    case (true, true): "its name and its first bytes"
    case (true, false): "its name"
    default: "its first bytes"
    }
  }
}
