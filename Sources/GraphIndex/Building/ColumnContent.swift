import GraphModel

/// A value on its way into a column, in the form that costs least.
public enum ColumnContent {
  case integer(Int)
  /// A text in UTF-8, read before the call returns.
  case text(UnsafeBufferPointer<UInt8>)
  /// Any value; null is none.
  case value(Value)
}
