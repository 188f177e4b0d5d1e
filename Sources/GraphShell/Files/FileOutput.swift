import GraphEngine
import PluginKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The reader of a pipe has gone away: nobody wants the rest.
public struct PipeClosed: Error {
  /// The news; there is nothing to add.
  public init() {}
}

/// Writes to a descriptor: standard output, standard error, or a file of its own.
///
/// Small writes are gathered until ``flush()``. A file made with ``init(creating:)`` is written
/// beside its place and takes it only with ``commit()``, so that a failure leaves what was there.
public final class FileOutput: ByteOutput {
  private let descriptor: Int32
  private let path: String
  private let temporary: String?
  private var buffer: [UInt8] = []
  private var isDone = false

  /// An output that writes to an open descriptor and does not close it.
  public init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    path = name
    temporary = nil
  }

  /// An output that makes the file at `path`, in place of one that is there.
  ///
  /// - Throws: `FileError` where the file cannot be made.
  public init(creating path: String) throws(FileError) {
    self.path = path
    if ShellFiles.exists(path), !ShellFiles.isRegularFile(path) {
      // A device or a named pipe cannot be replaced.
      temporary = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw ShellFiles.failure("open", path) }
      return
    }
    let temporary = "\(path).\(getpid()).part"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw ShellFiles.failure("create", path) }
    self.temporary = temporary
  }

  deinit {
    guard let temporary else { return }
    if !isDone {
      close(descriptor)
      unlink(temporary)
    }
  }

  /// Takes in `bytes`.
  ///
  /// - Throws: ``PipeClosed``, or `FileError` where they cannot be written.
  public func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Hands over all that was gathered.
  ///
  /// - Throws: ``PipeClosed``, or `FileError` where it cannot be written.
  public func flush() throws {
    if buffer.isEmpty { return }
    defer { buffer.removeAll(keepingCapacity: true) }
    try buffer.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        #if canImport(Glibc)
          let count = Glibc.write(
            descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
        #elseif canImport(Musl)
          let count = Musl.write(
            descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
        #else
          let count = Darwin.write(
            descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
        #endif
        if count >= 0 {
          done += count
        } else if errno == EPIPE {
          throw PipeClosed()
        } else if errno != EINTR {
          throw ShellFiles.failure("write to", path)
        }
      }
    }
  }

  /// Puts the finished file in its place.
  ///
  /// - Throws: `FileError` where it cannot be written or renamed.
  public func commit() throws {
    try flush()
    guard let temporary else { return }
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
      throw ShellFiles.failure("write to", path)
    }
    isDone = true
    close(descriptor)
    guard rename(temporary, path) == 0 else {
      let failure = ShellFiles.failure("create", path)
      unlink(temporary)
      throw failure
    }
  }
}
