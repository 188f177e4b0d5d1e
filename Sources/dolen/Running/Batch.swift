import GraphShell
import WordCatalog

/// Runs what the command line, scripts and standard input say, with nobody watching.
struct Batch {
  private let session: ShellSession
  private let words: Words
  private let isAtomic: Bool

  /// - Parameter isAtomic: Whether all sources are one transaction.
  init(session: ShellSession, words: Words, isAtomic: Bool = false) {
    self.session = session
    self.words = words
    self.isAtomic = isAtomic
  }

  /// Runs all `sources` in one session and returns the exit code.
  func run(_ sources: [BatchSource]) -> Int32 {
    if isAtomic {
      do {
        try session.beginAtomic()
      } catch {
        session.report(ShellFailure(error))
        return session.exitCode
      }
    }
    for source in sources where !session.isOver { run(source) }
    if isAtomic { session.endAtomic() }
    session.rollBackOpenTransaction(failing: session.exitCode == 0)
    return session.exitCode
  }

  private func run(_ source: BatchSource) {
    switch source {
    case .text(let text): Interrupts.whileBusy { session.runText(text, origin: "-c") }
    case .script(let path): Interrupts.whileBusy { session.runScript(path) }
    case .input: readInput()
    }
  }

  /// Statements are run as they arrive, so that a program can write and wait for an answer.
  private func readInput() {
    let reader = ByteReader(standardInputIn: words)
    do {
      while !session.isOver, let piece = try reader.piece() {
        Interrupts.whileBusy { session.accept(piece: piece) }
      }
      if !session.isOver { Interrupts.whileBusy { session.endOfInput() } }
    } catch {
      session.report(ShellFailure(error))
    }
  }
}
