/// What a bulk load does with bad lines, and how much it may use.
public struct BulkPolicy: Hashable, Sendable {
  /// What happens to a line that is wrong.
  public var onError: ImportPolicy.OnError
  /// What happens to a node that the graph has with other contents.
  public var existing: ImportPolicy.Existing
  /// The byte between two fields; nil for what each file says, and else a comma.
  public var delimiter: UInt8?
  /// The most bytes that the ids of nodes may take in memory, which is all that a load keeps.
  public var memory: Int

  /// Stops at a bad line; delimiters as files have them; at most 4 GiB of ids, which is some 200
  /// million nodes.
  public init(
    onError: ImportPolicy.OnError = .stop, existing: ImportPolicy.Existing = .stop,
    delimiter: UInt8? = nil, memory: Int? = nil
  ) {
    self.onError = onError
    self.existing = existing
    self.delimiter = delimiter
    self.memory = memory ?? ImportPolicy.idMemory
  }
}
