/// A plugin that runs: what is said to it and by it, and the folders that are its own until it ends.
final class PluginRun: @unchecked Sendable {
  // Sendable by hand: one thread at a time has it, the one that has started it or taken it from a pool.

  let conversation: PluginConversation
  private let stage: PluginStage
  private var hasEnded = false
  /// How often it was called.
  var calls = 0

  init(_ conversation: PluginConversation, _ stage: PluginStage) {
    self.conversation = conversation
    self.stage = stage
  }

  deinit { end() }

  /// Ends it and all that it started, and removes what was made for it.
  func end() {
    if hasEnded { return }
    hasEnded = true
    conversation.end()
    stage.remove()
  }
}
