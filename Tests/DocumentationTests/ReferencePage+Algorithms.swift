import GraphAlgorithms
import GraphModel

extension ReferencePage {
  static var algorithms: ReferencePage {
    let entries = GraphAlgorithm.all.map { algorithm in
      let columns = algorithm.columns.map { "`\($0.name)`" }.joined(separator: ", ")
      let orientations = algorithm.orientations.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      let options = algorithm.options.map { option in
        let standard =
          option.isRequired
          ? "must be given" : option.standard.isNull ? "" : "`\(option.standard.cypherText)`"
        return ["`\(option.name)`", option.summary, standard]
      }
      return """
        ## \(algorithm.name)

        \(algorithm.summary)

        Yields \(columns). Orientation: \(orientations). \(weights(of: algorithm))

        \(options.isEmpty ? "" : table(["option", "what it says", "where it is left out"], options) + "\n\n")\
        *Complexity*: \(algorithm.complexity). *Source*: \(algorithm.source).

        *Where the definition says nothing*: \(algorithm.undefined)
        """
    }
    return ReferencePage(
      "docs/reference/algorithms.md", title: "Graph algorithms",
      body: """
        Algorithms are [procedures](procedures.md), with the names, options and columns of Neo4j's Graph Data
        Science where it has them. Each is given a map that names the part of the graph it works on:

        ```cypher
        CALL gds.pageRank.stream({nodeLabels: ['Study'], relationshipTypes: ['CITES']})
        YIELD nodeId, score
        RETURN gds.util.asNode(nodeId).id AS study, score ORDER BY score DESC LIMIT 10
        ```

        | key | what it says | where it is left out |
        | --- | --- | --- |
        | `nodeLabels` | a label or a list of labels, of which a node has one at least; `'*'` for all | all nodes |
        | `relationshipTypes` | a type or a list of types; `'*'` for all | all types |
        | `orientation` | `'NATURAL'`, `'REVERSE'` or `'UNDIRECTED'` | the first of those that the algorithm has |
        | `relationshipWeightProperty` | the property that holds what a relationship weighs | each weighs 1 |
        | `defaultWeight` | what a relationship weighs without that property | it is an error |
        | `aggregation` | what becomes of several relationships between two nodes: `'NONE'`, `'SINGLE'`, `'SUM'`, `'MIN'`, `'MAX'`, `'COUNT'` | each stays |
        | `concurrency` | taken for the sake of queries from elsewhere: one thread works | |

        A second map, as GDS takes the configuration after the graph, is read with the first. There is no
        catalog of graphs with names. Relationships that lead out of the part are left out. The call sees the
        graph as its statement does, without what `WITHOUT` leaves out; it can be interrupted, and ends with
        an error where it would need more memory than a statement may have.

        \(entries.joined(separator: "\n\n"))
        """)
  }

  private static func weights(of algorithm: GraphAlgorithm) -> String {
    switch algorithm.weights {
    case .none: "Without weights."
    case .any: "Weights: any numbers."
    case .nonNegative: "Weights: numbers from 0 on."
    case .positive: "Weights: numbers greater than 0."
    }
  }
}
