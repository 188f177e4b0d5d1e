import Platform
import PluginKit
import WordCatalog

/// The line on a terminal that says how far an import is: records, share, rate, time that is left.
final class ImportProgressLine {
  private let words: Words
  private let isShown = isatty(STDERR_FILENO) == 1
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now
  private var hasText = false
  /// Whether nothing may be redrawn: the state is then a line of its own every ten seconds.
  private let isPlain = Environment["TERM"] == "dumb"

  init(_ words: Words) { self.words = words }

  /// Shows the state, at most four times a second.
  func show(_ state: ImportProgress) {
    let now = ContinuousClock.now
    guard isShown, now - last >= (isPlain ? .seconds(10) : .milliseconds(250)) else { return }
    last = now
    let seconds = (now - start) / .seconds(1)
    var share: Double?
    if let total = state.totalBytes, total > 0 {
      share = min(1, Double(state.bytes) / Double(total))
    }
    let line = words.importProgress(
      state.records, perSecond: Int(Double(state.records) / max(seconds, 0.001)),
      percent: share.map { Int($0 * 100) },
      secondsLeft: share.flatMap { $0 > 0.01 ? Int(seconds / $0 - seconds) : nil })
    write(isPlain ? line + "\n" : "\r\u{1B}[K" + line)
    hasText = !isPlain
  }

  /// Takes the line away.
  func clear() {
    if hasText { write("\r\u{1B}[K") }
    hasText = false
  }

  /// A terminal that is gone is no reason to end the import.
  private func write(_ text: String) {
    var text = text
    _ = text.withUTF8 { writeBytes(STDERR_FILENO, UnsafeRawBufferPointer($0)) }
  }
}
