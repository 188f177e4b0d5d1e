import PluginKit

/// A folder that holds a plugin, as it was found: read, not run.
public struct FoundPlugin: Sendable {
  /// The folder, its links resolved.
  public var folder: String
  /// Why it was looked at: `user`, `project`, `DOLEN_PLUGIN_PATH`.
  public var origin: String
  /// What it says of itself, or what is wrong with that.
  public var manifest: Result<PluginManifest, ManifestError>
  /// The folder of the plugin of the same name that is found before it; nil for none.
  public var shadowedBy: String?

  /// What commands call it: the manifest's name, or the folder's where there is no manifest to read.
  public var name: String {
    if case .success(let manifest) = manifest { return manifest.name }
    return folder.split(separator: "/").last.map(String.init) ?? folder
  }
}
