import CZlib
import Platform

/// The members of a ZIP archive, read within bounds.
///
/// The central directory says what there is. Refused are archives whose members overlap, lead out of a
/// folder by their names, are encrypted, or grow beyond what an honest file does: a small file
/// that becomes a large one is an attack. (APPNOTE.TXT of PKWARE, 6.3.10; no ZIP64.)
package struct ZIPArchive: Sendable {
  /// How far members may grow.
  package struct Limits: Sendable {
    /// Bytes of the archive.
    package var archive = 512 << 20
    /// Members.
    var members = 10_000
    /// Bytes of a member.
    var member = 768 << 20
    /// Bytes of a member for each of its bytes in the archive, where it is longer than 16 MiB.
    var ratio = 250

    /// Those that hold for every archive.
    package init() {}
  }

  /// What an archive is, for messages about what is wrong with it.
  package enum Purpose: Sendable {
    case workbook
    case files

    fileprivate var name: String { self == .workbook ? "a workbook" : "an archive" }
    fileprivate var advice: String {
      self == .workbook ? "Save the workbook anew" : "Pack it anew, or unpack it yourself"
    }
  }

  private struct Member: Sendable {
    var method: Int
    var checksum: UInt32
    var packed: Int
    var size: Int
    var offset: Int
    var mode: UInt32
  }

  package let name: String
  private let purpose: Purpose
  private let bytes: [UInt8]
  private let limits: Limits
  private var members: [String: Member] = [:]
  /// The paths of the members, in the order of the directory.
  package private(set) var paths: [String] = []

  /// The archive of the given bytes.
  ///
  /// - Throws: `ImportError` where it is none, or is refused.
  package init(
    _ bytes: [UInt8], name: String, as purpose: Purpose = .files, limits: Limits = Limits()
  ) throws(ImportError) {
    self.bytes = bytes
    self.purpose = purpose
    self.name = name
    self.limits = limits
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw error(
        "The file is a workbook of an old kind (.xls), or protected by a password",
        hint: "Open it, and save it as .xlsx or .ods without a password")
    }
    guard let end = endRecord else {
      throw error(
        "The file is no whole ZIP archive" + (purpose == .workbook ? ", as a workbook is" : ""),
        hint: "It may be cut off: load it again, or save it anew")
    }
    try readDirectory(end)
  }

  /// Whether there is a member of that name.
  package func contains(_ path: String) -> Bool { members[path] != nil }

  /// The length of the archive.
  var byteCount: Int { bytes.count }

  /// The length of a member, unpacked; nil where there is none.
  package func size(of path: String) -> Int? { members[path]?.size }

  /// The kind and rights of a member as Unix has them; 0 where another system has packed it.
  package func mode(of path: String) -> UInt32 { members[path]?.mode ?? 0 }

  /// The bytes of a member, unpacked.
  ///
  /// - Throws: `ImportError` where it is missing, damaged or too large.
  package func member(_ path: String) throws -> [UInt8] {
    do {
      return try stream(of: path).readAll(limit: limits.member)
    } catch is FileError {
      throw damaged(path)
    }
  }

  /// The bytes of a member, unpacked as they are read.
  ///
  /// - Throws: `ImportError` where it is missing or damaged, or packed in a way that is not read. What
  ///   shows itself only on the way, its stream throws.
  package func stream(of path: String) throws -> ByteStream {
    guard let member = members[path] else {
      throw error("The archive has no member '\(path)'", hint: purpose.advice)
    }
    let start = member.offset
    guard start + 30 <= bytes.count, number(start, 4) == 0x0403_4B50 else { throw damaged(path) }
    let data = start + 30 + number(start + 26, 2) + number(start + 28, 2)
    guard data + member.packed <= bytes.count else { throw damaged(path) }
    let packed = ByteStream(Array(bytes[data..<data + member.packed]), name: "\(name)/\(path)")
    switch member.method {
    case 0: break
    case 8:
      return ByteStream(
        unpacking: CheckedMember(
          ByteStream(unpacking: try Inflation(packed, .none), name: packed.name),
          size: member.size, checksum: member.checksum),
        name: packed.name)
    default:
      throw error(
        "The member '\(path)' is packed by a method (\(member.method)) that is not read",
        hint: purpose.advice)
    }
    return ByteStream(
      unpacking: CheckedMember(packed, size: member.size, checksum: member.checksum),
      name: packed.name)
  }

  private func damaged(_ path: String) -> ImportError {
    error(
      "The member '\(path)' is damaged", hint: "Load the file again, or: \(purpose.advice)")
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
        "The archive has more members than \(purpose.name) has, or is damaged",
        hint: purpose.advice)
    }
    var extents: [Range<Int>] = []
    for _ in 0..<count {
      guard offset + 46 <= end, number(offset, 4) == 0x0201_4B50 else {
        throw error("The directory of the archive is damaged", hint: purpose.advice)
      }
      let lengths = (number(offset + 28, 2), number(offset + 30, 2), number(offset + 32, 2))
      let next = offset + 46 + lengths.0 + lengths.1 + lengths.2
      guard next <= end else {
        throw error("The directory of the archive is damaged", hint: purpose.advice)
      }
      let path = String(decoding: bytes[offset + 46..<offset + 46 + lengths.0], as: UTF8.self)
      let member = Member(
        method: number(offset + 10, 2), checksum: UInt32(number(offset + 16, 4)),
        packed: number(offset + 20, 4), size: number(offset + 24, 4),
        offset: number(offset + 42, 4),
        // Made by Unix, the upper half of the outer attributes is its mode.
        mode: bytes[offset + 5] == 3 ? UInt32(number(offset + 40, 2)) : 0)
      try check(member, path, isEncrypted: number(offset + 8, 2) & 1 == 1)
      guard members.updateValue(member, forKey: path) == nil else {
        throw error("The archive has two members '\(path)'", hint: purpose.advice)
      }
      paths.append(path)
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
        "The member '\(path)' leads out of the archive", hint: purpose.advice)
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
          + "is read", hint: purpose.advice)
    }
  }
}

/// The bytes of a member, whose length and checksum are compared at their end.
private final class CheckedMember: ByteSupply {
  private let stream: ByteStream
  private let size: Int
  private let checksum: UInt32
  private var found: UInt
  private var count = 0

  init(_ stream: ByteStream, size: Int, checksum: UInt32) {
    self.stream = stream
    self.size = size
    self.checksum = checksum
    found = crc32_z(0, nil, 0)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    let length = try stream.read(into: buffer)
    count += length
    found = crc32_z(found, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), length)
    let isRight = length > 0 ? count <= size : count == size && found == UInt(checksum)
    guard isRight else {
      throw FileError("read", stream.name, "It is damaged in its archive; load that again")
    }
    return length
  }
}
