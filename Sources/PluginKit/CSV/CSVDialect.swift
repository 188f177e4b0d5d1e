/// How a CSV text parts its fields, and how much of it is taken for one record.
public struct CSVDialect: Hashable, Sendable {
  /// The byte between two fields: a comma, a semicolon, a tab. Nil is what the file says in a first
  /// line such as `sep=;`, which Excel writes and reads, and else a comma.
  public var delimiter: UInt8?
  /// The most bytes of one record.
  public var recordLimit: Int
  /// The most fields of one record.
  public var fieldLimit: Int

  /// What the file says, records of at most 64 MiB, 65,536 fields.
  public init(
    delimiter: UInt8? = nil, recordLimit: Int = 64 << 20, fieldLimit: Int = 1 << 16
  ) {
    self.delimiter = delimiter
    self.recordLimit = min(recordLimit, 1 << 30)
    self.fieldLimit = fieldLimit
  }
}
