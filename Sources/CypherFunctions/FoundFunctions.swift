/// Functions and procedures that are found at run time, such as those of plugins: like those that are
/// built in, but that nobody knows them before.
public struct FoundFunctions: Sendable {
  /// The functions.
  public var functions: [ScalarFunction] = []
  /// The procedures.
  public var procedures: [Procedure] = []
  /// Why there is nothing under a name's first part, in lower case: one sentence each.
  public var faults: [String: String] = [:]

  /// Nothing.
  public init() {}
}
