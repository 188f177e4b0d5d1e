/// The first hundred bytes of an SQLite file, read without SQLite.
///
/// A file that is not ours is refused by these alone, before SQLite opens it, so that nothing can
/// change it. (Layout: "Database File Format" at sqlite.org, section 1.3.)
struct DatabaseHeader {
  /// The length of a page in bytes.
  var pageSize: Int
  /// Whether the file was last left in write-ahead-log mode.
  var usesWriteAheadLog: Bool
  /// The number of pages, or nil where the header says that this number is out of date.
  var pageCount: Int?
  /// How many bytes at the end of each page are not SQLite's.
  var reservedBytes: Int
  /// The text encoding: 1 is UTF-8.
  var encoding: Int
  /// The version of our format.
  var userVersion: Int
  /// Whose file it is.
  var applicationID: Int

  /// Whether the pages have checksums. Two places say so, that damage to one may be seen.
  var hasChecksums: Bool {
    userVersion >= StoreSchema.firstVersionWithChecksums
      || reservedBytes == PagePolicy.checksumLength
  }

  /// Whether the room at the end of pages is what the format asks for.
  var hasKnownRoom: Bool {
    hasChecksums ? reservedBytes == PagePolicy.checksumLength : reservedBytes == 0
  }

  /// The length of a header.
  static let length = 100

  /// What every SQLite file begins with.
  static let magic = Array("SQLite format 3\u{0}".utf8)

  /// The header in `bytes`, or nil where they are fewer than ``length``, do not begin with
  /// ``magic`` or give an impossible page size.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.length, bytes.starts(with: Self.magic) else { return nil }
    func number(_ offset: Int, _ width: Int) -> Int {
      bytes[offset..<offset + width].reduce(0) { $0 << 8 | Int($1) }
    }
    let size = number(16, 2)
    pageSize = size == 1 ? 65_536 : size
    guard pageSize >= 512, pageSize.nonzeroBitCount == 1 else { return nil }
    usesWriteAheadLog = bytes[18] == 2 || bytes[19] == 2
    pageCount = number(24, 4) == number(92, 4) ? number(28, 4) : nil
    reservedBytes = Int(bytes[20])
    encoding = number(56, 4)
    userVersion = Int(Int32(truncatingIfNeeded: number(60, 4)))
    applicationID = Int(Int32(truncatingIfNeeded: number(68, 4)))
  }
}
