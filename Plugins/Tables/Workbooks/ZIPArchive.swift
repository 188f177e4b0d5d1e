import CZlib
import PluginKit

/// The members of a ZIP archive that is a workbook, read within bounds.
///
/// The central directory says what there is. Refused are archives whose members overlap, lead out of a
/// folder by their names, are encrypted, or grow beyond what an honest workbook does: a small file
/// that becomes a large one is an attack. (APPNOTE.TXT of PKWARE, 6.3.10; no ZIP64.)
struct ZIPArchive {
  /// How far members may grow.
  struct Limits {
    /// Bytes of the archive.
    var archive = 512 << 20
    /// Members.
    var members = 10_000
    /// Bytes of a member.
    var member = 768 << 20
    /// Bytes of a member for each of its bytes in the archive, where it is longer than 16 MiB.
    var ratio = 250
  }

  private struct Member {
    var method: Int
    var checksum: UInt32
    var packed: Int
    var size: Int
    var offset: Int
  }

  let name: String
  private let bytes: [UInt8]
  private let limits: Limits
  private var members: [String: Member] = [:]

  /// The archive of the given bytes.
  ///
  /// - Throws: `ImportError` where it is none, or is refused.
  init(_ bytes: [UInt8], name: String, limits: Limits = Limits()) throws(ImportError) {
    self.bytes = bytes
    self.name = name
    self.limits = limits
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw error(
        "The file is a workbook of an old kind (.xls), or protected by a password",
        hint: "Open it, and save it as .xlsx or .ods without a password")
    }
    guard let end = endRecord else {
      throw error(
        "The file is no whole ZIP archive, as a workbook is",
        hint: "It may be cut off: load it again, or save it anew")
    }
    try readDirectory(end)
  }

  /// Whether there is a member of that name.
  func contains(_ path: String) -> Bool { members[path] != nil }

  /// The bytes of a member, unpacked.
  ///
  /// - Throws: `ImportError` where it is missing, damaged or too large.
  func member(_ path: String) throws(ImportError) -> [UInt8] {
    guard let member = members[path] else {
      throw error("The archive has no member '\(path)'", hint: "Save the workbook anew")
    }
    let start = member.offset
    guard start + 30 <= bytes.count, number(start, 4) == 0x0403_4B50 else { throw damaged(path) }
    let data = start + 30 + number(start + 26, 2) + number(start + 28, 2)
    guard data + member.packed <= bytes.count else { throw damaged(path) }
    let packed = bytes[data..<data + member.packed]
    let plain: [UInt8]
    switch member.method {
    case 0: plain = Array(packed)
    case 8:
      guard let inflated = Self.inflated(packed, size: member.size) else { throw damaged(path) }
      plain = inflated
    default:
      throw error(
        "The member '\(path)' is packed by a method (\(member.method)) that is not read",
        hint: "Save the workbook anew")
    }
    let checksum = plain.withUnsafeBufferPointer {
      crc32_z(0, $0.baseAddress, $0.count)
    }
    guard plain.count == member.size, UInt32(truncatingIfNeeded: checksum) == member.checksum else {
      throw damaged(path)
    }
    return plain
  }

  private func damaged(_ path: String) -> ImportError {
    error(
      "The member '\(path)' is damaged", hint: "Load the file again, or save the workbook anew")
  }

  private func error(_ message: String, hint: String) -> ImportError {
    ImportError(message, in: name, hint: hint)
  }

  // MARK: Directory

  private func number(_ offset: Int, _ length: Int) -> Int {
    (0..<length).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }

  /// Where the record begins that ends the archive, behind which a comment may stand.
  private var endRecord: Int? {
    guard bytes.count >= 22 else { return nil }
    for offset in stride(from: bytes.count - 22, through: max(0, bytes.count - 65_557), by: -1)
    where number(offset, 4) == 0x0605_4B50 && offset + 22 + number(offset + 20, 2) == bytes.count {
      return offset
    }
    return nil
  }

  private mutating func readDirectory(_ end: Int) throws(ImportError) {
    let count = number(end + 10, 2)
    var offset = number(end + 16, 4)
    guard count <= limits.members, offset < end else {
      throw error(
        "The archive has more members than a workbook has, or is damaged",
        hint: "Save the workbook anew")
    }
    var extents: [Range<Int>] = []
    for _ in 0..<count {
      guard offset + 46 <= end, number(offset, 4) == 0x0201_4B50 else {
        throw error("The directory of the archive is damaged", hint: "Save the workbook anew")
      }
      let lengths = (number(offset + 28, 2), number(offset + 30, 2), number(offset + 32, 2))
      let next = offset + 46 + lengths.0 + lengths.1 + lengths.2
      guard next <= end else {
        throw error("The directory of the archive is damaged", hint: "Save the workbook anew")
      }
      let path = String(decoding: bytes[offset + 46..<offset + 46 + lengths.0], as: UTF8.self)
      let member = Member(
        method: number(offset + 10, 2), checksum: UInt32(number(offset + 16, 4)),
        packed: number(offset + 20, 4), size: number(offset + 24, 4),
        offset: number(offset + 42, 4))
      try check(member, path, isEncrypted: number(offset + 8, 2) & 1 == 1)
      guard members.updateValue(member, forKey: path) == nil else {
        throw error("The archive has two members '\(path)'", hint: "Save the workbook anew")
      }
      extents.append(member.offset..<member.offset + 30 + member.packed)
      offset = next
    }
    extents.sort { $0.lowerBound < $1.lowerBound }
    for (one, next) in zip(extents, extents.dropFirst()) where one.upperBound > next.lowerBound {
      throw error(
        "Members of the archive overlap, by which a small file is made to become a large one",
        hint: "Do not open it")
    }
  }

  private func check(
    _ member: Member, _ path: String, isEncrypted: Bool
  ) throws(ImportError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.hasPrefix("/"), !parts.contains(".."), !path.contains("\\"), !path.contains("\0")
    else {
      throw error(
        "The member '\(path)' leads out of the archive", hint: "Save the workbook anew")
    }
    guard !isEncrypted else {
      throw error(
        "The archive is protected by a password", hint: "Save the workbook without one")
    }
    guard member.size <= limits.member,
      member.size <= 16 << 20 || member.size <= limits.ratio * max(member.packed, 1)
    else {
      throw error(
        "The member '\(path)' would grow from \(member.packed) bytes to \(member.size), more than "
          + "is read", hint: "Save the sheet alone, as .xlsx or as CSV")
    }
  }

  // MARK: Unpacking

  /// What a deflate stream holds, where that is as long as it was said to be; else nil.
  private static func inflated(_ packed: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
    var stream = z_stream()
    guard czlib_inflate_init(&stream, -15) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var isWhole = false
    var input = Array(packed)
    // One byte more, so that a stream that is longer than was said shows itself.
    let plain = [UInt8](unsafeUninitializedCapacity: size + 1) { output, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(size + 1)
        isWhole = inflate(&stream, Z_FINISH) == Z_STREAM_END
      }
      count = size + 1 - Int(stream.avail_out)
    }
    return isWhole && plain.count == size ? plain : nil
  }
}
