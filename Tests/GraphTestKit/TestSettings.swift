import Foundation

/// What the environment says about a run of the tests.
public enum TestSettings {
  /// The seed of the random suites: `DOLEN_SEED`, or one from the clock.
  public static let seed: UInt64 =
    variable("DOLEN_SEED") ?? UInt64(Date.now.timeIntervalSince1970)

  /// How many cases a random suite tries: `DOLEN_COUNT`, or `standard`.
  public static func count(_ standard: Int) -> Int { variable("DOLEN_COUNT") ?? standard }

  /// Whether expectations are to be rewritten: `RECORD=1`.
  public static let records = ProcessInfo.processInfo.environment["RECORD"] == "1"

  private static func variable<Number: FixedWidthInteger>(_ name: String) -> Number? {
    ProcessInfo.processInfo.environment[name].flatMap { Number($0) }
  }
}
