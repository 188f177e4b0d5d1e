/// A place in the source of an import, as a person counts it.
public struct SourcePlace: Hashable, Sendable {
  /// The file, as it was named.
  public var file: String
  /// The line from 1, where it is known.
  public var line: Int?
  /// The column from 1 in code points, where it is known.
  public var column: Int?

  /// The given place.
  public init(_ file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourcePlace: CustomStringConvertible {
  /// `file:line:column`, as far as it is known; editors and terminals jump to it.
  public var description: String {
    guard let line else { return file }
    guard let column else { return "\(file):\(line)" }
    return "\(file):\(line):\(column)"
  }
}
