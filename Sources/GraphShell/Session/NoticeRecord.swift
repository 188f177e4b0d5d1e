import GraphEngine
import GraphModel

/// A failure, a warning or a remark in its parts, for programs (`--errors json`).
public struct NoticeRecord: Hashable, Sendable {
  /// The family of an error, such as `SyntaxError`.
  public var type: String?
  /// The name of this very error or warning, such as `UndefinedVariable`.
  public var code: String?
  /// What is the matter, in one sentence.
  public var message: String
  /// What to do.
  public var hint: String?
  /// The name of the text that it is about: a file, `-c`, `stdin`.
  public var source: String?
  /// The line in it, from 1.
  public var line: Int?
  /// The column, from 1, in code points.
  public var column: Int?

  /// How grave it is.
  public enum Severity: String, Sendable {
    case error
    case warning
    case notice
  }

  /// A record of words alone.
  public init(code: String? = nil, message: String) {
    self.code = code
    self.message = message
  }

  /// The record of a diagnostic of a statement at `place`.
  init(_ diagnostic: Diagnostic, at place: ScriptPlace?) {
    type = diagnostic.type.rawValue
    code = diagnostic.detail
    message = diagnostic.message
    hint = diagnostic.hint
    source = place?.origin
    guard let place, let span = diagnostic.span else { return }
    let position = SourcePosition(offset: span.start + place.offset, in: place.source)
    line = position.line + place.firstLine - 1
    column = position.column
  }

  /// One line of JSON; what is not known is left out.
  public func json(_ severity: Severity, exitCode: Int32? = nil) -> String {
    var map = MapValue()
    map["severity"] = .string(severity.rawValue)
    if let type { map["type"] = .string(type) }
    if let code { map["code"] = .string(code) }
    map["message"] = .string(message)
    if let hint { map["hint"] = .string(hint) }
    if let source { map["source"] = .string(source) }
    if let line { map["line"] = .integer(line) }
    if let column { map["column"] = .integer(column) }
    if let exitCode { map["exitCode"] = .integer(Int(exitCode)) }
    var writer = JSONWriter(mode: .plain)
    // A map of texts and numbers is never too deep.
    do { try writer.write(.map(map)) } catch { return "{\"severity\":\"error\"}" }
    return writer.text
  }
}
