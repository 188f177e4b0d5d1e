import ArgumentParser
import GraphEngine
import GraphShell
import PluginHost
import PluginKit
import StandardPlugins

/// What a command line says of plugins.
struct PluginOptions: ParsableArguments {
  @Option(.pluginDir) var pluginDir: [String] = []
  @Option(.pluginTrace) var pluginTrace: String?
  @Flag(.noPlugins) var noPlugins = false

  /// What there is where nothing was said.
  static var unasked: PluginOptions {
    var options = PluginOptions()
    (options.pluginDir, options.pluginTrace, options.noPlugins) = ([], nil, false)
    return options
  }

  /// What finds and runs plugins.
  var host: PluginHost {
    // Nothing but plugins is started by the program.
    PluginHost.adoptOrphans()
    var environment = PluginEnvironment.current
    environment.extraFolders = pluginDir
    var host = PluginHost(environment)
    if let pluginTrace { host.trace = environment.absolute(pluginTrace) }
    host.isCancelled = { Interrupts.hasArrived }
    return host
  }

  /// Lets the queries of `graph` call what plugins offer.
  func offerFunctions(to graph: Graph) {
    if !noPlugins { host.offerFunctions(to: graph) }
  }

  /// The names of the formats that come with the program.
  static var ownFormats: Set<String> { Set(StandardPlugins.registry.plugins.map(\.name)) }

  /// The formats that there are: the one place that knows. Plugins are looked for where somebody asks for
  /// a format that does not come with the program.
  var registry: PluginRegistry {
    let own = StandardPlugins.registry
    if noPlugins { return own }
    let host = host
    return PluginRegistry(own.plugins) { host.formats(besides: $0) }
  }
}

extension DolenAction {
  /// Nothing, where a command takes no such options.
  var pluginOptions: PluginOptions { .unasked }

  /// The formats of graphs.
  var plugins: PluginRegistry { pluginOptions.registry }
}
