/// A person or an organisation as a bibliography names it.
struct PersonName: Hashable, Sendable {
  /// The family name with its particles, or the whole name of an organisation.
  var family: String
  var given: String?
  /// `Jr.`, `III`.
  var suffix: String?
  /// Whether it is known to be an organisation.
  var isCorporate = false

  init(family: String, given: String? = nil, suffix: String? = nil) {
    self.family = family.trimmed
    self.given = given?.trimmed.nonEmpty
    self.suffix = suffix?.trimmed.nonEmpty
  }

  /// An organisation.
  init(corporate name: String) {
    family = name.trimmed
    isCorporate = true
  }

  /// What stands for the authors that a record does not name.
  static let others = PersonName(family: "et al.")

  /// Reads `Family, Given, Suffix`; a name without a comma is taken as it stands. Nil for nothing.
  ///
  /// A comma at the end is how EndNote marks an organisation: nothing of it is a given name then.
  init?(inverted text: String) {
    let text = text.trimmed
    guard !text.isEmpty, text != "," else { return nil }
    if text.hasSuffix(",") {
      let name = String(text.dropLast()).trimmed
      guard !name.isEmpty else { return nil }
      self.init(family: name)
      isCorporate = name.utf8.contains { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }
      return
    }
    let parts = text.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
      .map { String($0).trimmed }
    guard !parts[0].isEmpty else {
      self.init(family: text)
      return
    }
    self.init(
      family: parts[0], given: parts.count > 1 ? parts[1] : nil,
      suffix: parts.count > 2 ? parts[2] : nil)
  }

  /// `Family, Given, Suffix`, as properties and most formats hold it.
  var text: String {
    if let suffix { return "\(family), \(given ?? ""), \(suffix)" }
    return given.map { "\(family), \($0)" } ?? family
  }
}
