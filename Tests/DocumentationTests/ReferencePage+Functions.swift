import CypherFunctions
import GraphModel

extension ReferencePage {
  static var functions: ReferencePage {
    let functions = FunctionCatalog.builtInScalars.sorted {
      $0.name.lowercased() < $1.name.lowercased()
    }
    let entries = functions.map { function in
      var entry = "## \(function.name)\n\n`\(function.signature)`\n\n\(function.summary)\n"
      switch function.volatility {
      case .immutable: break
      case .perStatement: entry += "\nThe same within one statement.\n"
      case .volatile: entry += "\nComputed anew for every row.\n"
      }
      let calls = function.examples.map { example in
        let arguments = example.arguments.map(\.cypherText).joined(separator: ", ")
        return "\(function.name)(\(arguments))   // \(example.result.cypherText)"
      }
      if !calls.isEmpty { entry += "\n```cypher\n\(calls.joined(separator: "\n"))\n```\n" }
      return entry
    }
    return ReferencePage(
      "docs/reference/functions.md", title: "Functions",
      body: """
        Names are written in any letter case. Unless a function says otherwise, a null argument makes
        the result null. The examples are tests.

        \(entries.joined(separator: "\n"))
        """)
  }

  static var aggregates: ReferencePage {
    let entries = FunctionCatalog.builtInAggregates.sorted {
      $0.name.lowercased() < $1.name.lowercased()
    }
    .map { aggregate in
      let parameters = aggregate.parameters.map { "\($0.name) :: \($0.type)" }
      let signature =
        "\(aggregate.name)(\(parameters.joined(separator: ", "))) :: \(aggregate.returns)"
      var entry = "## \(aggregate.name)\n\n`\(signature)`\n\n\(aggregate.summary)\n"
      if !aggregate.traits.contains(.ignoresOrder) {
        entry += "\nThe order of the rows shows in it.\n"
      }
      if aggregate.traits.contains(.ignoresDuplicates) {
        entry += "\nDISTINCT makes no difference to it.\n"
      }
      let lines = aggregate.examples.map { example in
        let further = example.arguments.map { ", " + $0.cypherText }.joined()
        return "UNWIND \(Value.list(example.values).cypherText) AS x"
          + " RETURN \(aggregate.name)(x\(further))   // \(example.result.cypherText)"
      }
      if !lines.isEmpty { entry += "\n```cypher\n\(lines.joined(separator: "\n"))\n```\n" }
      return entry
    }
    return ReferencePage(
      "docs/reference/aggregates.md", title: "Aggregates",
      body: """
        An aggregate gathers the values of a group of rows; the other items of WITH or RETURN are the
        keys of the groups. Nulls are not gathered. `count(*)` counts rows; `DISTINCT` before the
        first argument gathers equal values once.

        \(entries.joined(separator: "\n"))
        """)
  }

  static var procedures: ReferencePage {
    let rows = FunctionCatalog.builtInProcedures.sorted {
      $0.name.lowercased() < $1.name.lowercased()
    }
    .map { ["`\($0.signature)`", $0.summary] }
    return ReferencePage(
      "docs/reference/procedures.md", title: "Procedures",
      body: """
        A procedure is called by `CALL name(arguments) YIELD column, …`. Those of `gds` and `graph` are
        [graph algorithms](algorithms.md).

        \(table(["signature", "what it answers"], rows))
        """)
  }
}
