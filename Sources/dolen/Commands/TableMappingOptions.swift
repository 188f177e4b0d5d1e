import ArgumentParser
import GraphShell
import PluginKit

/// The options of `dolen import` that say what becomes of the rows of a table: a file, or statements.
struct TableMappingOptions: ParsableArguments {
  @Option(.mapFile) var map: String?
  @Option(.nodeRule) var node: [String] = []
  @Option(.relationshipRule) var rel: [String] = []

  /// Whether none was given.
  var isEmpty: Bool { map == nil && node.isEmpty && rel.isEmpty }

  /// What was given, as options of the formats of tables.
  var settings: OptionSettings {
    var settings = OptionSettings()
    if let map { settings.add("map", map) }
    for text in node { settings.add("node", text) }
    for text in rel { settings.add("rel", text) }
    return settings
  }
}
