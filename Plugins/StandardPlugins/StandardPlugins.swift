import BulkCSVPlugin
import DOTPlugin
import GraphFolderPlugin
import JSONLinesPlugin
import PluginKit

/// The formats that come with the program: one line each.
public enum StandardPlugins {
  /// All of them, as a registry of its own, to which a program may add others.
  public static var registry: PluginRegistry {
    PluginRegistry([
      .bulkCSV,
      .dot,
      .graphFolder,
      .jsonLines,
    ])
  }
}
