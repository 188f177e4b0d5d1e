/// A new graph that is filled under a temporary name and gets its own when it is whole.
///
/// Faster than filling a graph that is open (there is no log), and all or nothing: until
/// ``finish()`` has returned there is no file of that name, whatever happens.
///
///     let load = try NewGraphFile(path: "evidence.dolen")
///     try load.store.begin()
///     …
///     try load.store.commit()
///     try load.finish()
///     let store = try GraphStore.open(path: "evidence.dolen", mode: .readWrite)
///
/// One transaction is best: a commit waits for the disk. Rolling back and savepoints work as in any
/// store. Filling a graph that exists is an ordinary transaction instead.
public final class NewGraphFile {
  /// The store to be filled. It is closed by ``finish()`` and ``discard()``.
  public let store: GraphStore
  private var temporary: TemporaryFile?

  /// Begins a graph that will be at `path`, in a folder that exists.
  ///
  /// - Throws: ``StoreError``: `exists` where there is a file of that name, `missing` where there
  ///   is no such folder, `permission` and the like.
  public init(path: String) throws(StoreError) {
    let operation = "load a new graph"
    let target = try GraphStore.newLocation(path, operation: operation)
    let temporary = try TemporaryFile(for: target, operation: operation)
    let connection = try GraphStore.newConnection(temporary, operation: operation)
    try connection.createTables(operation: operation)
    store = GraphStore(path: path, connection: connection, file: nil, isReadOnly: false)
    try store.load()
    self.temporary = temporary
  }

  deinit { discard() }

  /// Gives the graph its name. What was not committed is not in it.
  ///
  /// - Throws: ``StoreError``: `exists` where somebody has made a file of that name meanwhile,
  ///   `misuse` where the load has ended already. The temporary file is removed then.
  public func finish() throws(StoreError) {
    let operation = "load a new graph"
    guard let temporary else { throw .closed(store.path, operation: operation) }
    self.temporary = nil
    try store.close()
    try temporary.install(replacing: false, operation: operation)
  }

  /// Gives the graph up and removes the temporary file.
  public func discard() {
    // A store that never was a writer has nothing to bring to rest, so that closing cannot fail.
    _ = try? store.close()
    temporary = nil
  }
}
