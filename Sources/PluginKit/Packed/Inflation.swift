import CZlib
import Platform

/// Bytes that deflate has packed, unpacked piece by piece: what gzip writes (RFC 1952), one member behind
/// the other, or the bare stream of a ZIP archive (RFC 1951).
///
/// What unpacks to far more than it is long is an attack, not a file, and is broken off.
final class Inflation: ByteSupply {
  /// How far bytes may grow.
  struct Limits {
    /// The most bytes.
    var total = 64 << 30
    /// The most bytes for each packed one, beyond ``free``.
    var ratio = 250
    /// So many are unpacked whatever the ratio.
    var free = 16 << 20
  }

  /// What stands around the packed bytes.
  enum Wrapping: Int32 {
    case gzip = 31
    case none = -15
  }

  private let packed: ByteStream
  private let wrapping: Wrapping
  private let limits: Limits
  // zlib keeps the address.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var isInputAtEnd = false
  private var isAtEnd = false
  private var taken = 0
  private var made = 0

  /// The bytes that `packed` holds.
  ///
  /// - Throws: ``FileError`` where there is no memory for it.
  init(
    _ packed: ByteStream, _ wrapping: Wrapping, limits: Limits = Limits()
  ) throws(FileError) {
    self.packed = packed
    self.wrapping = wrapping
    self.limits = limits
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(capacity: 1 << 17)
    guard czlib_inflate_init(stream, wrapping.rawValue) == Z_OK else {
      throw FileError("read", packed.name, "There is no memory to unpack it")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// Whether bytes begin as those of gzip do.
  static func isGzip(_ head: some Sequence<UInt8>) -> Bool { head.starts(with: [0x1F, 0x8B]) }

  /// What the beginning of a file that gzip has packed unpacks to, at most `count` bytes, and whether that
  /// is all of it.
  static func beginning(of head: [UInt8], count: Int) -> (bytes: [UInt8], isWhole: Bool) {
    var bytes: [UInt8] = []
    do {
      let stream = ByteStream(
        unpacking: try Inflation(ByteStream(head, name: ""), .gzip), name: "")
      while bytes.count < count {
        let piece = try stream.read(upTo: count - bytes.count)
        if piece.isEmpty { return (bytes, true) }
        bytes += piece
      }
    } catch {
      // The head is cut off where it is; what is wrong with the file, its reader says.
    }
    return (bytes, false)
  }

  /// - Throws: ``FileError`` where the bytes are damaged, cut off, or grow beyond the limits.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    guard !isAtEnd, let base = buffer.baseAddress, !buffer.isEmpty else { return 0 }
    let room = min(buffer.count, 1 << 30)
    stream.pointee.next_out = base.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    while Int(stream.pointee.avail_out) == room {
      if stream.pointee.avail_in == 0, !isInputAtEnd { try fill() }
      let before = stream.pointee.avail_in
      let status = inflate(stream, Z_NO_FLUSH)
      taken += Int(before - stream.pointee.avail_in)
      let count = room - Int(stream.pointee.avail_out)
      if status == Z_STREAM_END {
        made += count
        try checkGrowth()
        try endMember()
        if isAtEnd || count > 0 { return count }
        continue
      }
      guard status == Z_OK || status == Z_BUF_ERROR && !isInputAtEnd else { throw damaged }
      if count == 0, isInputAtEnd, stream.pointee.avail_in == 0 { throw damaged }
    }
    let count = room - Int(stream.pointee.avail_out)
    made += count
    try checkGrowth()
    return count
  }

  private func fill() throws(FileError) {
    let count = try packed.read(into: UnsafeMutableRawBufferPointer(input))
    stream.pointee.next_in = input.baseAddress
    stream.pointee.avail_in = UInt32(count)
    isInputAtEnd = count == 0
  }

  /// Goes on to the next member of gzip, where there is one.
  private func endMember() throws(FileError) {
    if wrapping == .gzip {
      if stream.pointee.avail_in == 0 { try fill() }
      if stream.pointee.avail_in > 0 {
        inflateReset(stream)
        return
      }
    }
    isAtEnd = true
  }

  private func checkGrowth() throws(FileError) {
    let most = min(limits.total, max(limits.free, limits.ratio * taken))
    guard made > most else { return }
    throw FileError(
      "read", packed.name,
      "It would grow from \(taken) bytes to more than \(most), as no honest file does; unpack it "
        + "yourself, and import what comes of it")
  }

  private var damaged: FileError {
    FileError(
      "read", packed.name,
      "It is packed\(wrapping == .gzip ? " by gzip" : ""), and damaged or cut off; load it again")
  }
}
