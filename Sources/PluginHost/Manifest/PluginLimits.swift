/// How much a plugin may use. A manifest can ask for other values, which are shown before it is trusted.
public struct PluginLimits: Hashable, Sendable {
  /// Seconds in which nothing passes between it and Dolen.
  public var idleSeconds = 60
  /// Seconds for all that it does.
  public var totalSeconds = 3_600
  /// The longest line that it may write, in bytes.
  public var lineLength = 16 << 20
  /// Its private memory, in megabytes.
  public var memoryMegabytes = 4_096
  /// The lines that it may write.
  public var messages = 200_000_000
  /// Seconds from being asked to end until it is made to.
  public var graceSeconds = 5.0

  /// The usual limits.
  public init() {}

  /// What a manifest may ask for, by the names of its members.
  static let members:
    [(name: String, range: ClosedRange<Int>, path: WritableKeyPath<PluginLimits, Int> & Sendable)] =
      [
        ("idle_seconds", 1...3_600, \.idleSeconds),
        ("total_seconds", 1...86_400, \.totalSeconds),
        ("memory_megabytes", 16...65_536, \.memoryMegabytes),
        ("messages", 1...2_000_000_000, \.messages),
      ]
}
