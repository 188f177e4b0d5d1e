import CPageChecksums
import CSQLite
import Platform

extension StoreError {
  /// The error behind an SQLite result code.
  ///
  /// - Parameter connection: Where the code came from; it knows the system's error and SQLite's own
  ///   words.
  static func sqlite(
    _ code: Int32, connection: OpaquePointer?, path: String, operation: String
  ) -> StoreError {
    let primary = code & 0xFF
    if code == damagedPageCode, let connection {
      return .damagedPage(
        Int(page_checksum_refused(connection)), path: path, operation: operation)
    }
    let number = connection.map { sqlite3_system_errno($0) } ?? 0
    let text =
      connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
      ?? String(cString: sqlite3_errstr(code))
    let (kind, cause, hint) = words(code, number, text)
    return StoreError(
      kind, path: path, operation: operation, cause: cause, hint: hint, code: Int(primary),
      extendedCode: Int(code), systemError: number == 0 ? nil : Int(number))
  }

  /// `SQLITE_IOERR_DATA`, a macro of two numbers, which Swift does not import.
  static let damagedPageCode = SQLITE_IOERR | 32 << 8

  private typealias Words = (Kind, cause: String, hint: String?)

  private static func words(_ code: Int32, _ number: Int32, _ text: String) -> Words {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return (.locked, "it is open in another process; nothing was changed", "Close it there.")
    case SQLITE_FULL: return diskFull
    case SQLITE_IOERR:
      if number == ENOSPC || number == EDQUOT { return diskFull }
      return (
        .inputOutput, "the system failed to read or write (\(text)\(systemText(number)))",
        "Check the disk; the last commit is safe."
      )
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT:
      return (
        .damaged, "the file is damaged (\(text))",
        "Restore a backup, or make a copy and run the integrity check on it."
      )
    case SQLITE_READONLY: return readOnlyWords(code, number)
    case SQLITE_CANTOPEN:
      guard number != 0 else {
        return (
          .permission, "SQLite cannot open it or a file beside it (\(text))",
          "Check the permissions of the file and of its folder."
        )
      }
      // SQLite tries again to open for reading what it could not make, and that error hides the first.
      if number == ENOENT {
        return (
          .permission,
          "a file beside it cannot be made: no space is left on the disk, or its folder may not be "
            + "written", "Free some space, or check the permissions of the folder."
        )
      }
      return systemWords(number)
    case SQLITE_PERM, SQLITE_AUTH:
      return (.permission, "access is not permitted (\(text))", "Check the file's permissions.")
    case SQLITE_NOMEM: return (.outOfMemory, "no memory is left", nil)
    case SQLITE_TOOBIG: return (.tooLarge, "a value is longer than SQLite's limit", nil)
    case SQLITE_INTERRUPT, SQLITE_ABORT: return (.interrupted, "it was cancelled", nil)
    case SQLITE_CONSTRAINT: return (.duplicate, "it is in the file already (\(text))", nil)
    default: return (.other, text, nil)
    }
  }

  private static func readOnlyWords(_ code: Int32, _ number: Int32) -> Words {
    // The extended codes are macros of two numbers, which Swift does not import.
    switch code >> 8 {
    case 1, 3, 5:  // RECOVERY, ROLLBACK, CANTINIT
      return (
        .needsRecovery, "the last writer ended without closing it",
        "Open it once where the file and its folder can be written."
      )
    case 4:  // DBMOVED
      return (
        .changedElsewhere, "the file has been moved or removed since it was opened",
        "Close the graph and open it again."
      )
    case 6:  // DIRECTORY
      return (
        .permission, "its folder may not be written, which a change needs",
        "Change the folder's permissions, or work on a copy."
      )
    default:
      return (.permission, "the file may not be written", "Change its permissions.")
    }
  }

  private static var diskFull: Words {
    (
      .diskFull, "no space is left on the disk",
      "Free some space and try again; what was committed before is safe."
    )
  }

  private static func systemText(_ number: Int32) -> String {
    number == 0 ? "" : ": " + String(cString: strerror(number))
  }

  /// The family, the cause and a hint for a system error number.
  static func systemWords(_ number: Int32) -> (Kind, cause: String, hint: String?) {
    switch number {
    case EACCES, EPERM:
      (.permission, "permission is denied", "Check the permissions of the file and of its folder.")
    case EROFS:
      (.permission, "the disk can only be read", "Work on a copy elsewhere.")
    case ENOENT, ENOTDIR:
      (.missing, "there is no such file or folder", "Check the path.")
    case ENOSPC, EDQUOT: diskFull
    case EISDIR: (.notAGraph, "it is a folder", nil)
    case EEXIST: (.exists, "there is a file of that name already", "Choose another name.")
    case EMFILE, ENFILE:
      (.other, "too many files are open", "Close some, or raise the limit ('ulimit -n').")
    case ELOOP, ENAMETOOLONG: (.missing, String(cString: strerror(number)), "Check the path.")
    default: (.inputOutput, String(cString: strerror(number)), nil)
    }
  }
}
