import Testing

@Suite struct PrecedenceTests {
  @Test(arguments: [
    ("a OR b XOR c AND NOT d", "(a OR (b XOR (c AND (NOT d))))"),
    ("a AND b OR c AND d", "((a AND b) OR (c AND d))"),
    ("a OR b OR c", "(a OR b OR c)"),
    ("(a OR b) OR c", "((a OR b) OR c)"),
    ("NOT a = b AND c", "((NOT (a = b)) AND c)"),
    ("NOT NOT a", "(NOT (NOT a))"),
    ("NOT a IS NULL", "(NOT (a IS NULL))"),
    ("NOT a IN b", "(NOT (a IN b))"),
    ("1 < x <= 3", "(1 < x <= 3)"),
    ("a = b = c", "(a = b = c)"),
    ("a = b IS NULL", "(a = (b IS NULL))"),
    ("a IS NULL = b", "((a IS NULL) = b)"),
    ("a = b IN c", "(a = (b IN c))"),
    ("a + b IN c + d", "((a + b) IN (c + d))"),
    ("a IN b IS NOT NULL", "((a IN b) IS NOT NULL)"),
    ("a STARTS WITH b + c", "(a STARTS WITH (b + c))"),
    ("a ENDS WITH b CONTAINS c", "((a ENDS WITH b) CONTAINS c)"),
    ("a + b =~ c OR d", "(((a + b) =~ c) OR d)"),
    ("a < b + c * d ^ e", "(a < (b + (c * (d ^ e))))"),
    ("a - b + c - d", "(a - b + c - d)"),
    ("a * b / c % d + e", "((a * b / c % d) + e)"),
    ("a ^ b ^ c", "(a ^ b ^ c)"),
    ("-a ^ 2", "((-a) ^ 2)"),
    ("-2 ^ 2", "(-2 ^ 2)"),
    ("- -a", "(-(-a))"),
    ("-+a", "(-(+a))"),
    ("-a.b", "(-(a.b))"),
    ("-1.b", "(-(1.b))"),
    ("-a * b", "((-a) * b)"),
    ("a - -b", "(a - (-b))"),
    ("a.b.c[1].d", "((((a.b).c)[1]).d)"),
    ("a[1..2][..3][4..][..]", "((((a[1..2])[..3])[4..])[..])"),
    ("a + b.c[0]", "(a + ((b.c)[0]))"),
    ("n:A:B AND m", "((n:A:B) AND m)"),
    ("n.x:A", "((n.x):A)"),
    ("n:A|B&!C|%", "(n:A|B&!C|%)"),
    ("n:(A|B)&C", "(n:(A|B)&C)"),
    ("n IS A", "(n:A)"),
    ("a IS :: integer = b", "((a IS :: INTEGER) = b)"),
    ("a IS NOT TYPED LIST<STRING NOT NULL>", "(a IS NOT :: LIST<STRING NOT NULL>)"),
    ("a<-1", "(a < -1)"),
    ("(a)<-1", "(a < -1)"),
    ("(a) - (b)", "(a - b)"),
    ("(a) < -(b)", "(a < (-b))"),
    ("(a)-[1][0]", "(a - ([1][0]))"),
    ("NOT (a)-->(b) AND c", "((NOT (a)-->(b)) AND c)"),
  ])
  func operatorsBind(_ text: String, _ expected: String) throws {
    #expect(try expression(text)?.grouped == expected)
  }

  @Test(arguments: [
    ("(a)-->(b)", true), ("(a)--(b)", true), ("(a)<--(b)", true), ("(a)<-->(b)", true),
    ("()-[]-()", true), ("(:A)-[:T]->()", true), ("(a {k: 1})-[r:T*1..3]-(b)", true),
    ("(a)-[x]-(b)", true), ("(a:A&B)-[{k: 1}]->()", true), ("(a WHERE a.x)-->(b)", true),
    ("(a)-(b)", false), ("(a) - -1", false), ("(a.b)-[x]-(c)", false), ("(1)-[x]-(c)", false),
    ("(a)-[1]-(c)", false), ("(a)-[x.y]-(c)", false), ("(a) < (b)", false),
    ("((a))-[x]-(b)", false), ("(a + b) - -(c)", false),
  ])
  func patternsAreToldFromExpressions(_ text: String, _ isPattern: Bool) throws {
    let kind = try #require(try expression(text)).kind
    if case .pattern = kind { #expect(isPattern) } else { #expect(!isPattern) }
  }
}
