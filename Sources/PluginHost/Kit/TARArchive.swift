import PluginKit

/// The members of a TAR archive, read within bounds: files and folders, no more.
///
/// Read are the headers of POSIX (ustar, with pax records for long paths and sizes) and GNU's for long
/// paths. Links, devices and pipes are refused: unpacked, they would lead to what is not in the archive.
struct TARArchive {
  /// One file.
  struct Member {
    /// Its path within the archive.
    var path: String
    /// Whether its owner may run it.
    var isExecutable: Bool
    /// Where its bytes stand.
    fileprivate var extent: Range<Int>
  }

  /// The files, in the order of the archive.
  private(set) var members: [Member] = []
  private let bytes: [UInt8]
  private let name: String

  private static let block = 512

  /// The archive of the given bytes.
  ///
  /// - Parameter most: How many files there may be.
  /// - Throws: `ImportError` where it is none, is cut off, or is refused.
  init(_ bytes: [UInt8], name: String, most: Int) throws(ImportError) {
    self.bytes = bytes
    self.name = name
    var offset = 0
    var longPath: String?
    var longSize: Int?
    while offset + Self.block <= bytes.count {
      if bytes[offset..<offset + Self.block].allSatisfy({ $0 == 0 }) { break }
      guard hasChecksum(offset) else {
        throw error(offset == 0 ? "The file is no TAR archive" : "The archive is damaged")
      }
      let type = bytes[offset + 156]
      guard let said = number(offset + 124, 12), let mode = number(offset + 100, 8) else {
        throw error("The archive is damaged")
      }
      let size = longSize ?? said
      let start = offset + Self.block
      guard size >= 0, size <= bytes.count - start else {
        throw error("The archive is cut off", hint: "Load it again, or pack it anew")
      }
      let next = start + (size + Self.block - 1) / Self.block * Self.block
      switch type {
      case UInt8(ascii: "x"):
        for (key, value) in try records(start..<start + size) {
          if key == "path" { longPath = value }
          if key == "size" { longSize = Int(value) }
        }
        offset = next
        continue
      case UInt8(ascii: "g"):
        offset = next
        continue
      case UInt8(ascii: "L"):
        longPath = text(start, size)
        offset = next
        continue
      default: break
      }
      let path = longPath ?? shortPath(offset)
      (longPath, longSize) = (nil, nil)
      switch type {
      case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
        guard members.count < most else { throw error("The archive has more than \(most) files") }
        members.append(
          Member(path: path, isExecutable: mode & 0o100 != 0, extent: start..<start + size))
      case UInt8(ascii: "5"): break
      case UInt8(ascii: "1"), UInt8(ascii: "2"):
        throw error("The member '\(path)' is a link, and links are not unpacked")
      case UInt8(ascii: "3"), UInt8(ascii: "4"), UInt8(ascii: "6"):
        throw error("The member '\(path)' is a device or a pipe, and is not unpacked")
      default: throw error("The member '\(path)' is of a kind that is not unpacked")
      }
      offset = min(next, bytes.count)
    }
    guard !members.isEmpty else { throw error("The archive has no files") }
  }

  /// The bytes of a file.
  func contents(of member: Member) -> ArraySlice<UInt8> { bytes[member.extent] }

  private func error(_ message: String, hint: String = "Pack it anew") -> ImportError {
    ImportError(message, in: name, hint: hint)
  }

  /// The text up to the first NUL.
  private func text(_ offset: Int, _ length: Int) -> String {
    String(decoding: bytes[offset..<offset + length].prefix { $0 != 0 }, as: UTF8.self)
  }

  private func shortPath(_ offset: Int) -> String {
    let path = text(offset, 100)
    let isPOSIX = text(offset + 257, 5) == "ustar"
    let prefix = isPOSIX && bytes[offset + 263] == UInt8(ascii: "0") ? text(offset + 345, 155) : ""
    return prefix.isEmpty ? path : "\(prefix)/\(path)"
  }

  /// A number in octal digits; nil where it is none.
  private func number(_ offset: Int, _ length: Int) -> Int? {
    var number = 0
    for byte in bytes[offset..<offset + length] where byte != 0x20 && byte != 0 {
      guard (0x30...0x37).contains(byte), number < 1 << 50 else { return nil }
      number = number << 3 | Int(byte - 0x30)
    }
    return number
  }

  private func hasChecksum(_ offset: Int) -> Bool {
    let sum = (0..<Self.block).reduce(0) { sum, place in
      sum + ((148..<156).contains(place) ? 0x20 : Int(bytes[offset + place]))
    }
    return number(offset + 148, 8) == sum
  }

  /// The records of a pax header: `30 path=a/b\n`, of which the number is the length of all.
  private func records(_ extent: Range<Int>) throws(ImportError) -> [(String, String)] {
    var records: [(String, String)] = []
    var start = extent.lowerBound
    while start < extent.upperBound {
      let digits = bytes[start..<extent.upperBound].prefix { (0x30...0x39).contains($0) }
      guard digits.count < 8, let length = Int(String(decoding: digits, as: UTF8.self)),
        length > digits.count + 2, length <= extent.upperBound - start
      else { throw error("The archive is damaged") }
      let record = bytes[start + digits.count + 1..<start + length - 1]
      guard let sign = record.firstIndex(of: UInt8(ascii: "=")) else {
        throw error("The archive is damaged")
      }
      records.append(
        (
          String(decoding: record[..<sign], as: UTF8.self),
          String(decoding: record[(sign + 1)...], as: UTF8.self)
        ))
      start += length
    }
    return records
  }
}
