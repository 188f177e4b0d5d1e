/// How a CSV text parts its fields, and how much of it is taken for one record.
public struct CSVDialect: Hashable, Sendable {
  /// The byte between two fields: a comma, a semicolon, a tab.
  public var delimiter: UInt8
  /// The most bytes of one record.
  public var recordLimit: Int
  /// The most fields of one record.
  public var fieldLimit: Int

  /// Commas, records of at most 64 MiB, 65,536 fields.
  public init(
    delimiter: UInt8 = UInt8(ascii: ","), recordLimit: Int = 64 << 20, fieldLimit: Int = 1 << 16
  ) {
    self.delimiter = delimiter
    self.recordLimit = min(recordLimit, 1 << 30)
    self.fieldLimit = fieldLimit
  }
}
