import CypherSyntax
import Dispatch
import GraphModel

import class Foundation.NSLock
import class Foundation.Thread

/// The statement that `text` is.
func parsed(_ text: String, limits: Parser.Limits = .standard) throws(Diagnostic) -> Statement {
  var parser = Parser(text, limits: limits)
  return try parser.statement()
}

/// The diagnostic with which `text` is refused, or nil.
///
/// It is read on a thread with the stack that the engine's own threads have.
func refusal(of text: String, limits: Parser.Limits = .standard) -> Diagnostic? {
  let answer = Answer()
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    do { _ = try parsed(text, limits: limits) } catch { answer.set(error) }
    done.signal()
  }
  thread.stackSize = 8 << 20
  thread.start()
  done.wait()
  return answer.get()
}

/// A diagnostic that one thread hands to another.
private final class Answer: @unchecked Sendable {
  private let lock = NSLock()
  private var diagnostic: Diagnostic?

  func set(_ error: Error) { lock.withLock { diagnostic = error as? Diagnostic } }

  func get() -> Diagnostic? { lock.withLock { diagnostic } }
}

/// The expression that `RETURN text` returns.
func expression(_ text: String) throws -> Expression? {
  guard case .query(let query) = try parsed("RETURN " + text).body,
    case .return(let clause) = query.parts[0].clauses[0]
  else { return nil }
  return clause.items.first?.expression
}

/// The clauses of the first part of `text`.
func clauses(_ text: String) throws -> [Clause] {
  guard case .query(let query) = try parsed(text).body else { return [] }
  return query.parts[0].clauses
}

/// The part of `text` that `span` covers.
func cut(_ text: String, _ span: SourceSpan?) -> String {
  guard let span else { return "" }
  return String(decoding: Array(text.utf8)[span.start..<span.end], as: UTF8.self)
}

/// What a tree is made of, without places: two trees of the same shape say the same.
func shape(_ value: Any) -> String {
  if value is SourceSpan { return "" }
  if let text = value as? Text { return "'\(text.string)'" }
  if let item = value as? ProjectionItem {
    return "(\(shape(item.expression)) \(shape(item.alias as Any)))"
  }
  let mirror = Mirror(reflecting: value)
  let parts = mirror.children.map { (label: $0.label ?? "", text: shape($0.value)) }
  if mirror.displayStyle == .enum || parts.isEmpty {
    let name = parts.first?.label ?? String(describing: value)
    return parts.isEmpty ? name : "\(name)[\(parts.map(\.text).joined(separator: ", "))]"
  }
  return "(\(parts.map { $0.text }.filter { !$0.isEmpty }.joined(separator: ", ")))"
}

extension Expression {
  /// The expression with parentheses around every operator, which shows how it was read.
  var grouped: String {
    switch kind {
    case .or(let operands): join(operands, "OR")
    case .xor(let operands): join(operands, "XOR")
    case .and(let operands): join(operands, "AND")
    case .not(let operand): "(NOT \(operand.grouped))"
    case .negate(let operand): "(-\(operand.grouped))"
    case .plus(let operand): "(+\(operand.grouped))"
    case .comparison(let first, let links):
      "(" + first.grouped
        + links.map { " \($0.op.rawValue) \($0.right.grouped)" }.joined() + ")"
    case .arithmetic(let first, let links):
      "(" + first.grouped
        + links.map { " \($0.op.rawValue) \($0.right.grouped)" }.joined() + ")"
    case .textMatch(let match, let left, let right):
      "(\(left.grouped) \(match.rawValue) \(right.grouped))"
    case .membership(let value, let list): "(\(value.grouped) IN \(list.grouped))"
    case .isNull(let value, let negated): "(\(value.grouped) IS \(negated ? "NOT " : "")NULL)"
    case .isType(let value, let type, let negated):
      "(\(value.grouped) IS \(negated ? "NOT " : ""):: \(type.text))"
    case .hasLabels(let value, let labels): "(\(value.grouped):\(labels.description))"
    case .property(let value, let key): "(\(value.grouped).\(key.text.string))"
    case .index(let value, let index): "(\(value.grouped)[\(index.grouped)])"
    case .slice(let value, let from, let to):
      "(\(value.grouped)[\(from?.grouped ?? "")..\(to?.grouped ?? "")])"
    default: description
    }
  }

  private func join(_ operands: [Expression], _ op: String) -> String {
    "(" + operands.map(\.grouped).joined(separator: " \(op) ") + ")"
  }
}
