import Platform
import PluginKit

/// The processes of one plugin that answer calls of one statement: one, and more of them only where a
/// call waits while another is made, or several threads work on the statement. All end with the
/// statement, so that nothing that one has learned or broken reaches the next.
final class ProcessPool: Sendable {
  private let host: PluginHost
  private let plugin: FoundPlugin
  private let idle = Monitor<[PluginRun]>([])

  init(_ host: PluginHost, _ plugin: FoundPlugin) {
    self.host = host
    self.plugin = plugin
  }

  /// A process that has nothing to do, which the caller gives back when it has answered; one that has
  /// failed is let go of, and ends.
  ///
  /// - Throws: `PluginFault` where it may not run, cannot be started, or does not have `routine` as it was
  ///   when the statement was read.
  func take(for routine: PluginManifest.Routine) throws -> PluginRun {
    if let run = idle.withLock({ $0.popLast() }) {
      run.conversation.resume()
      return run
    }
    let run = try host.start(plugin, unbuffered: true)
    guard run.conversation.manifest.routines.contains(routine) else {
      throw PluginFault(
        plugin: plugin.name,
        deed:
          "was changed while the statement was at work: '\(routine.name)' is no longer as it was",
        hint: "Run the statement again")
    }
    try run.conversation.greetForCalls()
    return run
  }

  /// Takes back a process that has answered all that it was asked.
  func giveBack(_ run: PluginRun) {
    run.conversation.watch = nil
    run.conversation.rest()
    idle.withLock { $0.append(run) }
  }
}
