/// What the name of a file says about how it is packed.
enum PackedName {
  /// Whether a file of that name is packed by gzip.
  static func isGzip(_ path: String) -> Bool { path.lowercased().hasSuffix(".gz") }
}
