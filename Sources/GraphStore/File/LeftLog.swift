import CPageChecksums
import Platform

/// A write-ahead log that a crash has left, looked at before SQLite takes it over.
///
/// SQLite reads a log up to the first frame that is not as it was written, and takes that for its end:
/// so a commit ends that a crash has cut short. A frame that was damaged later ends it as well, and
/// every commit behind is gone without a word. What a crash may leave, and what it cannot:
///
/// * A commit that nobody was told of may be there in part, in any order, its last frame included.
///   Nothing is lost where it is dropped.
/// * Behind it may stand frames of transactions that were taken back or failed, and of an earlier use
///   of the log, with other salts. None was acknowledged.
/// * A frame that follows a commit's last one, with the checksum that continues it, was written after
///   that commit was on the disk, and all before it: SQLite waits for the disk at each commit, and
///   goes on behind it only when that has succeeded.
/// * Dolen leaves a mark behind each commit once it is on the disk (`log_mark`).
///
/// So a log that ends before a commit of the last two kinds is damaged, for certain. (Layout:
/// "Database File Format" at sqlite.org, section 4.)
struct LeftLog {
  /// Damage that takes acknowledged commits away.
  struct Damage: Hashable {
    /// The first frame that is not as it was written, from 1; 0 for the header of the log.
    var frame: Int
    /// How many frames are known to have been acknowledged.
    var acknowledged: Int
    /// How many commits end before that frame.
    var commitsBefore: Int

    /// What is damaged and what is at stake, of the log of that name.
    func words(_ log: String) -> String {
      if frame == 0 {
        return "the header of \(log) is not as it was written, so that none of its "
          + "\(acknowledged == 1 ? "1 frame" : "\(acknowledged) frames") can be read"
      }
      return "frame \(frame) of \(log) is not as it was written; from there up to frame "
        + "\(acknowledged) it holds commits that were acknowledged, before it \(commitsBefore)"
    }
  }

  private static let headerLength = 32
  private static let frameHeaderLength = 24

  private let location: FileLocation
  private let descriptor: Int32
  private let end: Int

  /// The damage of the log beside the file at `location`; nil where there is none, or no log.
  ///
  /// - Parameter pageLength: The length of the file's pages.
  /// - Throws: ``StoreError`` where the log cannot be read.
  /// - Complexity: O(*n*) in the length of the log.
  static func damage(
    beside location: FileLocation, pageLength: Int, operation: String
  ) throws(StoreError) -> Damage? {
    let descriptor = open(location.absolute + "-wal", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw .system(errno, path: location.path, operation: operation)
    }
    defer { close(descriptor) }
    let status = try FileStatus.of(
      descriptor: descriptor, path: location.path, operation: operation)
    let log = LeftLog(location: location, descriptor: descriptor, end: status.size)
    return try log.damage(pageLength, operation)
  }

  private func damage(_ pageLength: Int, _ operation: String) throws(StoreError) -> Damage? {
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(pageLength, 65_536) + Self.frameHeaderLength, alignment: 8)
    defer { bytes.deallocate() }
    guard try read(Self.headerLength, at: 0, into: bytes, operation) == Self.headerLength else {
      return nil
    }
    guard let header = LogHeader(UnsafeRawBufferPointer(bytes)) else {
      // Before the log begins anew, its mark is taken away: a header that was cut short has none.
      guard let mark = try lastMark(pageLength, salts: nil, bytes, operation) else { return nil }
      return Damage(frame: 0, acknowledged: mark, commitsBefore: 0)
    }
    var chain = FrameChain(header)
    let length = header.pageLength + Self.frameHeaderLength
    var bad: Int?
    /// The last frame of the last commit that others follow, behind the first bad frame.
    var followed = 0
    var commitBehind = 0
    var number = 0
    var offset = Self.headerLength
    while try read(length, at: offset, into: bytes, operation) == length {
      number += 1
      offset += length
      let frame = UnsafeRawBufferPointer(rebasing: bytes[..<length])
      let isSound = chain.accept(frame)
      if bad == nil {
        if isSound { continue }
        bad = number
      } else if isSound {
        if commitBehind == number - 1 { followed = commitBehind }
        if chain.endsCommit { commitBehind = number }
      }
    }
    let marked = try lastMark(header.pageLength, salts: header.salts, bytes, operation) ?? 0
    let acknowledged = max(marked, followed)
    // A mark also tells of frames that are there no more.
    let first = bad ?? number + 1
    guard acknowledged >= first, acknowledged > chain.lastCommit else { return nil }
    return Damage(frame: first, acknowledged: acknowledged, commitsBefore: chain.commits)
  }

  /// How many frames the last mark in the log says that were acknowledged; nil where there is none.
  private func lastMark(
    _ pageLength: Int, salts: UInt64?, _ bytes: UnsafeMutableRawBufferPointer, _ operation: String
  ) throws(StoreError) -> Int? {
    let length = pageLength + Self.frameHeaderLength
    let size = Int(LOG_MARK_LENGTH)
    var found: Int?
    for (number, offset) in stride(from: Self.headerLength, to: end, by: length).enumerated() {
      guard try read(size, at: offset, into: bytes, operation) == size else { break }
      var mark = log_mark()
      guard log_mark_read(bytes.baseAddress, &mark) != 0, mark.frames == number,
        mark.page_length == pageLength
      else { continue }
      let own = withUnsafeBytes(of: mark.salts) { $0.loadUnaligned(as: UInt64.self) }
      if salts == nil || salts == own { found = number }
    }
    return found
  }

  /// Reads up to `count` bytes from `offset` on, and returns how many there were.
  private func read(
    _ count: Int, at offset: Int, into bytes: UnsafeMutableRawBufferPointer, _ operation: String
  ) throws(StoreError) -> Int {
    let length = pread(descriptor, bytes.baseAddress, count, off_t(offset))
    guard length >= 0 else {
      throw .system(errno, path: location.absolute + "-wal", operation: operation)
    }
    return length
  }
}

/// What stands at the beginning of a log.
private struct LogHeader {
  var pageLength: Int
  var salts: UInt64
  var isBigEndian: Bool
  var sum: LogSum

  /// The header in `bytes`; nil where it is not one that SQLite accepts.
  init?(_ bytes: UnsafeRawBufferPointer) {
    let magic = bytes.number(0)
    guard magic & ~1 == 0x377F_0682 else { return nil }
    isBigEndian = magic & 1 == 1
    pageLength = Int(bytes.number(8))
    guard (512...65_536).contains(pageLength), pageLength.nonzeroBitCount == 1 else { return nil }
    salts = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    sum = LogSum()
    sum.add(bytes[..<24], isBigEndian)
    guard sum == LogSum(of: bytes, at: 24) else { return nil }
  }
}

/// The frames of a log one after the other, each with a checksum over all before it.
private struct FrameChain {
  private let header: LogHeader
  private var sum: LogSum
  private var number = 0
  private var isBroken = false
  /// Whether the last frame ends a commit.
  private(set) var endsCommit = false
  /// The last frame of the last commit before the first that is not sound.
  private(set) var lastCommit = 0
  /// How many commits there are before it.
  private(set) var commits = 0

  init(_ header: LogHeader) {
    self.header = header
    sum = header.sum
  }

  /// Whether the next frame is as it was written, if the checksum of the one before is.
  mutating func accept(_ frame: UnsafeRawBufferPointer) -> Bool {
    number += 1
    var own = sum
    own.add(frame[..<8], header.isBigEndian)
    own.add(frame[24...], header.isBigEndian)
    sum = LogSum(of: frame, at: 16)
    endsCommit = frame.number(4) != 0
    let isSound =
      own == sum && frame.number(0) != 0
      && frame.loadUnaligned(fromByteOffset: 8, as: UInt64.self) == header.salts
    if !isSound { isBroken = true }
    if endsCommit, !isBroken {
      lastCommit = number
      commits += 1
    }
    return isSound
  }
}

/// SQLite's checksum of a log. (Section 4.2 of its description.)
private struct LogSum: Hashable {
  private var first: UInt32 = 0
  private var second: UInt32 = 0

  init() {}

  /// The checksum that is written at `offset`.
  init(of bytes: UnsafeRawBufferPointer, at offset: Int) {
    first = bytes.number(offset)
    second = bytes.number(offset + 4)
  }

  /// Goes on over `bytes`, whose number can be divided by eight.
  mutating func add(_ bytes: Slice<UnsafeRawBufferPointer>, _ isBigEndian: Bool) {
    let all = UnsafeRawBufferPointer(rebasing: bytes)
    var place = 0
    while place < all.count {
      var a = all.loadUnaligned(fromByteOffset: place, as: UInt32.self)
      var b = all.loadUnaligned(fromByteOffset: place &+ 4, as: UInt32.self)
      a = isBigEndian ? UInt32(bigEndian: a) : UInt32(littleEndian: a)
      b = isBigEndian ? UInt32(bigEndian: b) : UInt32(littleEndian: b)
      first = first &+ a &+ second
      second = second &+ b &+ first
      place &+= 8
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The big-endian number of four bytes.
  fileprivate func number(_ offset: Int) -> UInt32 {
    UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
