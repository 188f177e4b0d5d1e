/// Gives every reference a key that no other has, for formats that need one.
struct ReferenceKeys {
  private var used: Set<String> = []
  private var reserved: Set<String> = []
  private var next: [String: Int] = [:]

  /// - Parameter references: Their own keys go before those that are made.
  init(_ references: [Reference], isAllowed: (Unicode.Scalar) -> Bool) {
    for reference in references {
      if let key = reference.key { reserved.insert(Self.allowed(key, isAllowed)) }
    }
  }

  /// The key of `reference`, and whether it is the one that the reference states.
  mutating func key(
    of reference: Reference, isAllowed: (Unicode.Scalar) -> Bool
  ) -> (key: String, isOwn: Bool) {
    if let own = reference.key {
      let key = Self.allowed(own, isAllowed)
      if !key.isEmpty, used.insert(key).inserted { return (key, key == own) }
      return (unique(key), false)
    }
    let name = (reference[.authors].first ?? reference[.editors].first)?.family
    let word = reference[.title]?.split(separator: " ").first.map(String.init)
    var start = Accents.folded(name ?? word ?? "")
    if start.isEmpty { start = "ref" }
    return (
      unique(start + (reference.year.map { "\($0)\(reference.yearSuffix ?? "")" } ?? "")), true
    )
  }

  private mutating func unique(_ start: String) -> String {
    let start = start.isEmpty ? "ref" : start
    var key = start
    var number = next[start] ?? 1
    while used.contains(key) || reserved.contains(key) {
      number += 1
      key = "\(start)-\(number)"
    }
    next[start] = number
    used.insert(key)
    return key
  }

  private static func allowed(_ key: String, _ isAllowed: (Unicode.Scalar) -> Bool) -> String {
    var result = String.UnicodeScalarView()
    for scalar in key.unicodeScalars { result.append(isAllowed(scalar) ? scalar : "_") }
    return String(result)
  }
}
