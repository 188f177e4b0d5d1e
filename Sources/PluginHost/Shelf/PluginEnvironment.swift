import Platform
import Subprocesses

/// Where plugins are looked for and what is known of them is kept, as variables of the environment say.
///
///     var environment = PluginEnvironment.current
///     environment.extraFolders = ["my-plugins"]
public struct PluginEnvironment: Sendable {
  /// The variables that count here.
  public var variables: [String: String]
  /// The folder that relative names start from.
  public var workingFolder: String
  /// Folders that come before all others.
  public var extraFolders: [String] = []

  /// An environment of the given variables.
  public init(variables: [String: String], workingFolder: String) {
    self.variables = variables
    self.workingFolder = workingFolder
  }

  /// Those that a plugin is handed, where they are set.
  static let handedOn = ["PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ"]

  private static let own = [
    "DOLEN_PLUGIN_PATH", "DOLEN_PLUGIN_TRACE", "XDG_DATA_HOME", "TMPDIR",
  ]

  /// That of the process.
  public static var current: PluginEnvironment {
    var variables: [String: String] = [:]
    for name in handedOn + own {
      if let value = getenv(name), value.pointee != 0 { variables[name] = String(cString: value) }
    }
    let folder = getcwd(nil, 0)
    defer { free(folder) }
    return PluginEnvironment(
      variables: variables, workingFolder: folder.map { String(cString: $0) } ?? ".")
  }

  /// The folder of the user's data: `$XDG_DATA_HOME/dolen`, or `~/.local/share/dolen`; nil where neither
  /// is known.
  public var dataFolder: String? {
    if let data = variables["XDG_DATA_HOME"], data.hasPrefix("/") { return "\(data)/dolen" }
    return variables["HOME"].map { "\($0)/.local/share/dolen" }
  }

  /// Where a plugin is put that is installed.
  public var installFolder: String? { dataFolder.map { "\($0)/plugins" } }

  /// The folders of plugins, those that count first in front.
  public var searchPath: [(folder: String, origin: String)] {
    var path = extraFolders.map { (folder: absolute($0), origin: "--plugin-dir") }
    for part in (variables["DOLEN_PLUGIN_PATH"] ?? "").split(separator: ":") {
      path.append((absolute(String(part)), "DOLEN_PLUGIN_PATH"))
    }
    path.append(("\(workingFolder)/.dolen/plugins", "project"))
    if let installFolder { path.append((installFolder, "user")) }
    path.append(("/usr/local/lib/dolen/plugins", "system"))
    return path
  }

  /// `path` from the root on.
  public func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(workingFolder)/\(path)"
  }

  /// The file at which the command `name` stands on the search path, its relative parts left out.
  func program(_ name: String) -> String? { ProgramRun.find(name, on: variables["PATH"]) }
}
