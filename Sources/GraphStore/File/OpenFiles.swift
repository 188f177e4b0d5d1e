import Platform

/// The graphs that this process has open, by identity.
final class OpenFiles: Sendable {
  /// The one list of the process.
  static let shared = OpenFiles()

  /// Per open file, descriptors that may be closed only together with it.
  private let files = Monitor<[FileIdentity: [Int32]]>([:])

  private init() {}

  /// Adds a file; false where it is there already.
  func add(_ identity: FileIdentity) -> Bool {
    files.withLock { files in
      guard files[identity] == nil else { return false }
      files[identity] = []
      return true
    }
  }

  /// Takes a file from the list, once it is closed.
  func remove(_ identity: FileIdentity) {
    let descriptors = files.withLock { $0.removeValue(forKey: identity) }
    for descriptor in descriptors ?? [] { close(descriptor) }
  }

  /// Whether the process has the file open.
  func contains(_ identity: FileIdentity) -> Bool { files.withLock { $0[identity] != nil } }

  /// Closes a descriptor that was opened by mistake: at once, or with the file it turned out to be.
  func closeWhenFree(_ descriptor: Int32, of identity: FileIdentity?) {
    let isHeld = files.withLock { files in
      guard let identity, files[identity] != nil else { return false }
      files[identity]?.append(descriptor)
      return true
    }
    if !isHeld { close(descriptor) }
  }
}
