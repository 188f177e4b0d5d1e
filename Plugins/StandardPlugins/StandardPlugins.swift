import DOTPlugin
import GraphFolderPlugin
import JSONLinesPlugin
import PluginKit

/// The formats that come with the program: one line each.
public enum StandardPlugins {
  /// The formats that can be read.
  public static let importers: [any GraphImporter.Type] = [
    GraphFolderImporter.self,
    JSONLinesImporter.self,
  ]

  /// The formats that can be written.
  public static let exporters: [any GraphExporter.Type] = [
    GraphFolderExporter.self,
    DOTExporter.self,
    JSONLinesExporter.self,
  ]

  /// All of them, as a registry.
  public static let registry = PluginRegistry(importers: importers, exporters: exporters)
}
