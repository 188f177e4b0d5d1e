import GraphModel

/// Identifiers of works as they stand in graphs of any origin, brought to one form.
///
/// Importers of references do this already; a table or another program's graph may not have.
enum WorkIdentifier {
  /// A DOI in lower case, without address, prefix or what closes a sentence; nil where `text` is none.
  ///
  ///     doi("https://doi.org/10.1000/ABC.")  // 10.1000/abc
  static func doi(_ text: String) -> String? {
    let lower = text.percentDecoded.lowercased()
    // Whatever stands before it: doi:, https://dx.doi.org/, DOI.
    guard let start = lower.firstRange(ofDOI: ()) else { return nil }
    var rest = lower[start...].prefix { !$0.isWhitespace && $0 != "\"" && $0 != "<" && $0 != ">" }
    while let last = rest.last {
      // A closing bracket belongs to it where an opening one does: 10.1016/s0140-6736(05)1.
      let isOpen =
        last == ")" && rest.filter { $0 == "(" }.count < rest.filter { $0 == ")" }.count
      guard isOpen || ".,;:]}'".contains(last) else { break }
      rest.removeLast()
    }
    guard let slash = rest.firstIndex(of: "/"), rest.index(after: slash) < rest.endIndex else {
      return nil
    }
    return String(rest)
  }

  /// A number of PubMed without leading zeros; nil where `text` is none.
  static func pmid(_ text: String) -> String? {
    var rest = text.lowercased()[...]
    if let slash = rest.lastIndex(where: { $0 == "/" }) {
      guard rest.contains("pubmed") else { return nil }
      let last = rest[rest.index(after: slash)...]
      rest = last.isEmpty ? rest.dropLast().split(separator: "/").last ?? "" : last
    }
    let digits = rest.drop { !$0.isASCIIDigit }.prefix { $0.isASCIIDigit }.drop { $0 == "0" }
    let before = rest.prefix { !$0.isASCIIDigit }
    guard (1...9).contains(digits.count),
      before.allSatisfy({ "pmid: ".contains($0) })
    else { return nil }
    return String(digits)
  }
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isNumber }
}

extension String {
  /// Where `10.` and a registrant of four digits or more begin.
  fileprivate func firstRange(ofDOI: Void) -> Index? {
    var index = startIndex
    while let one = self[index...].firstIndex(of: "1") {
      let rest = self[one...]
      let isFirst = one == startIndex || !self[self.index(before: one)].isASCIIDigit
      let registrant = rest.dropFirst(3).prefix { $0.isASCIIDigit }
      if isFirst, rest.hasPrefix("10."), registrant.count >= 4 { return one }
      index = self.index(after: one)
    }
    return nil
  }
}
