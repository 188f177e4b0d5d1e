import CThreadStack

/// How much of the stack of the running thread is left.
///
/// The parser and every stage behind it call themselves once or more for a level of nesting. The
/// program runs them on a stack of 8 MB, which suffices for all that ``Parser/Limits/nesting`` lets
/// through; a program that embeds the engine may call it from a thread with less.
enum StackSpace {
  /// Bytes that a level of nesting takes at most, over all stages: the worst of fifteen constructs
  /// was measured at 5.7 KB with optimization and at 27 KB without.
  #if DEBUG
    private static let bytesPerLevel = 32 << 10
  #else
    private static let bytesPerLevel = 8 << 10
  #endif
  /// Bytes that a statement needs besides.
  private static let reserve = 96 << 10

  /// How many levels of nesting fit on what is left.
  static var levels: Int {
    let left = Int(clamping: thread_stack_left())
    return max(0, left - reserve) / bytesPerLevel
  }
}
