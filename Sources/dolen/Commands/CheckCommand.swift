import ArgumentParser
import EvidenceChecks
import GraphEngine
import GraphShell
import PluginKit
import WordCatalog

/// `dolen check DB`: whether rows and indexes agree, whether a schema is kept, and what a review would have
/// to answer for.
struct CheckCommand: DescribedCommand {
  static let described = CommandDescription.check

  @Argument(.graphFile) var file: String

  @Option(.checkSchema) var schema: String?

  @Option(.checkTemplate) var template: String?

  @Option(.checkSince) var since: String?

  @Flag(.integrity) var integrity = false

  @Option(.checkRule) var rule: String?

  @Option(.checkFix) var fix: String?

  @Flag(.checkYes) var yes = false

  @Flag(.json) var json = false

  @OptionGroup var spoken: LanguageOptions

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: .auto, isInteractive: false, words: words)
    do {
      if template == nil {
        if since != nil { throw ShellFailure(.usage, words.sinceNeedsTemplate) }
        if let rule, CheckRule.named(rule)?.isOfTemplate == true {
          throw ShellFailure(.usage, words.ruleNeedsTemplate(rule))
        }
      }
      let graph = try GraphOpening(
        file: file, access: fix == nil ? .readOnly : .readWrite, words: words
      ).graph()
      Interrupts.watch(graph, interactive: false)
      let code = try check(graph, console)
      try graph.close()
      try console.flush()
      return code
    } catch {
      return console.report(error)
    }
  }

  private func check(_ graph: Graph, _ console: TerminalConsole) throws -> Int32 {
    let check = GraphCheck(graph, words: words)
    let rules =
      try rule.map { [try check.rule($0)] } ?? fix.map { [try check.rule($0)] } ?? CheckRule.all
    let damage = try WorkLine.whileDoing(words.checking(file), in: words) {
      try Interrupts.whileBusy { try check.damage(ofIndex: integrity) }
    }
    // What a damaged file says is not to be relied on, let alone written to.
    guard damage.isEmpty else {
      try tell(check, damage, [], [], console)
      return ShellFailure.Kind.store.rawValue
    }
    var places = GraphPlaces(words: words, open: [(file, graph)])
    let before = try since.map { try places.graph($0) }
    let checked = try check.checked(schema: schema, template: template, since: before)
    var found = try WorkLine.whileDoing(words.checking(file), in: words) {
      try Interrupts.whileBusy { try CheckRule.findings(of: rules, in: checked) }
    }
    var fixed: [String] = []
    if let fix {
      fixed = try mend(try check.rule(fix), checked, check, console)
      found = try Interrupts.whileBusy { try CheckRule.findings(of: rules, in: checked) }
    }
    try places.close()
    try tell(check, [], found, fixed, console)
    if fix == nil, !json, rule == nil {
      let statistics = graph.statistics
      let keeps = found.allSatisfy { !$0.rule.isOfSchema } ? schema : nil
      if schema == nil || keeps != nil {
        try console.output.write(
          words.sound(
            file, schema: keeps, nodes: statistics.nodeCount,
            relationships: statistics.relationshipCount) + "\n")
      }
    }
    if !json, !found.isEmpty {
      try console.output.write(GraphCheck.counts(of: found, in: words) + "\n")
    }
    // A schema that is named is to be kept in all it says.
    let isWrong = found.contains { rule, _ in
      rule.severity == .error || schema != nil && rule.isOfSchema
    }
    return isWrong ? ShellFailure.Kind.data.rawValue : 0
  }

  private func tell(
    _ check: GraphCheck, _ damage: [String],
    _ found: [(rule: CheckRule, finding: CheckFinding)], _ fixed: [String],
    _ console: TerminalConsole
  ) throws {
    if json {
      try console.output.write(try check.json(damage: damage, found, fixed: fixed))
      return
    }
    for line in damage + check.lines(of: found) { try console.output.write(line + "\n") }
  }

  /// Mends what a rule finds, after asking; says what was changed.
  private func mend(
    _ rule: CheckRule, _ checked: CheckedGraph, _ check: GraphCheck, _ console: TerminalConsole
  ) throws -> [String] {
    guard rule.canMend else {
      throw ShellFailure(
        .usage,
        words.noCheckFix(
          rule.code, advice: rule.advice(words), known: CheckRule.mendingCodes))
    }
    let findings = try Interrupts.whileBusy { try rule.findings(in: checked) }
    guard !findings.isEmpty else { return [] }
    if !yes {
      for line in check.lines(of: findings.map { (rule, $0) }) {
        try console.notices.write(line + "\n")
      }
      try console.flush()
      switch try console.confirms(console.fitted(words.mayFix(rule.code, findings.count))) {
      case true?: break
      case false?: throw ShellFailure(.query, words.fixNotDone)
      case nil: throw ShellFailure(.usage, words.fixCannotAsk)
      }
    }
    let fixed = try Interrupts.whileBusy { try rule.mend(findings, in: checked) }
    for line in fixed { try console.notices.write(line + "\n") }
    try console.notices.write(words.fixed(rule.code, findings.count) + "\n")
    let left = try rule.findings(in: checked)
    guard left.isEmpty else {
      throw ShellFailure(.data, words.fixFails(rule.code, left: left.count))
    }
    return fixed
  }
}
