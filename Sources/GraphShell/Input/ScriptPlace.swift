import GraphModel

/// Where a statement or a command stands: in a file, on standard input, or typed.
public struct ScriptPlace: Hashable, Sendable {
  /// The whole lines that it stands in.
  public var source: String
  /// Where it begins in ``source``, in bytes.
  public var offset: Int
  /// The number of the first line of ``source``.
  public var firstLine: Int
  /// The name of the text as messages show it; nil for what was typed.
  public var origin: String?

  /// The place `offset` bytes into `source`.
  public init(source: String, offset: Int = 0, firstLine: Int = 1, origin: String? = nil) {
    self.source = source
    self.offset = offset
    self.firstLine = firstLine
    self.origin = origin
  }

  /// `diagnostic`, whose span counts from here, drawn under the line that it is about.
  public func rendered(_ diagnostic: Diagnostic) -> String {
    var diagnostic = diagnostic
    if let span = diagnostic.span {
      diagnostic.span = SourceSpan(span.start + offset, span.end + offset)
    }
    return diagnostic.rendered(in: source, origin: origin, firstLine: firstLine)
  }

  /// `origin:line:column: `, or nothing for what was typed.
  public var prefix: String {
    guard let origin else { return "" }
    let position = SourcePosition(offset: offset, in: source)
    return "\(origin):\(position.line + firstLine - 1):\(position.column): "
  }
}
