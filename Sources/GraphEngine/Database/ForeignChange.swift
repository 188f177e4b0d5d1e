import GraphIndex
import GraphModel
import GraphStore

/// Looks whether a file that another SQLite program has changed can be trusted, and takes it over.
///
/// That program has not written the checksums of the pages it changed, so that damage would not show.
/// In their place SQLite looks at all of its structures, and the index, where one is stored, is
/// compared with the rows.
enum ForeignChange {
  /// Takes over what there is to be taken over; nothing where only Dolen has written to the file.
  ///
  /// - Parameter view: The index as it was read from the file.
  /// - Returns: What the user should hear.
  /// - Throws: `StoreError` of the kind `damaged` where the file contradicts itself.
  /// - Complexity: O(size of the graph), once.
  static func accept(in store: GraphStore, _ view: GraphView) throws -> [String] {
    guard store.isChangedByOthers else { return [] }
    let problems = try store.check(.full)
    if let first = problems.first(where: { $0.kind == .database }) {
      throw StoreError.damagedElsewhere(store.path, first.message)
    }
    if view.base.isStored {
      let stored = IndexDigest(view)
      let built = IndexDigest(try ViewBuilder.view(of: store))
      // An index that cannot be read is built from the rows by whoever needs it.
      if view.base.fault == nil, let part = stored.differences(from: built).first {
        throw StoreError.damagedElsewhere(
          store.path, "\(part) in the index are not as the rows say")
      }
    }
    let isRenewed = try store.acceptForeignChange()
    return [
      "\(store.path) was changed by another program than Dolen; it is sound"
        + (isRenewed ? ", and its pages have new checksums" : "")
        + (problems.isEmpty ? "" : ", but 'dolen check' finds rows that do not fit")
    ]
  }
}

extension StoreError {
  fileprivate static func damagedElsewhere(_ path: String, _ cause: String) -> StoreError {
    StoreError(
      .damaged, path: path, operation: "open",
      cause: "another program than Dolen has changed the file, and it is damaged: \(cause)",
      hint: "Restore a backup; 'dolen export FILE OUT --salvage' takes what can still be read.")
  }
}
