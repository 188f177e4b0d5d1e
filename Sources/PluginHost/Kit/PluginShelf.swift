import GraphModel
import Platform
import PluginKit

/// Makes plugins, and puts them where they are found.
public struct PluginShelf: Sendable {
  private let environment: PluginEnvironment

  /// The shelf of `environment`.
  public init(_ environment: PluginEnvironment) { self.environment = environment }

  /// Writes a plugin that works, in the language of `template`, to a new folder; returns its files.
  ///
  /// - Parameter folder: Where the folder called `name` is made.
  /// - Throws: `OptionError` where the name is none; `FileError` where something is there already.
  public func makePlugin(
    _ name: String, _ template: PluginTemplate, offering offer: PluginTemplate.Offer = .importer,
    in folder: String
  ) throws -> [String] {
    let files = try template.files(name, offering: offer)
    guard PluginManifest.isName(name) else {
      throw OptionError(
        "A plugin cannot be called '\(name)'", hint: "Write it in lower case with hyphens: gap-map")
    }
    let path = "\(folder)/\(name)"
    guard try FileSystem.kind(of: path) == .missing else {
      throw FileError("create the folder", path, "It is there already")
    }
    try FileSystem.makeFolders(folder)
    try FileSystem.makeFolder(path)
    if offer == .importer { try FileSystem.makeFolder("\(path)/samples") }
    var names: [String] = []
    for file in files {
      try FileSystem.makeFile(
        "\(path)/\(file.path)", Array(file.text.utf8), mode: file.isExecutable ? 0o777 : 0o666)
      names.append("\(path)/\(file.path)")
    }
    return names
  }

  /// Hands `body` what would be installed from the folder or archive at `path`: its plugin, read and not
  /// run. What is unpacked for that is there for as long as `body` runs.
  ///
  /// - Throws: `OptionError` where it holds no plugin; ``ManifestError``; `ImportError` where an archive is
  ///   damaged or refused; what `body` throws.
  public func withCandidate<R>(at path: String, _ body: (FoundPlugin) throws -> R) throws -> R {
    let full = environment.absolute(path)
    guard let archive = try PluginArchive(full) else {
      return try body(try candidate(in: full, path))
    }
    let stage = try PluginStage(environment)
    defer { stage.remove() }
    return try body(try candidate(in: archive.unpack(into: stage.folder), path))
  }

  private func candidate(in full: String, _ path: String) throws -> FoundPlugin {
    guard let plugin = PluginCatalog.plugin(in: full, origin: "path") else {
      throw OptionError(
        "'\(path)' holds no plugin",
        hint: "A plugin is a folder with a plugin.json and a program; 'dolen plugin new' makes one")
    }
    _ = try plugin.manifest.get()
    return plugin
  }

  /// The files of a plugin, a line each, for somebody who is to trust them.
  public func contents(of plugin: FoundPlugin) throws -> [String] {
    try FolderContents(of: plugin.folder).files.prefix(50).map {
      "\($0.sha256.prefix(12))  \($0.path)\($0.isExecutable ? " (a program)" : "")"
    }
  }

  /// Copies a plugin to the folder of the user's plugins, whole or not at all; returns it as it lies there.
  ///
  /// - Parameter replacing: Whether one of that name gives way.
  /// - Throws: `FileError`, also where one of that name is there.
  public func install(_ plugin: FoundPlugin, replacing: Bool = false) throws -> FoundPlugin {
    guard let folder = environment.installFolder else {
      throw FileError(
        "install", plugin.folder, "Neither XDG_DATA_HOME nor HOME says where the user's data lies")
    }
    try FileSystem.makeFolders(folder)
    let target = "\(folder)/\(plugin.name)"
    let isThere = try FileSystem.kind(of: target) != .missing
    guard replacing || !isThere else {
      throw FileError("install", target, "It is there already; --force replaces it")
    }
    let new = HiddenName.new(for: target)
    let leftover = Leftovers.add { FileSystem.remove(new) }
    defer { Leftovers.drop(leftover) }
    try FileSystem.makeFolder(new)
    do {
      _ = try FolderContents(of: plugin.folder, copyingTo: new)
      let old = HiddenName.new(for: target)
      if isThere { try FileSystem.rename(target, to: old) }
      do {
        try FileSystem.rename(new, to: target)
      } catch {
        if isThere { try FileSystem.rename(old, to: target) }
        throw error
      }
      FileSystem.remove(old)
    } catch {
      FileSystem.remove(new)
      throw error
    }
    guard let installed = PluginCatalog.plugin(in: target, origin: "user") else {
      throw FileError("install", target, "It has no \(PluginManifest.fileName)")
    }
    return installed
  }
}
