import Platform

/// What makes the bytes of a ``ByteStream`` out of others.
protocol ByteSupply: AnyObject {
  /// Fills as much of `buffer` as there is at hand, and returns how much; 0 only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int
}

/// Bytes that are read in pieces: from a file, from standard input, or from memory.
///
/// Used from one thread at a time. What passes through is counted and hashed, so that an import can
/// say which file it read.
public final class ByteStream {
  /// What messages call the stream: a path, or `standard input`.
  public let name: String
  /// The number of bytes read so far.
  public private(set) var count = 0
  private var descriptor: Int32
  private let closes: Bool
  private var memory: ArraySlice<UInt8>
  /// What the bytes are made by, where they stand in no file and not in memory.
  private let supply: (any ByteSupply)?
  private var hash: SHA256?
  private let finished: (@Sendable (Digest) -> Void)?
  private let counted: (@Sendable (Int) -> Void)?

  /// The length and the SHA-256 of a stream that was read to its end.
  public struct Digest: Hashable, Sendable {
    /// The stream's name.
    public var name: String
    /// Its length in bytes.
    public var count: Int
    /// Its SHA-256 in hexadecimal digits.
    public var sha256: String
  }

  /// The bytes of `array`.
  public init(_ array: [UInt8], name: String) {
    self.name = name
    descriptor = -1
    closes = false
    memory = array[...]
    hash = nil
    supply = nil
    (finished, counted) = (nil, nil)
  }

  /// The bytes of the file at `path`, unpacked where gzip has packed them.
  ///
  /// - Throws: ``FileError``.
  package static func unpacked(_ path: String) throws(FileError) -> ByteStream {
    let descriptor = try InputFile.open(path)
    let file = ByteStream(
      descriptor: descriptor, closes: true, memory: [], name: path, finished: nil)
    let head = try file.read(all: 2)
    file.memory = head[...]
    file.count = 0
    guard Inflation.isGzip(head) else { return file }
    return ByteStream(unpacking: try Inflation(file, .gzip), name: path)
  }

  /// The bytes that `supply` makes.
  init(unpacking supply: any ByteSupply, name: String) {
    self.name = name
    self.supply = supply
    descriptor = -1
    closes = false
    memory = []
    hash = nil
    (finished, counted) = (nil, nil)
  }

  /// The bytes of `memory`, then those of an open file, where `descriptor` is one.
  ///
  /// - Parameters:
  ///   - finished: Told of the whole at the end.
  ///   - counted: Told of each piece's length.
  init(
    descriptor: Int32, closes: Bool, memory: [UInt8], name: String,
    finished: (@Sendable (Digest) -> Void)?, counted: (@Sendable (Int) -> Void)? = nil
  ) {
    self.name = name
    self.descriptor = descriptor
    self.closes = closes
    self.memory = memory[...]
    supply = nil
    self.finished = finished
    self.counted = counted
    hash = finished == nil ? nil : SHA256()
  }

  deinit {
    if closes, descriptor >= 0 { close(descriptor) }
  }

  /// Fills as much of `buffer` as there is at hand, and returns how much; 0 only at the end.
  ///
  /// - Throws: ``FileError``.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    guard !buffer.isEmpty else { return 0 }
    let length =
      if let supply {
        try supply.read(into: buffer)
      } else if descriptor < 0 || !memory.isEmpty {
        takeMemory(into: buffer)
      } else {
        try readFile(into: buffer)
      }
    if length > 0 {
      count += length
      counted?(length)
      hash?.update(UnsafeRawBufferPointer(rebasing: buffer[..<length]))
    } else if let digest = hash?.finalized() {
      hash = nil
      finished?(Digest(name: name, count: count, sha256: digest))
    }
    return length
  }

  /// The next bytes, at most `count` of them; none only at the end.
  ///
  /// - Throws: ``FileError``.
  package func read(upTo count: Int) throws(FileError) -> [UInt8] {
    var piece = [UInt8](repeating: 0, count: count)
    piece.removeLast(count - (try read(into: &piece)))
    return piece
  }

  /// The next `count` bytes; fewer only at the end.
  ///
  /// - Throws: ``FileError``.
  func read(all count: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let piece = try read(upTo: count - bytes.count)
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }

  private func read(into piece: inout [UInt8]) throws(FileError) -> Int {
    // `withUnsafeMutableBytes` cannot pass on a typed error.
    try piece.withUnsafeMutableBytes { buffer in
      Result { () throws(FileError) in try read(into: buffer) }
    }.get()
  }

  /// All bytes that are left.
  ///
  /// - Parameter limit: More bytes than this are an error, so that a manifest cannot fill memory.
  /// - Throws: ``FileError``.
  public func readAll(limit: Int = 1 << 30) throws(FileError) -> [UInt8] {
    try readAll(limit: limit) { _ in true }
  }

  /// All bytes that are left, or those up to a piece that `goesOn` does not let pass, so that what is no
  /// sound file is not held as a whole.
  func readAll(
    limit: Int, while goesOn: (UnsafeRawBufferPointer) -> Bool
  ) throws(FileError) -> [UInt8] {
    var all: [UInt8] = []
    var info = stat()
    if supply == nil, descriptor >= 0, fstat(descriptor, &info) == 0,
      info.st_mode & S_IFMT == S_IFREG
    {
      let left = memory.count + Int(info.st_size) - max(0, Int(lseek(descriptor, 0, SEEK_CUR)))
      guard left <= limit else { throw FileError("read", name, "It is longer than \(limit) bytes") }
      all.reserveCapacity(max(0, left))
    }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let length = try read(into: &piece)
      if length == 0 { return all }
      guard all.count + length <= limit else {
        throw FileError("read", name, "It is longer than \(limit) bytes")
      }
      all.append(contentsOf: piece[..<length])
      let isPassed = piece.withUnsafeBytes {
        goesOn(UnsafeRawBufferPointer(rebasing: $0[..<length]))
      }
      if !isPassed { return all }
    }
  }

  private func takeMemory(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let piece = memory.prefix(buffer.count)
    buffer.copyBytes(from: piece)
    memory = memory.dropFirst(piece.count)
    return piece.count
  }

  private func readFile(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    let length = readBytes(descriptor, into: buffer)
    guard length >= 0 else { throw FileSystem.failure("read", name, errno) }
    return length
  }
}
