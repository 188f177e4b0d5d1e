import GraphModel

/// A setting in a graph's `meta` table.
public enum MetaValue: Hashable, Sendable {
  case integer(Int)
  case text(Text)
  case bytes([UInt8])
}
