#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes one file, which appears whole or not at all.
///
/// The bytes go to a temporary file in the same folder; ``commit()`` brings it to the disk and
/// renames it. A sink that goes away without a commit removes it. Pipes and devices are written
/// to directly.
struct FileSink: ByteSink {
  private(set) var count = 0
  private let output: OutputFile
  private let path: String
  private let temporary: String?

  init(path: String) throws {
    let target = FileSystem.resolved(path)
    self.path = target
    switch try FileSystem.kind(of: target) {
    case .folder: throw FileError("write", path, "It is a folder")
    case .file where try !FileSystem.isRegular(target):
      temporary = nil
      output = try OutputFile(writingTo: target)
    case .file, .missing:
      let (folder, name) = FileSystem.split(target)
      let temporary = "\(folder)/.\(name).\(FileSystem.uniqueSuffix()).tmp"
      self.temporary = temporary
      output = try OutputFile(creating: temporary)
    }
  }

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
    count += bytes.count
    try output.write(bytes)
  }

  mutating func beginFile(_ path: String) throws {
    throw ExportError("This format writes a folder, not a file")
  }

  /// Puts the file in its place.
  func commit() throws {
    try output.finish(syncing: temporary != nil)
    guard let temporary else { return }
    FileSystem.copyMode(of: path, to: temporary)
    try FileSystem.rename(temporary, to: path)
    FileSystem.syncFolder(FileSystem.split(path).folder)
  }

  /// Removes what was written.
  func abandon() {
    if let temporary { FileSystem.remove(temporary) }
  }
}

/// Writes to standard output.
struct StandardOutputSink: ByteSink {
  private(set) var count = 0
  private let output = OutputFile(descriptor: 1, name: "standard output")

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
    count += bytes.count
    try output.write(bytes)
  }

  mutating func beginFile(_ path: String) throws {
    throw ExportError(
      "This format writes a folder, which standard output cannot take", hint: "Name a folder")
  }

  func commit() throws { try output.finish(syncing: false) }
}

/// A file that is written through a buffer.
final class OutputFile {
  private var descriptor: Int32
  private let closes: Bool
  private let name: String
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 17

  /// Makes a new file, which must not exist.
  init(creating path: String) throws(FileError) {
    descriptor = try FileSystem.open(path, .create)
    closes = true
    name = path
    buffer.reserveCapacity(Self.bufferSize)
  }

  /// Writes to a pipe or device.
  init(writingTo path: String) throws(FileError) {
    descriptor = try FileSystem.open(path, .write)
    closes = true
    name = path
    buffer.reserveCapacity(Self.bufferSize)
  }

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    closes = false
  }

  deinit {
    if closes, descriptor >= 0 { close(descriptor) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    if bytes.count + buffer.count < Self.bufferSize {
      buffer.append(contentsOf: bytes)
      return
    }
    try flush()
    if bytes.count < Self.bufferSize {
      buffer.append(contentsOf: bytes)
    } else {
      try writeOut(bytes)
    }
  }

  /// Writes what is left, to the disk where `syncing`, and closes the file.
  func finish(syncing: Bool) throws(FileError) {
    try flush()
    if syncing, fsync(descriptor) != 0 { throw FileSystem.failure("write", name, errno) }
    guard closes else { return }
    let closing = descriptor
    descriptor = -1
    if close(closing) != 0, errno != EINTR { throw FileSystem.failure("write", name, errno) }
  }

  private func flush() throws(FileError) {
    let pending = buffer
    buffer = []
    try pending.withUnsafeBytes { bytes in
      Result { () throws(FileError) in try writeOut(bytes) }
    }.get()
    buffer = pending
    buffer.removeAll(keepingCapacity: true)
  }

  private func writeOut(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      #if canImport(Darwin)
        let written = Darwin.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      #elseif canImport(Musl)
        let written = Musl.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      #else
        let written = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      #endif
      if written < 0 {
        let code = errno
        if code == EINTR { continue }
        throw FileSystem.failure("write", name, code)
      }
      rest = rest.dropFirst(written)
    }
  }
}
