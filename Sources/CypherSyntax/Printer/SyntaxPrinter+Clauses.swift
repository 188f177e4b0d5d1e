import GraphModel

extension SyntaxPrinter {
  /// The text of a clause.
  public func text(of clause: Clause) -> String {
    switch clause {
    case .match(let clause): text(of: clause)
    case .unwind(let clause):
      "UNWIND \(text(of: clause.list)) AS \(variable(clause.variable))"
    case .with(let clause): "WITH " + text(of: clause)
    case .return(let clause): "RETURN " + text(of: clause)
    case .create(let clause): "CREATE " + patterns(clause.patterns)
    case .merge(let clause): text(of: clause)
    case .set(let clause): "SET " + items(clause.items)
    case .remove(let clause):
      "REMOVE " + clause.items.map { text(of: $0) }.joined(separator: ", ")
    case .delete(let clause):
      (clause.detach ? "DETACH " : "") + "DELETE " + expressions(clause.items)
    case .call(let clause): text(of: clause)
    case .subquery(let clause): text(of: clause)
    case .forEach(let clause): text(of: clause)
    }
  }

  func patterns(_ patterns: [PathPattern]) -> String {
    patterns.map { text(of: $0) }.joined(separator: ", ")
  }

  private func predicate(_ predicate: Expression?) -> String {
    predicate.map { " WHERE " + text(of: $0) } ?? ""
  }

  private func text(of clause: MatchClause) -> String {
    (clause.optional ? "OPTIONAL " : "") + "MATCH " + patterns(clause.patterns)
      + predicate(clause.predicate)
  }

  private func text(of clause: ProjectionClause) -> String {
    let items = clause.items.map { item in
      text(of: item.expression) + (item.alias.map { " AS " + variable($0) } ?? "")
    }
    var result = clause.distinct ? "DISTINCT " : ""
    result += ((clause.star ? ["*"] : []) + items).joined(separator: ", ")
    if !clause.order.isEmpty {
      let keys = clause.order.map { text(of: $0.expression) + ($0.descending ? " DESC" : "") }
      result += " ORDER BY " + keys.joined(separator: ", ")
    }
    if let skip = clause.skip { result += " SKIP " + text(of: skip) }
    if let limit = clause.limit { result += " LIMIT " + text(of: limit) }
    return result + predicate(clause.predicate)
  }

  private func text(of clause: MergeClause) -> String {
    var result = "MERGE " + text(of: clause.pattern)
    if !clause.onCreate.isEmpty { result += " ON CREATE SET " + items(clause.onCreate) }
    if !clause.onMatch.isEmpty { result += " ON MATCH SET " + items(clause.onMatch) }
    return result
  }

  private func items(_ items: [SetItem]) -> String {
    items.map { text(of: $0) }.joined(separator: ", ")
  }

  private func text(of item: SetItem) -> String {
    switch item {
    case .property(let entity, let key, let value):
      "\(text(of: entity, .postfix)).\(name(key)) = \(text(of: value))"
    case .replace(let target, let value): "\(variable(target)) = \(text(of: value))"
    case .merge(let target, let value): "\(variable(target)) += \(text(of: value))"
    case .labels(let target, let labels): variable(target) + plainLabels(labels)
    }
  }

  private func text(of item: RemoveItem) -> String {
    switch item {
    case .property(let entity, let key): "\(text(of: entity, .postfix)).\(name(key))"
    case .labels(let target, let labels): variable(target) + plainLabels(labels)
    }
  }

  private func plainLabels(_ labels: [Name]) -> String {
    labels.map { ":" + name($0) }.joined()
  }

  private func text(of clause: CallClause) -> String {
    var result = "CALL " + dottedName(clause.procedure)
    if let arguments = clause.arguments { result += "(\(expressions(arguments)))" }
    switch clause.yield {
    case .none: break
    case .all: result += " YIELD *"
    case .items(let items):
      let texts = items.map { item in
        variable(item.field) + (item.alias.map { " AS " + variable($0) } ?? "")
      }
      result += " YIELD " + texts.joined(separator: ", ")
    }
    return result + predicate(clause.predicate)
  }

  private func text(of clause: SubqueryClause) -> String {
    var imports = ""
    if clause.importsAll {
      imports = "(*) "
    } else if let names = clause.imports {
      imports = "(" + names.map { variable($0) }.joined(separator: ", ") + ") "
    }
    return "CALL \(imports){ \(inline(clause.query)) }"
  }

  private func text(of clause: ForEachClause) -> String {
    let updates = clause.updates.map { text(of: $0) }.joined(separator: " ")
    return "FOREACH (\(variable(clause.variable)) IN \(text(of: clause.list)) | \(updates))"
  }

  /// The text of a command on indexes or constraints.
  public func text(of command: SchemaCommand) -> String {
    switch command {
    case .createIndex(let index, let ifNotExists):
      "CREATE INDEX " + head(of: index, ifNotExists) + "ON (\(keys(of: index)))"
    case .createFullTextIndex(let index, let ifNotExists): text(of: index, ifNotExists)
    case .createConstraint(let index, let ifNotExists):
      "CREATE CONSTRAINT " + head(of: index, ifNotExists)
        + "REQUIRE (\(keys(of: index))) IS UNIQUE"
    case .dropIndex(let name, let ifExists):
      "DROP INDEX \(unambiguousName(name))" + (ifExists ? " IF EXISTS" : "")
    case .dropConstraint(let name, let ifExists):
      "DROP CONSTRAINT \(unambiguousName(name))" + (ifExists ? " IF EXISTS" : "")
    case .showIndexes: "SHOW INDEXES"
    case .showConstraints: "SHOW CONSTRAINTS"
    }
  }

  private func text(of index: FullTextDefinition, _ ifNotExists: Bool) -> String {
    let labels = index.labels.map { name($0) }.joined(separator: "|")
    return "CREATE FULLTEXT INDEX " + (index.name.map { unambiguousName($0) + " " } ?? "")
      + (ifNotExists ? "IF NOT EXISTS " : "")
      + "FOR " + (index.ofRelationships ? "()-[e:\(labels)]-()" : "(e:\(labels))")
      + " ON EACH [" + index.keys.map { "e." + name($0) }.joined(separator: ", ") + "]"
  }

  private func head(of index: IndexDefinition, _ ifNotExists: Bool) -> String {
    let name = index.name.map { unambiguousName($0) + " " } ?? ""
    let entity =
      index.ofRelationships
      ? "()-[e:\(self.name(index.label))]-()" : "(e:\(self.name(index.label)))"
    return name + (ifNotExists ? "IF NOT EXISTS " : "") + "FOR \(entity) "
  }

  private func keys(of index: IndexDefinition) -> String {
    index.keys.map { "e." + name($0) }.joined(separator: ", ")
  }
}
