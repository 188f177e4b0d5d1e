import GraphModel

/// An expression with its place.
///
/// Chains (`a OR b OR c`, `a + b - c`, `a < b < c`) are one node with many operands, so that no
/// tree grows with the length of the text.
public struct Expression: Sendable {
  /// What it is.
  public var kind: Kind
  /// Where it stands.
  public var span: SourceSpan

  /// The expression `kind` at `span`.
  public init(_ kind: Kind, at span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// The kinds of expression.
  public indirect enum Kind: Sendable {
    /// A literal: null, a boolean, an integer, a float or a text.
    case literal(Value)
    /// `$name`.
    case parameter(Name)
    /// A variable.
    case variable(Name)
    /// `a OR b OR …`, at least two.
    case or([Expression])
    /// `a XOR b XOR …`, at least two.
    case xor([Expression])
    /// `a AND b AND …`, at least two.
    case and([Expression])
    /// `NOT a`.
    case not(Expression)
    /// `a < b <= c …`: the first operand and the rest with their operators.
    case comparison(Expression, [Comparison])
    /// `a + b - c`, `a * b / c % d` or `a ^ b ^ c`: operators of one precedence, left to right.
    case arithmetic(Expression, [Arithmetic])
    /// `-a`.
    case negate(Expression)
    /// `+a`.
    case plus(Expression)
    /// `a STARTS WITH b` and its fellows.
    case textMatch(TextMatch, Expression, Expression)
    /// `a IN b`.
    case membership(Expression, list: Expression)
    /// `a IS NULL`, or `a IS NOT NULL` where `negated`.
    case isNull(Expression, negated: Bool)
    /// `a IS :: TYPE`, or `a IS NOT :: TYPE` where `negated`.
    case isType(Expression, TypeName, negated: Bool)
    /// `a:Label&!Other`, of a node; `r:TYPE`, of a relationship.
    case hasLabels(Expression, LabelExpression)
    /// `a.key`.
    case property(Expression, Name)
    /// `a[i]`, of a list; `a['key']`, of a map, node or relationship.
    case index(Expression, Expression)
    /// `a[from..to]`.
    case slice(Expression, from: Expression?, to: Expression?)
    /// `name(arguments)`; `DISTINCT` goes with aggregates only.
    case function(Name, [Expression], distinct: Bool)
    /// `count(*)`.
    case countAll
    /// `CASE … END`; `subject` is nil in the generic form.
    case conditional(subject: Expression?, [CaseBranch], otherwise: Expression?)
    /// `[a, b, …]`.
    case list([Expression])
    /// `{key: a, …}`.
    case map([(key: Name, value: Expression)])
    /// `n {.key, .*, other: a, variable}`.
    case mapProjection(Name, [MapProjectionItem])
    /// `[x IN list WHERE predicate | projection]`.
    case listComprehension(Name, list: Expression, predicate: Expression?, projection: Expression?)
    /// `[p = (a)-->(b) WHERE predicate | projection]`.
    case patternComprehension(Name?, PathPattern, predicate: Expression?, projection: Expression)
    /// `all(x IN list WHERE predicate)` and its fellows.
    case quantifier(Quantifier, Name, list: Expression, predicate: Expression)
    /// `reduce(sum = start, x IN list | step)`.
    case reduce(accumulator: Name, start: Expression, Name, list: Expression, step: Expression)
    /// `(a)-->(b)` as a predicate: whether there is a match.
    case pattern(PathPattern)
    /// `EXISTS { … }`.
    case exists(Subquery)
    /// `COUNT { … }`.
    case count(Subquery)
    /// `COLLECT { … }`.
    case collect(Query)
    /// `shortestPath(…)` and `allShortestPaths(…)` as an expression.
    case shortestPath(PathPattern)
  }

  /// One link of a comparison chain.
  public struct Comparison: Sendable {
    /// The operator.
    public var op: ComparisonOperator
    /// The operand on its right.
    public var right: Expression

    /// The operator `op` before `right`.
    public init(_ op: ComparisonOperator, _ right: Expression) {
      self.op = op
      self.right = right
    }
  }

  /// One link of an arithmetic chain.
  public struct Arithmetic: Sendable {
    /// The operator.
    public var op: ArithmeticOperator
    /// The operand on its right.
    public var right: Expression

    /// The operator `op` before `right`.
    public init(_ op: ArithmeticOperator, _ right: Expression) {
      self.op = op
      self.right = right
    }
  }

  /// `WHEN condition THEN result`.
  public struct CaseBranch: Sendable {
    /// The condition; in the simple form, the value that the subject must equal.
    public var condition: Expression
    /// The result.
    public var result: Expression

    /// The branch of `condition` to `result`.
    public init(condition: Expression, result: Expression) {
      self.condition = condition
      self.result = result
    }
  }

  /// An item of a map projection.
  public enum MapProjectionItem: Sendable {
    /// `.key`
    case property(Name)
    /// `.*`
    case all
    /// `key: expression`
    case entry(Name, Expression)
    /// `variable`
    case variable(Name)
  }
}

/// The operators `=`, `<>`, `<`, `<=`, `>`, `>=`.
public enum ComparisonOperator: String, Sendable {
  case equal = "="
  case notEqual = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// The operators `+`, `||`, `-`, `*`, `/`, `%`, `^`.
public enum ArithmeticOperator: String, Sendable {
  case add = "+"
  case concatenate = "||"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case power = "^"
}

/// The predicates on text.
public enum TextMatch: String, Sendable {
  case startsWith = "STARTS WITH"
  case endsWith = "ENDS WITH"
  case contains = "CONTAINS"
  case matches = "=~"
}

/// The quantifiers over lists.
public enum Quantifier: String, Sendable {
  case all
  case any
  case none
  case single
}

/// The body of EXISTS or COUNT: a whole query, or a pattern with an optional WHERE.
public enum Subquery: Sendable {
  case query(Query)
  case pattern([PathPattern], where: Expression?)
}

/// A type as `IS ::` names it, such as `INTEGER`, `LIST<STRING>` or `STRING NOT NULL`.
public struct TypeName: Sendable {
  /// The words in upper case with single spaces, such as `LIST<STRING>`.
  public var text: String
  /// Where it stands.
  public var span: SourceSpan

  /// The type `text` at `span`.
  public init(_ text: String, at span: SourceSpan) {
    self.text = text
    self.span = span
  }
}
