import GraphModel
import Platform
import PluginKit

/// The plugins that there are, found without running any of them.
///
///     let catalog = PluginCatalog(.current)
///     for plugin in catalog.plugins { print(plugin.name, plugin.folder) }
///
/// The first of a name wins; the others are listed with what shadows them.
public struct PluginCatalog: Sendable {
  /// All that were found, in the order of the search.
  public let plugins: [FoundPlugin]

  /// The longest manifest.
  static let manifestLimit = 1 << 20

  /// Looks through the folders of `environment`.
  ///
  /// - Complexity: O(*n*) in the plugins, each a small file that is read.
  public init(_ environment: PluginEnvironment) {
    var found: [FoundPlugin] = []
    var seen: Set<String> = []
    var winners: [String: String] = [:]
    func add(_ folder: String, _ origin: String) {
      guard var plugin = Self.plugin(in: folder, origin: origin),
        seen.insert(plugin.folder).inserted
      else { return }
      plugin.shadowedBy = winners[plugin.name]
      if plugin.shadowedBy == nil { winners[plugin.name] = plugin.folder }
      found.append(plugin)
    }
    // What somebody works on is found wherever it lies.
    let entries = (try? TrustStore(environment))?.entries ?? []
    for entry in entries where entry.isUnderWork { add(entry.folder, "under work") }
    for (folder, origin) in environment.searchPath {
      for name in (try? FileSystem.names(in: folder)) ?? [] where !name.hasPrefix(".") {
        add("\(folder)/\(name)", origin)
      }
    }
    plugins = found
  }

  /// The plugin in the folder at `path`; nil where there is no `plugin.json`.
  static func plugin(in path: String, origin: String) -> FoundPlugin? {
    let file = "\(path)/\(PluginManifest.fileName)"
    guard (try? FileSystem.kind(of: file)) == .file else { return nil }
    let folder = FileSystem.resolved(path)
    return FoundPlugin(
      folder: folder, origin: origin, manifest: manifest(at: "\(folder)/\(PluginManifest.fileName)")
    )
  }

  /// Reads the manifest at `path`.
  static func manifest(at path: String) -> Result<PluginManifest, ManifestError> {
    do {
      let bytes = try InputFile.bytes(of: path, limit: manifestLimit)
      return .success(try ManifestReader(bytes, file: path).manifest())
    } catch let error as ManifestError {
      return .failure(error)
    } catch let error as FileError {
      return .failure(ManifestError("It cannot be read: \(error.reason)", at: SourcePlace(path)))
    } catch {
      return .failure(ManifestError("\(error)", at: SourcePlace(path)))
    }
  }

  /// The plugin that `text` means: the first of that name, or the folder at that path.
  ///
  /// - Throws: `OptionError` where there is none, with the nearest name.
  public func plugin(
    called text: String, _ environment: PluginEnvironment
  ) throws(OptionError) -> FoundPlugin {
    if let found = plugins.first(where: { $0.name == text && $0.shadowedBy == nil }) {
      return found
    }
    if text.contains("/") || text == ".",
      let found = Self.plugin(in: environment.absolute(text), origin: "path")
    {
      return found
    }
    let names = plugins.map(\.name)
    throw OptionError(
      "There is no plugin '\(text)'",
      hint: didYouMean(text, in: names)
        ?? (names.isEmpty
          ? "'dolen plugin new NAME' makes one, 'dolen plugin install FOLDER' brings one in"
          : "There are \(names.joined(separator: ", ")); a folder is named with its path: ./NAME"))
  }
}
