import CypherSyntax

extension BoundExpression {
  /// A text that is equal for expressions that mean the same, for finding grouping keys.
  ///
  /// Those with variables of their own are never taken for a grouping key written twice.
  var fingerprint: String {
    var printer = SyntaxPrinter()
    printer.quotesVariables = false
    return printer.text(of: Unbinder.fingerprints.expression(self))
  }
}

extension Unbinder {
  /// Writes expressions so that the texts of two can be compared.
  fileprivate static var fingerprints: Unbinder {
    Unbinder(
      names: SlotNumbers(), subqueryText: { "subquery \($0.start)..\($0.end)" })
  }
}
