import GraphModel
import Platform
import PluginKit
import Subprocesses

/// Lines to a plugin and back, over pipes of which none is ever waited for alone: what it writes is read
/// while it is written to, so that neither side waits for the other.
///
/// Whatever breaks off, the process and all that it started are ended, and its files removed, when
/// ``end()`` is called.
final class PluginConversation {
  let manifest: PluginManifest
  private let limits: PluginLimits
  private let process: Subprocess
  private let trace: PluginTrace?
  private let isCancelled: @Sendable () -> Bool
  private let window = LineWindow()
  private var errorTail = ErrorTail()
  private var outgoing: [UInt8] = []
  private var sent = 0
  private var isOutputAtEnd = false
  private var isErrorsAtEnd = false
  private var begun = ContinuousClock.now
  /// Since when nobody has asked it for anything; nil while somebody waits for it.
  private var restingSince: ContinuousClock.Instant?
  /// Since when it is gone, while something holds its output open.
  private var goneSince: ContinuousClock.Instant?
  private var lastMoved = ContinuousClock.now
  private var lastTurn = ContinuousClock.now
  /// The number of the current line, from 1.
  private(set) var line = 0
  /// What is written once all else is; nil where nothing more comes.
  var supply: (() throws -> [UInt8]?)?
  /// Whether the plugin took no more before all was written.
  private(set) var isInputRefused = false
  private var closesInput = false
  /// Asked whether to give up, where a statement calls the plugin; nil where none does.
  var watch: (() throws -> Void)?
  /// Whether the plugin has answered the greeting.
  var hasGreeted = false
  /// Whether all was said, and the plugin has but to end.
  var isEnding = false

  /// How many bytes may wait to be written.
  private static let outgoingLimit = 1 << 18

  init(
    _ manifest: PluginManifest, _ limits: PluginLimits, _ process: Subprocess,
    trace: PluginTrace?, isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.manifest = manifest
    self.limits = limits
    self.process = process
    self.trace = trace
    self.isCancelled = isCancelled
  }

  // MARK: To the plugin

  /// Sends a message.
  func send(_ message: MapValue) throws {
    var writer = JSONWriter(mode: .plain)
    try writer.write(message)
    try send(writer.bytes + [0x0A])
  }

  /// Sends a line that is a message, with its end.
  func send(_ bytes: [UInt8]) throws {
    try trace?.write(">", bytes)
    if sent > Self.outgoingLimit {
      outgoing.removeFirst(sent)
      sent = 0
    }
    outgoing += bytes
  }

  /// Tells the plugin, after all that was sent, that nothing more comes.
  func sendEnd() { closesInput = true }

  /// Waits until little is left to be written; what the plugin writes meanwhile waits to be read.
  ///
  /// - Parameter heard: Called for each line that came.
  func flow(_ heard: () throws -> Void) throws {
    while outgoing.count - sent > Self.outgoingLimit, !isInputRefused {
      try turn()
      while try takeLine() { try heard() }
    }
  }

  // MARK: From the plugin

  /// Goes to its next line; false where it closed its output.
  ///
  /// - Throws: `PluginFault` where it hangs, or writes a line or more lines than it may; `Diagnostic`
  ///   where the user broke off.
  func next() throws -> Bool {
    while true {
      if try takeLine() { return true }
      if isOutputAtEnd {
        guard window.takeRest() else { return false }
        try note()
        return true
      }
      try turn()
    }
  }

  /// Whether a line lies ready.
  var hasLineAtHand: Bool { window.holdsLine }

  /// The current line.
  var current: UnsafeBufferPointer<UInt8> { window.current }

  private func takeLine() throws -> Bool {
    guard window.next() else {
      if window.pending > limits.lineLength {
        line += 1
        throw fault(
          "wrote a line that is longer than \(limits.lineLength) bytes", text: window.head(201),
          hint: "Each message stands on a line of its own")
      }
      return false
    }
    try note()
    return true
  }

  private func note() throws {
    line += 1
    try trace?.write("<", window.current)
    guard line <= limits.messages else {
      throw fault(
        "wrote more than \(limits.messages) lines",
        hint: "Its manifest can ask for more: \"limits\": {\"messages\": …}")
    }
  }

  /// Moves what can be moved, or waits a moment for it.
  private func turn() throws {
    // Silence counts only while we listen. All of the time counts in the end: who talks without end
    // keeps us busy, too.
    let now = ContinuousClock.now
    lastMoved += now - lastTurn
    defer { lastTurn = .now }
    if isCancelled() {
      throw Diagnostic(
        .interrupted, .runtime, "Interrupted", "The plugin '\(manifest.title)' was interrupted")
    }
    try watch?()
    let hasMore = sent < outgoing.count || supply != nil || closesInput
    var polled = [
      pollfd(fd: isOutputAtEnd ? -1 : process.output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isErrorsAtEnd ? -1 : process.errors, events: Int16(POLLIN), revents: 0),
      pollfd(fd: hasMore ? process.input : -1, events: Int16(POLLOUT), revents: 0),
    ]
    let count = poll(&polled, nfds_t(polled.count), 100)
    if count < 0 {
      if errno == EINTR { return }
      throw FileSystem.failure("wait for", manifest.title, errno)
    }
    if count == 0, process.hasEnded, !isOutputAtEnd { endWhatIsLeft() }
    if polled[1].revents != 0 { try readErrors() }
    if polled[0].revents != 0 { try readOutput() }
    if polled[2].revents != 0 { try write() }
    try checkTime()
  }

  /// Ends what the plugin has started, which may hold its output open when it is gone itself; where that
  /// is out of our reach, nobody listens to it for longer than a plugin may take to end.
  private func endWhatIsLeft() {
    _ = process.end(within: 0)
    let since = goneSince ?? .now
    goneSince = since
    if ContinuousClock.now - since > .seconds(limits.graceSeconds) { isOutputAtEnd = true }
  }

  /// Says that nobody waits for the plugin, whose time stands still until ``resume()``.
  func rest() { restingSince = restingSince ?? .now }

  /// Says that somebody waits for the plugin again.
  func resume() {
    if let restingSince { begun += ContinuousClock.now - restingSince }
    restingSince = nil
  }

  private func checkTime() throws {
    let now = ContinuousClock.now
    if isEnding, now - lastMoved > .seconds(limits.graceSeconds) {
      throw fault("said 'done' and did not end")
    }
    if now - lastMoved > .seconds(limits.idleSeconds) {
      throw fault(
        "did nothing for \(limits.idleSeconds) s, and was ended",
        hint: "A plugin that works long says so: {\"type\":\"progress\"}")
    }
    if now - begun > .seconds(limits.totalSeconds) {
      throw fault("was not done after \(limits.totalSeconds) s, and was ended")
    }
  }

  private func readOutput() throws {
    let count = window.read(from: process.output)
    if count > 0 {
      lastMoved = .now
    } else if count == 0 {
      isOutputAtEnd = true
    } else if errno != EAGAIN {
      throw FileSystem.failure("read what came from", manifest.title, errno)
    }
  }

  /// Whether there is something to read on standard error, be it its end, within so many milliseconds.
  private func hasErrors(within milliseconds: Int32) -> Bool {
    var polled = pollfd(fd: process.errors, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, milliseconds) > 0
  }

  /// Reads what there is on standard error, and notes where it has ended.
  private func readErrors() throws {
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      let count = readBytes(process.errors, into: buffer)
      if count > 0 {
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        errorTail.add(bytes)
        try trace?.write("!", bytes)
      } else if count == 0 || errno != EAGAIN {
        isErrorsAtEnd = true
      }
    }
  }

  private func write() throws {
    if sent == outgoing.count {
      outgoing.removeAll(keepingCapacity: true)
      sent = 0
      if let supply {
        if let bytes = try supply() {
          try trace?.write("#", Array("\(bytes.count) bytes of the source".utf8))
          outgoing = bytes
        } else {
          self.supply = nil
        }
        // Who keeps us waiting there is not the plugin.
        lastMoved = .now
      }
    }
    guard sent < outgoing.count else {
      if supply == nil, closesInput {
        closesInput = false
        process.closeInput()
      }
      return
    }
    let count = outgoing.withUnsafeBytes {
      writeSome(process.input, UnsafeRawBufferPointer(rebasing: $0[sent...]))
    }
    if count > 0 {
      sent += count
      lastMoved = .now
    } else if count < 0, errno != EAGAIN, errno != EINTR {
      // It reads no more; what it has to say is still heard.
      isInputRefused = true
      supply = nil
      closesInput = false
      (outgoing, sent) = ([], 0)
      process.closeInput()
    }
  }

  // MARK: The end

  /// Waits until it has ended by itself, and hears what it says meanwhile on standard error.
  ///
  /// - Returns: How it ended, and whether it had to be made to.
  func waitForEnd() throws -> (outcome: Subprocess.Outcome, wasForced: Bool) {
    process.closeInput()
    let start = ContinuousClock.now
    while !process.hasEnded, ContinuousClock.now - start < .seconds(limits.graceSeconds) {
      if isErrorsAtEnd {
        usleep(2_000)
      } else if hasErrors(within: 20) {
        try readErrors()
      }
    }
    let wasForced = !process.hasEnded
    return (process.end(within: limits.graceSeconds), wasForced)
  }

  /// Ends the process and all that it started, and hears what it said last.
  func end() {
    _ = process.end(within: limits.graceSeconds)
    readLastErrors()
    process.closeStreams()
  }

  private func readLastErrors() {
    // Who is out of our reach may write without end.
    for _ in 0..<64 where !isErrorsAtEnd && process.errors >= 0 {
      guard hasErrors(within: 0) else { return }
      do {
        try readErrors()
      } catch {
        // The trace cannot be written; the fault that is told of matters more.
        return
      }
    }
  }

  /// The fault that the plugin did `deed`; it is ended for that.
  func fault(
    _ deed: String, text: [UInt8]? = nil, hint: String? = nil
  ) -> PluginFault {
    // A program that fell ill has most to say on its way out.
    let start = ContinuousClock.now
    let patience = isOutputAtEnd ? limits.graceSeconds : text == nil ? 0 : 0.2
    while !process.hasEnded, !isErrorsAtEnd, ContinuousClock.now - start < .seconds(patience) {
      if hasErrors(within: 20) { readLastErrors() }
    }
    _ = process.end(within: limits.graceSeconds)
    readLastErrors()
    return PluginFault(
      plugin: manifest.title, deed: deed, line: text == nil ? nil : line,
      text: text.map { EscapedLine.text(of: $0) }, lastErrors: errorTail.lines,
      hint: trace == nil
        ? (hint.map { $0.hasSuffix("?") ? "\($0) " : "\($0). " } ?? "") + Self.traceHint : hint)
  }

  private static let traceHint =
    "Run it again with --plugin-trace FILE, which keeps all that passes between it and Dolen"
}
