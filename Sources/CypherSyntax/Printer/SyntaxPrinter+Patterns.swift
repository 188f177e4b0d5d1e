import GraphModel

extension SyntaxPrinter {
  /// The text of a pattern.
  public func text(of pattern: PathPattern) -> String {
    let start = pattern.variable.map { variable($0) + " = " } ?? ""
    switch pattern.search {
    case .all: return start + path(pattern)
    case .shortest: return start + "shortestPath(\(path(pattern)))"
    case .allShortest: return start + "allShortestPaths(\(path(pattern)))"
    }
  }

  private func path(_ pattern: PathPattern) -> String {
    var result = pattern.nodes.first.map { text(of: $0) } ?? ""
    for (relationship, node) in zip(pattern.relationships, pattern.nodes.dropFirst()) {
      result += text(of: relationship) + text(of: node)
    }
    return result
  }

  func text(of node: NodePattern) -> String {
    let head =
      (node.variable.map { variable($0) } ?? "") + (node.labels.map { ":" + labels($0) } ?? "")
    return "(" + filler(head, node.properties, node.predicate) + ")"
  }

  private func text(of relationship: RelationshipPattern) -> String {
    var head = relationship.variable.map { variable($0) } ?? ""
    head += relationship.types.map { ":" + labels($0) } ?? ""
    head += relationship.length.map { text(of: $0) } ?? ""
    let filler = filler(head, relationship.properties, relationship.predicate)
    let body = filler.isEmpty ? "--" : "-[\(filler)]-"
    switch relationship.direction {
    case .outgoing: return body + ">"
    case .incoming: return "<" + body
    case .either: return body
    }
  }

  private func filler(_ head: String, _ properties: Expression?, _ predicate: Expression?) -> String
  {
    let parts = [
      head.isEmpty ? nil : head, properties.map { text(of: $0) },
      predicate.map { "WHERE " + text(of: $0) },
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }

  private func text(of length: RelationshipPattern.Length) -> String {
    let minimum = length.minimum.map { String($0) } ?? ""
    let maximum = length.maximum.map { String($0) } ?? ""
    if length.minimum == length.maximum { return "*" + minimum }
    return "*\(minimum)..\(maximum)"
  }

  /// Labels without the colon before them; plain ones are joined in the way that CREATE knows too.
  func labels(_ labels: LabelExpression) -> String {
    if case .and(let parts) = labels {
      let names = parts.compactMap { part in if case .name(let name) = part { name } else { nil } }
      if names.count == parts.count { return names.map { name($0) }.joined(separator: ":") }
    }
    return labelTerm(labels)
  }

  private func labelTerm(_ labels: LabelExpression) -> String {
    switch labels {
    case .name(let name): self.name(name)
    case .any: "%"
    case .or(let parts): parts.map { labelPart($0, within: labels) }.joined(separator: "|")
    case .and(let parts): parts.map { labelPart($0, within: labels) }.joined(separator: "&")
    case .not(let part): "!" + labelPart(part, within: labels)
    }
  }

  private func labelPart(_ part: LabelExpression, within whole: LabelExpression) -> String {
    switch (part, whole) {
    case (.name, _), (.any, _), (.not, _), (.and, .or): labelTerm(part)
    default: "(" + labelTerm(part) + ")"
    }
  }

  /// Labels as a predicate has them: `A|B` is put into parentheses, since in a comprehension the
  /// bar would end the predicate.
  func predicateLabels(_ labels: LabelExpression) -> String {
    if case .or = labels { return "(" + labelTerm(labels) + ")" }
    return self.labels(labels)
  }
}
