import EvidenceKit
import GraphModel
import WordCatalog

// What a template of an update asks of new studies; `UpdateTemplate.findings` finds what they lack, and each of its
// kinds is a rule.
extension CheckRule {
  static let templateArrival = template(.noArrival, .warning) { $0.ruleTemplateArrival }
  static let templateFieldMissing = template(.missingField, .error) { $0.ruleTemplateMissing }
  static let templateFieldType = template(.wrongType, .error) { $0.ruleTemplateType }
  static let templateFieldValue = template(.wrongValue, .error) { $0.ruleTemplateValue }
  static let templateCriterion = template(.notMet, .error) { $0.ruleTemplateCriterion }
  static let templateCriterionUnknown = template(.unknown, .warning) { $0.ruleTemplateUnknown }

  private static func template(
    _ code: TemplateFinding.Code, _ severity: CheckSeverity,
    _ summary: @escaping @Sendable (Words) -> String
  ) -> CheckRule {
    CheckRule(code.rawValue, severity, summary, advice: { $0.fixTemplate }) { checked in
      try checked.templateFindings().filter { $0.code == code }.map { finding in
        let node = try checked.graph.node(id: finding.node)
        return CheckFinding(
          place: node.map { checked.place(of: $0) }
            ?? CheckFinding.Place(node: finding.node, name: "#\(finding.node)"),
          message: finding.message, advice: checked.words.fixTemplate, statement: finding.fix)
      }
    }
  }
}
