import CypherFunctions
import CypherPlan
import CypherSyntax
import GraphIndex
import GraphModel
import Platform

/// What statements are read and planned with, and those that were: few, and of little memory.
final class StatementCache: Sendable {
  private struct State: Sendable {
    var catalog = FunctionCatalog.standard
    var rules = Rule.all
    var known: [String: (limits: Parser.Limits, statement: CompiledStatement)] = [:]
    /// Counts up whenever the catalog or the rules change.
    var version = 0
  }

  private let state = Monitor(State())

  /// Before the text of a statement that is asked with its evidence; no statement begins so.
  private static let mark = "\u{0}"

  /// How many statements are kept, how many bytes they may take together, and one of them alone.
  private static let (mostStatements, mostBytes, mostBytesOfOne) = (256, 1 << 25, 1 << 22)

  /// How many statements are kept, and about how many bytes they take.
  var kept: (count: Int, bytes: Int) {
    state.withLock { ($0.known.count, $0.known.values.reduce(0) { $0 + $1.statement.bytes }) }
  }

  /// The functions, aggregates and procedures that queries may call.
  var catalog: FunctionCatalog { state.withLock { $0.catalog } }

  /// The rewritings that plans undergo.
  var rules: [Rule] {
    get { state.withLock { $0.rules } }
    set { change { $0.rules = newValue } }
  }

  /// Changes the catalog.
  func changeCatalog(_ body: (inout FunctionCatalog) -> Void) { change { body(&$0.catalog) } }

  private func change(_ body: (inout State) -> Void) {
    state.withLock { state in
      body(&state)
      state.known = [:]
      state.version += 1
    }
  }

  /// The statement, read and bound.
  ///
  /// - Throws: `Diagnostic` where the text is not a statement or cannot be meant.
  func statement(
    _ text: String, limits: Parser.Limits, withEvidence: Bool = false, _ meter: WorkMeter
  ) throws(Diagnostic) -> CompiledStatement {
    let (known, catalog, version) = state.withLock { state in
      (state.known[withEvidence ? Self.mark + text : text], state.catalog, state.version)
    }
    if let known, known.limits == limits { return known.statement }
    let made = try CompiledStatement(
      text, catalog, limits, withEvidence: withEvidence, meter)
    state.withLock { state in
      // What was found at run time may be another thing when it is looked for again.
      guard state.version == version, made.bound.origins.isEmpty else { return }
      // Their plans are made later than they are kept.
      state.known = state.known.filter { $0.value.statement.bytes <= Self.mostBytesOfOne }
      guard made.bytes <= Self.mostBytesOfOne else { return }
      let bytes = state.known.values.reduce(made.bytes) { $0 + $1.statement.bytes }
      if state.known.count >= Self.mostStatements || bytes > Self.mostBytes { state.known = [:] }
      state.known[withEvidence ? Self.mark + text : text] = (limits, made)
    }
    return made
  }
}
