extension StringProtocol {
  /// The text without whitespace around it, of whatever kind.
  var trimmedWhitespace: String {
    let start = drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
  }
}
