import Foundation

/// One case of a case file: a graph, queries, and what must come of each.
///
/// A case file is plain text. Lines that begin with `#` before a case are remarks; `graph` begins
/// the graph of the cases that follow, as the patterns of a CREATE or as statements that end in
/// `;`; `case` begins a case, with its name.
///
///     graph
///     (:A), (:B {name: 'b'})
///
///     case an unknown variable
///     MATCH (n) RETURN m
///     ---- error SyntaxError at compile time: UndefinedVariable
///     Did you mean 'n'?
///
/// `param name = expression` after the case's name gives a parameter. What must come of a query
/// stands after it, in one or more sections:
///
/// | section | what its lines are |
/// |---|---|
/// | `---- rows` | the rows in order, values parted by ` \| ` |
/// | `---- rows, any order` | the rows as a bag |
/// | `---- columns` | the names of the columns, in one line |
/// | `---- done` | nothing: the query answers with no column and no row |
/// | `---- error TYPE at compile time: DETAIL`, `… at runtime: DETAIL` | texts that the message or hint must contain |
/// | `---- counters` | each change that is counted: `nodesCreated 2` |
/// | `---- warnings` | for each warning a text that `Detail: message. hint` must contain |
/// | `---- plan` | the plan as EXPLAIN shows it |
/// | `---- then` | a further query on the same graph, with sections of its own |
///
/// Among the texts of an error, `at: m` is the part of the query that it must mark.
///
/// A query that ends in an error must leave the graph as it was; that needs no section.
public struct QueryCase: Sendable {
  /// The file.
  public var file: URL
  /// The line of `case`, from 1.
  public var line: Int
  /// What stands after `case`.
  public var name: String
  /// The statements that make the graph.
  public var setup: [String]
  /// The parameters, as expressions.
  public var parameters: [(name: String, expression: String)]
  /// The queries with what must come of them.
  public var steps: [Step]
  /// Why the file could not be read; the case then fails with it.
  public var defect: String?

  /// A query and what must come of it.
  public struct Step: Sendable {
    /// The text of the query.
    public var query: String
    /// What must come of it.
    public var sections: [Section]
  }

  /// One `----` section.
  public struct Section: Sendable {
    /// What stands after `----`.
    public var head: String
    /// The lines, without blank ones at the end.
    public var lines: [String]
    /// The lines of the file that the section covers, from 0, its head included.
    public var range: Range<Int>
  }

  /// The cases of one file.
  ///
  /// - Throws: `CaseFailure` with the line, where the file is not well formed.
  public static func read(_ file: URL) throws -> [QueryCase] { try CaseFile(file).cases }

  /// The cases of all files below `Tests/Cases/<folder>`, in order.
  ///
  /// A file that cannot be read becomes one case that fails and says why.
  public static func all(in folder: String) -> [QueryCase] {
    TestFolder.files(below: TestFolder.cases.appending(path: folder), suffix: ".case")
      .flatMap { file in
        do {
          return try read(file)
        } catch {
          let broken = QueryCase(
            file: file, line: 1, name: "the file can be read", setup: [], parameters: [],
            steps: [], defect: "\(error)")
          return [broken]
        }
      }
  }
}

extension QueryCase: CustomStringConvertible {
  /// File, line and name.
  public var description: String { "\(TestFolder.name(of: file)):\(line) \(name)" }
}

/// What went wrong with a case, in words.
public struct CaseFailure: Error, CustomStringConvertible, Sendable {
  /// The words.
  public var description: String

  /// A failure of the given description.
  public init(_ description: String) { self.description = description }
}
