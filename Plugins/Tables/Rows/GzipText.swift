import CZlib
import PluginKit

/// The text that gzip has packed (RFC 1952), unpacked within bounds.
enum GzipText {
  /// The most bytes of the text, and for each packed byte where it is longer than 16 MiB.
  static let limit = 1 << 30
  static let ratio = 250

  /// Whether a file begins as gzip's do.
  static func isPacked(_ head: FileHead) -> Bool { head.bytes.starts(with: [0x1F, 0x8B]) }

  /// The bytes that `packed` holds, which may be several members, one behind the other.
  ///
  /// - Throws: `ImportError` where they are damaged, cut off, or grow beyond the bounds.
  static func unpacked(_ packed: [UInt8], name: String) throws(ImportError) -> [UInt8] {
    var input = packed
    var stream = z_stream()
    guard czlib_inflate_init(&stream, 31) == Z_OK else {
      throw ImportError("The file cannot be unpacked", in: name, hint: "Unpack it by gunzip")
    }
    defer { inflateEnd(&stream) }
    let most = min(limit, max(16 << 20, ratio * packed.count))
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    var taken = 0
    while true {
      var status = Z_OK
      let made = input.withUnsafeMutableBufferPointer { input in
        piece.withUnsafeMutableBufferPointer { piece in
          stream.next_in = input.baseAddress.map { $0 + taken }
          stream.avail_in = UInt32(min(input.count - taken, 1 << 30))
          stream.next_out = piece.baseAddress
          stream.avail_out = UInt32(piece.count)
          let before = stream.avail_in
          status = inflate(&stream, Z_NO_FLUSH)
          taken += Int(before - stream.avail_in)
          return piece.count - Int(stream.avail_out)
        }
      }
      text += piece[..<made]
      guard text.count <= most else {
        throw ImportError(
          "The file would grow from \(packed.count) bytes to more than \(most)", in: name,
          hint: "Unpack it first, by gunzip, and import what comes of it")
      }
      if status == Z_STREAM_END {
        if taken == packed.count { return text }
        inflateReset(&stream)
      } else if status != Z_OK || made == 0 && taken == packed.count {
        throw ImportError(
          "The file is packed by gzip, and damaged or cut off", in: name, hint: "Load it again")
      }
    }
  }
}
