import CSQLite
import Platform

// Every sentence that a `StoreError` can say, in the order in which a file meets the checks.

extension StoreError {
  // MARK: The path

  static func missing(_ path: String) -> StoreError {
    StoreError(
      .missing, path: path, operation: "open", cause: "there is no such file",
      hint: "Check the path, or create a new graph there.")
  }

  static func noFolder(_ path: String, operation: String) -> StoreError {
    StoreError(
      .missing, path: path, operation: operation, cause: "the folder does not exist",
      hint: "Create the folder first.")
  }

  static func exists(
    _ path: String, canReplace: Bool = false, operation: String
  ) -> StoreError {
    StoreError(
      .exists, path: path, operation: operation, cause: "there is a file of that name already",
      hint: canReplace
        ? "Choose another name, or replace the file with --force."
        : "Choose another name, or move the file away.")
  }

  static func badPath(_ path: String, operation: String) -> StoreError {
    StoreError(
      .missing, path: path, operation: operation, cause: "that is not the name of a file")
  }

  static func notAFile(_ path: String) -> StoreError {
    StoreError(
      .notAGraph, path: path, operation: "open", cause: "it is a folder or a device, not a file")
  }

  static func alreadyOpen(_ path: String, operation: String) -> StoreError {
    StoreError(
      .alreadyOpen, path: path, operation: operation,
      cause: "this process has the file open already",
      hint: "Use the graph that is open, or close it first.")
  }

  static func replaced(_ path: String) -> StoreError {
    StoreError(
      .changedElsewhere, path: path, operation: "open",
      cause: "the file was replaced by another while it was being opened", hint: "Try again.")
  }

  static func system(_ number: Int32, path: String, operation: String) -> StoreError {
    let (kind, cause, hint) = systemWords(number)
    return StoreError(
      kind, path: path, operation: operation, cause: cause, hint: hint, systemError: Int(number))
  }

  static func system(_ error: FileError, path: String, operation: String) -> StoreError {
    guard let code = error.code else {
      return StoreError(.other, path: path, operation: operation, cause: error.reason)
    }
    return system(code, path: path, operation: operation)
  }

  // MARK: What the file is

  static func empty(_ path: String) -> StoreError {
    StoreError(
      .notAGraph, path: path, operation: "open", cause: "the file is empty; a graph never is",
      hint: "Remove it and create a new graph there.")
  }

  static func notADatabase(_ path: String, looksLikeText: Bool) -> StoreError {
    StoreError(
      .notAGraph, path: path, operation: "open",
      cause: looksLikeText
        ? "it is a text file, not a Dolen graph" : "it is not a Dolen graph",
      hint: "Import the file into a graph instead of opening it.")
  }

  static func foreign(_ path: String, applicationID: Int) -> StoreError {
    let id = String(UInt32(truncatingIfNeeded: applicationID), radix: 16, uppercase: true)
    return StoreError(
      .notAGraph, path: path, operation: "open",
      cause: "it is an SQLite database of another program (application id 0x\(id))",
      hint: "Export its tables as CSV and import them.")
  }

  static func newerFormat(_ path: String, version: Int, known: Int) -> StoreError {
    StoreError(
      .newerFormat, path: path, operation: "open",
      cause: "it has format \(version), and this version of Dolen knows formats up to \(known)",
      hint: "Use a newer version of Dolen.")
  }

  static func damaged(_ path: String, operation: String = "open", _ cause: String) -> StoreError {
    StoreError(
      .damaged, path: path, operation: operation, cause: "the file is damaged: \(cause)",
      hint: "Restore a backup, or make a copy and run the integrity check on it.")
  }

  static func damagedPage(_ number: Int, path: String, operation: String) -> StoreError {
    var error = damaged(path, operation: operation, "page \(number) is not as it was written")
    error.hint =
      "Restore a backup; 'dolen check' names all such pages, and 'dolen export FILE OUT --salvage' "
      + "takes what can still be read."
    error.code = Int(StoreError.damagedPageCode & 0xFF)
    error.extendedCode = Int(StoreError.damagedPageCode)
    return error
  }

  static func unknownFeature(_ name: String, path: String) -> StoreError {
    StoreError(
      .newerFormat, path: path, operation: "open",
      cause: "it has '\(name)', which this version of Dolen does not know",
      hint: "Use a newer version of Dolen.")
  }

  // MARK: Side files and locks

  static func logMissing(_ log: String, path: String) -> StoreError {
    StoreError(
      .needsRecovery, path: path, operation: "open",
      cause: "its last writer did not close it, and the log with its last commits, \(log), is "
        + "missing",
      hint: "Bring the log from where the file was written, and put it beside the file under that "
        + "name. If it is lost: 'dolen export FILE OUT --salvage' takes what the file itself holds."
    )
  }

  static func damagedLog(
    _ damage: LeftLog.Damage, log: String, path: String
  ) -> StoreError {
    StoreError(
      .damaged, path: path, operation: "open",
      cause: "its last writer did not close it, and the log with its last commits is damaged: "
        + damage.words(log) + "; nothing was changed",
      hint: "Copy \(path) and \(log) before anything else, and look for a backup of both. "
        + "'dolen export FILE OUT --salvage' takes what was committed before the damage.")
  }

  static func notInPlace(_ path: String, isGone: Bool, operation: String) -> StoreError {
    StoreError(
      .changedElsewhere, path: path, operation: operation,
      cause:
        "the file was \(isGone ? "removed or moved" : "replaced by another") while it was open, "
        + "so that a commit would be lost; nothing was committed",
      hint: "':backup FILE' makes a copy of all that was committed before.")
  }

  static func notClosedInPlace(_ error: StoreError, log: String, hasLog: Bool) -> StoreError {
    var copy = error
    guard hasLog else {
      copy.cause =
        "the file was moved, removed or replaced while it was open, and so was the log with its last "
        + "commits, \(log)"
      copy.hint =
        "Look for both where they may have been moved to, and put them side by side; if they are "
        + "gone, so is what was committed since the last backup."
      return copy
    }
    copy.cause =
      "the file was moved, removed or replaced while it was open; its last commits are in \(log), "
      + "which stays where it was"
    copy.hint =
      "Put that log beside the file, under the file's name with '-wal' at its end; the next opening "
      + "takes it over."
    return copy
  }

  static func logNotInPlace(_ log: String, path: String, operation: String) -> StoreError {
    StoreError(
      .changedElsewhere, path: path, operation: operation,
      cause: "\(log) was removed or replaced while the graph was open, so that a commit would be "
        + "lost in a crash; nothing was committed",
      hint: "':backup FILE' makes a copy of all that was committed before.")
  }

  static func strayFile(_ file: String, path: String, operation: String) -> StoreError {
    StoreError(
      .strayFiles, path: path, operation: operation,
      cause: "\(file) lies beside it and does not belong to it",
      hint: "Find out what made it, and move it away; nothing has been changed.")
  }

  static func linkedFile(_ file: String, path: String, operation: String) -> StoreError {
    StoreError(
      .strayFiles, path: path, operation: operation,
      cause: "\(file) is not an ordinary file, so writing to it could change something else",
      hint: "Move it away; nothing has been changed.")
  }

  static func needsRecovery(_ path: String, because error: StoreError) -> StoreError {
    StoreError(
      .needsRecovery, path: path, operation: "open",
      cause: "the last writer ended without closing it, and its work cannot be taken over here: "
        + error.cause,
      hint: "Open it once where the file and its folder can be written; keep the file that ends in "
        + "'-wal' or '-journal' beside it.",
      code: error.code, extendedCode: error.extendedCode, systemError: error.systemError)
  }

  static func locked(
    _ holder: LockHolder?, path: String, operation: String, code: Int? = nil
  ) -> StoreError {
    let process = holder?.process.map { "process \($0)" } ?? "another process"
    let use = holder.map { $0.isWriter ? " for writing" : " for reading" } ?? ""
    var error = StoreError(
      .locked, path: path, operation: operation,
      cause: "it is open\(use) in \(process)"
        + (operation == "open" ? "" : "; nothing was changed"),
      hint: holder?.isWriter == true
        ? "Close it there; ':backup FILE' there makes a copy that can be opened."
        : "Close it there, then try again.",
      code: code, process: holder?.process)
    error.holderWrites = holder?.isWriter == true
    return error
  }

  static func otherFile(
    _ path: String, isThere: Bool, isKept: Bool, operation: String
  ) -> StoreError {
    StoreError(
      .changedElsewhere, path: path, operation: operation,
      cause: (isThere ? "another file is in its place" : "the file has been moved or removed")
        + "; nothing was changed here",
      hint: (isThere
        ? "What is there now is another graph: close this one and open it again for that."
        : "Put the file back, then close the graph and open it again.")
        + (isKept
          ? " What was committed is still held here until then: ':backup FILE' copies it." : ""))
  }

  static func changedElsewhere(_ path: String, operation: String) -> StoreError {
    StoreError(
      .changedElsewhere, path: path, operation: operation,
      cause: "the file was changed, or could not be read, while there was no lock on it; "
        + "nothing was changed here",
      hint: "Close the graph and open it again.")
  }

  static func notWritable(_ path: String) -> StoreError {
    StoreError(
      .permission, path: path, operation: "open", cause: "the file may not be written",
      hint: "Open it for reading, or change its permissions.")
  }

  // MARK: Using the store

  static func closed(_ path: String, operation: String) -> StoreError {
    StoreError(.misuse, path: path, operation: operation, cause: "the graph has been closed")
  }

  static func readOnly(_ path: String, operation: String) -> StoreError {
    StoreError(
      .readOnly, path: path, operation: operation, cause: "the graph is open for reading only",
      hint: "Open it for writing.")
  }

  static func noTransaction(_ path: String, operation: String) -> StoreError {
    StoreError(.misuse, path: path, operation: operation, cause: "there is no transaction")
  }

  static func inTransaction(_ path: String, operation: String) -> StoreError {
    StoreError(
      .misuse, path: path, operation: operation, cause: "a transaction is open",
      hint: "Commit it or roll it back first.")
  }

  static func noSavepoint(_ path: String, operation: String) -> StoreError {
    StoreError(
      .misuse, path: path, operation: operation, cause: "the savepoint has ended already")
  }

  static func misuse(_ cause: String, _ path: String, _ operation: String) -> StoreError {
    StoreError(.misuse, path: path, operation: operation, cause: cause)
  }

  static func notFound(_ what: String, path: String, operation: String) -> StoreError {
    StoreError(
      .notFound, path: path, operation: operation, cause: "\(what) is not in the file",
      hint: "Run the integrity check.")
  }

  static func duplicate(_ what: String, path: String, operation: String) -> StoreError {
    StoreError(
      .duplicate, path: path, operation: operation, cause: "\(what) is in the file already")
  }

  static func noMoreIDs(_ path: String, operation: String) -> StoreError {
    StoreError(
      .tooLarge, path: path, operation: operation,
      cause: "identifiers are never used again, and the 64-bit numbers for them are used up")
  }

  static func notClosedCleanly(_ error: StoreError, hasLog: Bool) -> StoreError {
    var copy = error
    copy.operation = "close"
    guard hasLog else {
      copy.cause += "; the file that ends in '-wal', with its last commits, is gone"
      copy.hint = "Look for it where it may have been moved to, and put it beside the graph."
      return copy
    }
    copy.cause += "; every commit is safe in the file that ends in '-wal'"
    copy.hint = "Keep that file beside the graph; the next opening takes it over."
    return copy
  }

  static func commitUnknown(_ error: StoreError) -> StoreError {
    var copy = error
    copy.hint =
      "Check the disk, then open the graph again: whether this commit is there shows then; all "
      + "earlier ones are."
    return copy
  }

  static func installedUnsynced(_ error: StoreError) -> StoreError {
    var copy = error
    copy.cause += "; the new file is there, whole, but its name might not survive a loss of power"
    copy.hint = "Check the disk, then make a backup elsewhere."
    return copy
  }

  static func interrupted(_ path: String, operation: String) -> StoreError {
    StoreError(.interrupted, path: path, operation: operation, cause: "it was cancelled")
  }

  // MARK: The library

  static func libraryTooOld(_ version: String, path: String, operation: String) -> StoreError {
    StoreError(
      .library, path: path, operation: operation,
      cause: "the system's SQLite is version \(version), which is too old",
      hint: "SQLite 3.38 or later is needed.")
  }

  static func libraryWithoutThreads(
    _ version: String, path: String, operation: String
  ) -> StoreError {
    StoreError(
      .library, path: path, operation: operation,
      cause: "the system's SQLite \(version) was built for one thread only",
      hint: "Install an SQLite library that was built with SQLITE_THREADSAFE.")
  }

  static func sharedWriteAheadLog(
    _ version: String, path: String, operation: String
  ) -> StoreError {
    StoreError(
      .library, path: path, operation: operation,
      cause: "SQLite \(version) can lose commits when two connections share a write-ahead log",
      hint: "SQLite 3.51.3 or later has the repair.")
  }

  static func unexpected(_ cause: String, _ path: String, _ operation: String) -> StoreError {
    StoreError(.other, path: path, operation: operation, cause: cause)
  }
}
