import Foundation

/// What becomes of a test that writes to a program which has ended.
public enum BrokenPipes {
  /// From the first mention on, writing to a pipe that nobody reads is an error, not the end of the
  /// process and of all other tests in it.
  public static let areErrors: Void = { signal(SIGPIPE, SIG_IGN) }()
}
