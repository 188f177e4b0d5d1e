import GraphModel
import WordCatalog

/// What a gap map is made of: what its rows and columns are, and what is counted in its cells.
///
///     var question = GapMapQuestion.standard
///     question.layers = [.init("co-cited", query: "MATCH … RETURN m AS row, f AS column, s AS source")]
public struct GapMapQuestion: Sendable {
  /// The query of the rows, with one column.
  public var rows: String
  /// The query of the columns, with one column.
  public var columns: String
  /// What is counted, the strongest first.
  public var layers: [Layer]
  /// The kinds of source that are syntheses; nil where that is told by the words of a kind.
  public var syntheses: [String]?

  /// One way in which a row and a column may be joined.
  public struct Layer: Sendable {
    /// The name, by which it is asked for.
    public var name: String
    /// The columns `row`, `column` and `source`; `claim`, `stance` and `kind` where there are any.
    public var query: String
    /// What people call it.
    public var title: @Sendable (Words) -> String

    /// A layer that people call as it is named, where nothing else is said.
    public init(
      _ name: String, query: String, title: (@Sendable (Words) -> String)? = nil
    ) {
      self.name = name
      self.query = query
      self.title = title ?? { _ in name }
    }
  }

  /// A question of the given parts.
  public init(rows: String, columns: String, layers: [Layer], syntheses: [String]? = nil) {
    self.rows = rows
    self.columns = columns
    self.layers = layers
    self.syntheses = syntheses
  }

  /// Models by factors, in the vocabulary of the evidence graph: what the text states of the model, what
  /// it states of its category, and which studies speak of both.
  public static let standard = GapMapQuestion(
    rows: "MATCH (m:Model) RETURN m ORDER BY m.number",
    columns: "MATCH (f:Factor) RETURN f ORDER BY f.number",
    layers: [
      Layer("stated", query: statement("(m:Model)-[r:DRAWS_ON]->(f:Factor)")) { $0.statedLayer },
      Layer(
        "category",
        query: statement("(m:Model)-[:IN_CATEGORY]->(:Category)-[r:DRAWS_ON]->(f:Factor)")
      ) { $0.categoryLayer },
      Layer(
        "co-cited",
        query: """
          MATCH (m:Model)<-[:DESCRIBES|ALSO_DESCRIBES]-(s:Study)
          WITH DISTINCT m, s
          MATCH (s)-[r:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(f:Factor)
          RETURN m AS row, f AS column, s AS source, r AS claim, r.stance AS stance
          """
      ) { $0.cocitedLayer },
    ])

  /// Statements of the text, each with the studies that it names.
  private static func statement(_ pattern: String) -> String {
    """
    MATCH \(pattern)
    OPTIONAL MATCH (s:Study) WHERE s.id IN coalesce(r.study_ids, [])
    RETURN m AS row, f AS column, s AS source, r AS claim
    """
  }

  /// What `evidence.gapMap` is called with.
  var options: Value {
    var options: [(Text, Value)] = [
      ("rows", .string(rows)), ("columns", .string(columns)),
      (
        "cells",
        .list(layers.map { ["name": .string($0.name), "query": .string($0.query)] })
      ),
    ]
    if let syntheses { options.append(("syntheses", .list(syntheses.map(Value.string)))) }
    return .map(MapValue(options))
  }

  /// The queries, each with what it is for.
  var queries: [(name: String, text: String)] {
    [("rows", rows), ("columns", columns)] + layers.map { ($0.name, $0.query) }
  }
}
