import CZlib
import Platform

/// Packs what is written to a file as gzip does (RFC 1952).
///
/// The header has no time, no name and no system in it, so that the same graph makes the same bytes.
final class GzipOutput {
  // zlib keeps both addresses.
  private let stream: UnsafeMutablePointer<z_stream>
  private let header: UnsafeMutablePointer<gz_header>
  private let name: String
  private var piece = [UInt8](repeating: 0, count: 1 << 16)

  /// - Parameter name: What messages call the file.
  /// - Throws: ``FileError`` where there is no memory for it.
  init(name: String) throws(FileError) {
    self.name = name
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    header = .allocate(capacity: 1)
    header.initialize(to: gz_header())
    // 255 is "unknown": zlib would write the system that it was built for.
    header.pointee.os = 255
    guard czlib_deflate_init(stream, 6, 31) == Z_OK, deflateSetHeader(stream, header) == Z_OK else {
      throw FileError("write", name, "There is no memory to pack it")
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    header.deallocate()
  }

  /// Packs `bytes`, and hands on what comes of them so far.
  func write(
    _ bytes: UnsafeRawBufferPointer, to output: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var rest = bytes
    while !rest.isEmpty {
      let some = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      try run(some, Z_NO_FLUSH, output)
      rest = UnsafeRawBufferPointer(rebasing: rest[some.count...])
    }
  }

  /// Packs what is left, and hands it on.
  func finish(to output: (UnsafeRawBufferPointer) throws -> Void) throws {
    try run(UnsafeRawBufferPointer(start: nil, count: 0), Z_FINISH, output)
  }

  private func run(
    _ bytes: UnsafeRawBufferPointer, _ flush: Int32,
    _ output: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(bytes.count)
    var isFull = true
    while isFull {
      let count = try piece.withUnsafeMutableBufferPointer { piece in
        stream.pointee.next_out = piece.baseAddress
        stream.pointee.avail_out = UInt32(piece.count)
        guard deflate(stream, flush) != Z_STREAM_ERROR else {
          throw FileError("write", name, "It could not be packed")
        }
        return piece.count - Int(stream.pointee.avail_out)
      }
      isFull = count == piece.count
      try piece.withUnsafeBytes { try output(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
