import CZlib
import Platform
import PluginKit

/// Writes a ZIP archive of deflated members, the same bytes for the same members.
///
///     var archive = ZIPWriter(output)
///     let member = try archive.member("word/document.xml")
///     try member.write("<document/>")
///     try archive.close(member)
///     try archive.finish()
///
/// Members say 1 January 1980 as their time, the earliest that the format has. (APPNOTE.TXT of PKWARE,
/// 6.3.10; no ZIP64.)
public struct ZIPWriter {
  private let output: any ByteSink
  private var directory: [UInt8] = []
  private var count = 0
  private var offset = 0

  /// An archive that is written to `output`.
  public init(_ output: any ByteSink) { self.output = output }

  /// A member of the archive in the making. Several may be written at a time; their order is that of
  /// ``close(_:)``.
  ///
  /// - Throws: ``ExportError`` where there is no memory.
  public func member(_ path: String) throws(ExportError) -> ZIPMember { try ZIPMember(path) }

  /// Puts a member that is complete into the archive.
  ///
  /// - Throws: ``ExportError`` where the archive grows too large; what the output throws.
  public mutating func close(_ member: ZIPMember) throws {
    let packed = try member.finish()
    let limit = Int(UInt32.max)
    guard member.size < limit, offset + packed.count + 1_024 < limit, count < 65_535 else {
      throw ExportError(
        "'\(member.path)' would make the archive larger than 4 GiB, which programs of Office refuse",
        hint: "Export less of the graph, by a query or around a node")
    }
    let name = Array(member.path.utf8)
    // Version 2.0, names in UTF-8, deflated, 1 January 1980.
    var common = Self.bytes(20, 2) + Self.bytes(0x800, 2) + Self.bytes(8, 2)
    common += Self.bytes(0, 2) + Self.bytes(0x21, 2) + Self.bytes(Int(member.checksum), 4)
    common += Self.bytes(packed.count, 4) + Self.bytes(member.size, 4)
    common += Self.bytes(name.count, 2) + Self.bytes(0, 2)
    let local = Self.bytes(0x0403_4B50, 4) + common + name
    directory += Self.bytes(0x0201_4B50, 4) + Self.bytes(20, 2) + common
    directory += Self.bytes(0, 2) + Self.bytes(0, 2) + Self.bytes(0, 2) + Self.bytes(0, 4)
    directory += Self.bytes(offset, 4) + name
    try output.write(local)
    try output.write(packed)
    offset += local.count + packed.count
    count += 1
  }

  /// Adds a member that is a text.
  ///
  /// - Throws: As ``close(_:)``.
  public mutating func add(_ path: String, _ text: String) throws {
    let member = try member(path)
    try member.write(text)
    try close(member)
  }

  /// Writes the directory, which ends the archive.
  ///
  /// - Throws: What the output throws.
  public mutating func finish() throws {
    try output.write(directory)
    try output.write(
      Self.bytes(0x0605_4B50, 4) + Self.bytes(0, 2) + Self.bytes(0, 2) + Self.bytes(count, 2)
        + Self.bytes(count, 2) + Self.bytes(directory.count, 4) + Self.bytes(offset, 4)
        + Self.bytes(0, 2))
  }

  /// The lowest `width` bytes of a number, the lowest first.
  private static func bytes(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}

/// A member of an archive, which is deflated as it is written, and held in memory so.
public final class ZIPMember: ByteSink {
  /// Its name in the archive.
  public let path: String
  /// The number of bytes so far.
  public private(set) var size = 0
  private(set) var checksum: UInt = 0
  /// In a place of its own, as zlib refuses one that has moved.
  private let stream: UnsafeMutablePointer<z_stream>
  private var packed: [UInt8] = []
  private var room = [UInt8](repeating: 0, count: 1 << 16)

  init(_ path: String) throws(ExportError) {
    self.path = path
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let result = deflateInit2_(
      stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard result == Z_OK else { throw ExportError("There is no memory to compress '\(path)'") }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Takes in bytes.
  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard !bytes.isEmpty else { return }
    size += bytes.count
    let plain = bytes.bindMemory(to: UInt8.self)
    checksum = UInt(crc32_z(uLong(checksum), plain.baseAddress, plain.count))
    // zlib counts what it is given in 32 bits.
    var rest = plain[...]
    while !rest.isEmpty {
      let part = UnsafeBufferPointer(rebasing: rest.prefix(1 << 30))
      rest = rest.dropFirst(1 << 30)
      stream.pointee.next_in = UnsafeMutablePointer(mutating: part.baseAddress)
      stream.pointee.avail_in = UInt32(part.count)
      try deflate(Z_NO_FLUSH) { self.stream.pointee.avail_in == 0 }
    }
  }

  fileprivate func finish() throws(ExportError) -> [UInt8] {
    stream.pointee.next_in = nil
    stream.pointee.avail_in = 0
    try deflate(Z_FINISH) { false }
    return packed
  }

  /// Deflates until `isDone` or the stream ends, and nothing is left in the room.
  private func deflate(_ flush: Int32, _ isDone: () -> Bool) throws(ExportError) {
    while true {
      let (result, count) = room.withUnsafeMutableBufferPointer { room in
        stream.pointee.next_out = room.baseAddress
        stream.pointee.avail_out = UInt32(room.count)
        let result = CZlib.deflate(stream, flush)
        return (result, room.count - Int(stream.pointee.avail_out))
      }
      packed.append(contentsOf: room[..<count])
      if result == Z_STREAM_END { return }
      guard result == Z_OK || result == Z_BUF_ERROR else {
        throw ExportError("'\(path)' could not be compressed (zlib: \(result))")
      }
      if flush == Z_NO_FLUSH, isDone(), count < room.count { return }
    }
  }
}
