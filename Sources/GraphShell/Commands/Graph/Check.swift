import EvidenceChecks
import EvidenceKit
import GraphEngine
import GraphModel
import WordCatalog

extension CommandDescription {
  /// `:check` and `dolen check`.
  package static let check = CommandDescription(
    "check", { $0.checkSummary },
    shell: ShellForm(
      [.optional("CODE", .choice(CheckRule.all.map(\.code)))],
      details: { words, _ in words.checkShellDetails },
      examples: [":check", ":check contradictory-claims"]),
    program: ProgramForm(
      [.graphFile],
      options: [
        .checkSchema, .checkTemplate, .checkSince, .integrity, .checkRule, .checkFix, .checkYes,
        .json,
        .language,
      ],
      details: { $0.checkDetails },
      examples: [
        "dolen check evidence.dolen", "dolen check evidence.dolen --schema Graph/schema.json",
        "dolen check evidence.dolen --rule contradictory-claims --json",
        "dolen check evidence.dolen --fix duplicate-key",
        "dolen check evidence.dolen --template update.txt --since @may",
      ]))
}

extension CommandOption {
  package static let checkSchema = CommandOption("schema", value: "schema", .file) {
    $0.schemaHelp
  }
  package static let checkTemplate = CommandOption("template", value: "file", .file) {
    $0.templateHelp
  }
  package static let checkSince = CommandOption("since", value: "graph", .file) {
    $0.sinceHelp
  }
  package static let integrity = CommandOption(flag: "integrity") { $0.integrityHelp }
  package static let checkRule = CommandOption(
    "rule", value: "code", .choice(CheckRule.all.map(\.code))
  ) { $0.ruleHelp }
  package static let checkFix = CommandOption(
    "fix", value: "code", .choice(CheckRule.mendingCodes)
  ) { $0.fixHelp }
  package static let checkYes = CommandOption(flag: "yes") { $0.fixYesHelp }
}

extension ShellCommand {
  /// Shows what the rules find in the graph.
  static let check = ShellCommand(.check) { state, argument in
    let words = state.words
    let check = GraphCheck(state.graph, words: words)
    if CheckRule.named(argument)?.isOfTemplate == true {
      throw ShellFailure(.usage, words.ruleNeedsTemplate(argument))
    }
    let rules = argument.isEmpty ? CheckRule.all : [try check.rule(argument)]
    if argument.isEmpty {
      let damage = try check.damage()
      guard damage.isEmpty else { throw ShellFailure(.store, damage.joined(separator: "\n")) }
    }
    let found = try CheckRule.findings(of: rules, in: check.checked(schema: nil))
    guard !found.isEmpty else { return [.notice(words.nothingFound)] }
    return [
      .rows(
        columns: [
          words.severityHeading, words.codeHeading, words.whatHeading, words.placeHeading,
          words.fixHeading,
        ],
        found.map { rule, finding in
          [
            .string(rule.severity.text(in: words)), .string(rule.code), .string(finding.message),
            finding.place.locator.map { .string($0) } ?? .null,
            .string(finding.statement ?? finding.advice),
          ]
        }),
      .notice(GraphCheck.counts(of: found, in: words)),
    ]
  }
}
