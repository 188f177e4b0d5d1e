import PluginKit

/// Warnings of an import, each of which is said once, however often its reason is met.
public struct Remarks {
  private var said: Set<String> = []

  /// Nothing was said yet.
  public init() {}

  /// Says `message` the first time.
  public mutating func say(
    _ message: String, at place: SourcePlace, to sink: inout some GraphSink
  ) {
    if said.insert(message).inserted { sink.warn(message, at: place) }
  }
}
