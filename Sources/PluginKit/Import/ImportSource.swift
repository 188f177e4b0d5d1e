import Platform
import Synchronization

/// Where an importer reads from: a file, a folder, standard input, or bytes in memory.
///
/// An importer never opens a path by itself. It asks the source for streams, which are hashed on
/// the way, and for entries of a folder, whose names cannot lead out of it.
public struct ImportSource: Sendable {
  /// What messages call the source: the path as it was given.
  public let name: String
  /// Whether the import is only tried, so that nothing may be written beside the source.
  public internal(set) var isTrial = false
  private let kind: Kind
  private let digests: Digests
  private let opened = Opened()

  private enum Kind: Sendable {
    case file(String)
    case folder(String)
    case standardInput
    case bytes([UInt8])
    case entries([String: [UInt8]])
    case archive(ZIPArchive)
    case member(ZIPArchive, String)
  }

  /// What was read, shared by a source and its entries.
  private final class Digests: Sendable {
    let all = Monitor<[ByteStream.Digest]>([])
    let bytes = Atomic(0)
  }

  /// What was opened to look at its first bytes: a pipe has them only once.
  private final class Opened: Sendable {
    struct File {
      /// Negative where the head is all there is.
      var descriptor: Int32
      var closes: Bool
      var head: [UInt8]

      /// Whether the head is all there is.
      var isWhole: Bool { descriptor < 0 }
    }

    let file = Monitor<File?>(nil)

    deinit {
      file.withLock { if let file = $0, file.closes, !file.isWhole { close(file.descriptor) } }
    }
  }

  private init(name: String, kind: Kind, digests: Digests = Digests()) {
    self.name = name
    self.kind = kind
    self.digests = digests
  }

  /// The file or folder at `path`.
  ///
  /// - Throws: ``FileError`` where there is nothing at the path.
  public init(path: String) throws(FileError) {
    switch try FileSystem.kind(of: path) {
    case .file: self.init(name: path, kind: .file(path))
    case .folder: self.init(name: path, kind: .folder(path))
    case .missing: throw FileError("open", path, "There is no such file or folder")
    }
  }

  /// Bytes in memory, as one file.
  public init(_ bytes: [UInt8], name: String) { self.init(name: name, kind: .bytes(bytes)) }

  /// Files in memory by their path, as one folder.
  public init(folder: [String: [UInt8]], name: String) {
    self.init(name: name, kind: .entries(folder))
  }

  /// What is piped into the process.
  public static let standardInput = ImportSource(name: "standard input", kind: .standardInput)

  /// Whether the source is a folder.
  public var isFolder: Bool {
    switch kind {
    case .folder, .entries, .archive: true
    case .file, .standardInput, .bytes, .member: false
    }
  }

  /// The files that were read to their end so far, with their digests, in that order.
  public var filesRead: [ByteStream.Digest] { digests.all.withLock { $0 } }

  /// How many bytes were read so far, of all files together; what is read twice counts twice.
  public var bytesRead: Int { digests.bytes.load(ordering: .relaxed) }

  /// How many bytes there are; nil where that is not known before they are read, as of a pipe.
  public var byteCount: Int? {
    switch kind {
    case .bytes(let bytes): bytes.count
    case .entries(let entries): entries.values.reduce(0) { $0 + $1.count }
    case .file(let path): (try? FileSystem.status(of: path)).map { Int($0.st_size) }
    case .archive(let archive): archive.byteCount
    case .member(let archive, let path): archive.size(of: path)
    case .folder, .standardInput: nil
    }
  }

  /// The path of the file or folder, beside which an importer may write what it tells; nil for what is
  /// piped or in memory.
  public var path: String? {
    switch kind {
    case .file(let path), .folder(let path): path
    case .standardInput, .bytes, .entries, .archive, .member: nil
    }
  }

  /// Whether the folder has an entry at `path`.
  public func contains(_ path: String) -> Bool {
    switch kind {
    case .entries(let entries): entries[path] != nil
    case .folder(let folder): (try? FileSystem.kind(of: "\(folder)/\(path)")) == .file
    case .archive(let archive): archive.contains(path)
    case .file, .standardInput, .bytes, .member: false
    }
  }

  /// The names of the files in the folder `path` within this one, sorted; none where there is no
  /// such folder.
  public func files(in path: String) -> [String] {
    switch kind {
    case .entries(let entries): return Self.names(in: path, of: Array(entries.keys))
    case .archive(let archive): return Self.names(in: path, of: archive.paths)
    case .folder(let folder):
      let names = (try? FileSystem.names(in: "\(folder)/\(path)")) ?? []
      return names.filter { contains("\(path)/\($0)") }
    case .file, .standardInput, .bytes, .member: return []
    }
  }

  private static func names(in folder: String, of paths: [String]) -> [String] {
    paths.filter { $0.hasPrefix("\(folder)/") }.map { String($0.dropFirst(folder.count + 1)) }
      .filter { !$0.isEmpty && !$0.contains("/") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The entry of the folder at `path`, which parts names by `/`.
  ///
  /// - Throws: ``ImportError`` where the source is no folder, the path leads out of it, or nothing
  ///   stands there.
  public func entry(_ path: String) throws(ImportError) -> ImportSource {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." || $0.utf8.contains(0) })
    else {
      throw ImportError(
        "'\(path)' is no path inside the folder", in: name,
        hint: "Name the file by folders and name only, such as nodes/Study.csv")
    }
    let full = "\(name)/\(path)"
    switch kind {
    case .entries(let entries):
      guard let bytes = entries[path] else { throw .missing(path, in: name) }
      return ImportSource(name: full, kind: .bytes(bytes), digests: digests)
    case .folder(let folder):
      guard contains(path) else { throw .missing(path, in: name) }
      // Where a link leads is where the file is; it must be inside as well.
      let resolved = FileSystem.resolved("\(folder)/\(path)")
      let root = FileSystem.resolved(folder)
      guard resolved.hasPrefix(root == "/" ? root : root + "/") else {
        throw ImportError(
          "'\(path)' is a symbolic link that leads out of the folder", in: name,
          hint: "Copy the file into the folder, so that the folder holds all that it says")
      }
      return ImportSource(name: full, kind: .file(resolved), digests: digests)
    case .archive(let archive):
      guard archive.contains(path) else { throw .missing(path, in: name) }
      return ImportSource(name: full, kind: .member(archive, path), digests: digests)
    case .file, .standardInput, .bytes, .member:
      throw ImportError("This is a file, where a folder was expected", in: name)
    }
  }

  /// The first bytes, unpacked where gzip has packed them; ``stream()`` gives them again.
  ///
  /// - Throws: ``FileError``; ``ImportError`` where the source is a folder.
  public func head() throws -> FileHead {
    let (bytes, isWhole) = try packedHead()
    guard Inflation.isGzip(bytes) else { return FileHead(bytes, isWhole: isWhole) }
    var beginning = Inflation.beginning(of: bytes, count: FileHead.limit)
    if !beginning.isWhole, FileHead.mayBeJSON(beginning.bytes) {
      beginning = Inflation.beginning(of: bytes, count: FileHead.jsonLimit)
    }
    return FileHead(beginning.bytes, isWhole: isWhole && beginning.isWhole)
  }

  /// The first bytes as they stand in the file.
  private func packedHead() throws -> (bytes: [UInt8], isWhole: Bool) {
    if case .bytes(let bytes) = kind {
      let head = Array(bytes.prefix(Self.headLimit(Array(bytes.prefix(FileHead.limit)))))
      return (head, bytes.count == head.count)
    }
    if case .member(let archive, let path) = kind {
      let stream = try archive.stream(of: path)
      let head = try Self.head(of: stream)
      return (head.bytes, head.isWhole || archive.size(of: path) == head.bytes.count)
    }
    return try opened.file.withLock { file in
      let found = try file ?? look()
      file = found
      return (found.head, found.isWhole)
    }
  }

  /// How many bytes of a file that begins with `bytes` are looked at: more where its format may be told by
  /// what stands far from its beginning, or where it is packed.
  private static func headLimit(_ bytes: [UInt8]) -> Int {
    if Inflation.isGzip(bytes) { return 1 << 20 }
    return FileHead.mayBeJSON(bytes) ? FileHead.jsonLimit : FileHead.limit
  }

  private static func head(of stream: ByteStream) throws -> (bytes: [UInt8], isWhole: Bool) {
    var bytes = try stream.read(all: FileHead.limit)
    guard bytes.count == FileHead.limit else { return (bytes, true) }
    let limit = headLimit(bytes)
    if limit > bytes.count { bytes += try stream.read(all: limit - bytes.count) }
    return (bytes, bytes.count < limit)
  }

  /// Whether gzip has packed the source, by its first bytes.
  package func isPackedByGzip() throws -> Bool {
    try !isFolder && Inflation.isGzip(packedHead().bytes)
  }

  /// The source's name, by whose ending its format is known: without the `.gz` of a packed file.
  package func unpackedName() throws -> String {
    guard PackedName.isGzip(name), try isPackedByGzip() else { return name }
    return String(name.dropLast(3))
  }

  /// The files of the ZIP archive that the source is, as a folder; nil where it is none.
  ///
  /// The whole archive is read: what is in it stands at its end.
  ///
  /// - Throws: ``FileError``; ``ImportError`` where it is damaged, or refused for what it would grow to.
  package func archive() throws -> ImportSource? {
    guard !isFolder, try packedHead().bytes.starts(with: [0x50, 0x4B, 3, 4]) else { return nil }
    let bytes = try stream().readAll(limit: ZIPArchive.Limits().archive)
    return ImportSource(
      name: name, kind: .archive(try ZIPArchive(bytes, name: name)), digests: digests)
  }

  /// The paths of all files of an archive.
  package var archivePaths: [String] {
    if case .archive(let archive) = kind { archive.paths } else { [] }
  }

  private func look() throws -> Opened.File {
    let (descriptor, closes) = try descriptor()
    let stream = ByteStream(
      descriptor: descriptor, closes: false, memory: [], name: name, finished: nil)
    var file = Opened.File(descriptor: descriptor, closes: closes, head: [])
    let isWhole: Bool
    do {
      (file.head, isWhole) = try Self.head(of: stream)
    } catch {
      if closes { close(descriptor) }
      throw error
    }
    if isWhole {
      // Who asked a terminal again would have to end the input a second time.
      if closes { close(descriptor) }
      file.descriptor = -1
    }
    return file
  }

  private func descriptor() throws -> (descriptor: Int32, closes: Bool) {
    switch kind {
    case .file(let path): return (try InputFile.open(path), true)
    case .standardInput: return (0, false)
    case .bytes, .folder, .entries, .archive, .member:
      throw ImportError("This is a folder, where a file was expected", in: name)
    }
  }

  /// The bytes, from the start, unpacked where gzip has packed them.
  ///
  /// - Throws: ``FileError``; ``ImportError`` where the source is a folder.
  public func stream() throws -> ByteStream {
    let isPacked = try isPackedByGzip()
    let stream = try packedStream()
    guard isPacked else { return stream }
    return ByteStream(unpacking: try Inflation(stream, .gzip), name: name)
  }

  /// The bytes as they stand in the file; what was read is noted of these.
  private func packedStream() throws -> ByteStream {
    let digests = digests
    if case .member(let archive, let path) = kind { return try archive.stream(of: path) }
    let note: @Sendable (ByteStream.Digest) -> Void = { digest in
      digests.all.withLock { all in
        // A file that is read twice, once to check it, is listed once.
        if !all.contains(digest) { all.append(digest) }
      }
    }
    let count: @Sendable (Int) -> Void = { digests.bytes.add($0, ordering: .relaxed) }
    if case .bytes(let bytes) = kind {
      return ByteStream(
        descriptor: -1, closes: false, memory: bytes, name: name, finished: note, counted: count)
    }
    if let file = opened.file.withLock({ $0.take() }) {
      return ByteStream(
        descriptor: file.descriptor, closes: file.closes, memory: file.head, name: name,
        finished: note, counted: count)
    }
    let (descriptor, closes) = try descriptor()
    return ByteStream(
      descriptor: descriptor, closes: closes, memory: [], name: name, finished: note,
      counted: count)
  }
}

extension ImportError {
  fileprivate static func missing(_ path: String, in folder: String) -> ImportError {
    ImportError("The folder has no file '\(path)'", in: folder)
  }
}
