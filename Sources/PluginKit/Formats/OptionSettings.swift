/// Options as somebody wrote them: names with texts, in the order in which they were written.
///
///     let settings: OptionSettings = ["dangling": "skip", "key": "doi"]
public struct OptionSettings: Sendable {
  /// What was written.
  public private(set) var entries: [(name: String, text: String)]

  /// The given names with their texts.
  public init(_ entries: [(name: String, text: String)] = []) { self.entries = entries }

  /// What was written for the option `name`, the last of several; nil where nothing was.
  public subscript(name: String) -> String? { entries.last { $0.name == name }?.text }

  /// Adds what was written for one more option.
  public mutating func add(_ name: String, _ text: String) { entries.append((name, text)) }

  /// Those whose names `isIncluded` takes.
  func filter(_ isIncluded: (String) -> Bool) -> OptionSettings {
    OptionSettings(entries.filter { isIncluded($0.name) })
  }

  /// Makes sure that every name is one of `descriptors`, and that none but a repeatable one is given
  /// twice.
  ///
  /// - Throws: ``OptionError`` about the first that is not.
  func check(against descriptors: [OptionDescriptor]) throws(OptionError) {
    var seen: Set<String> = []
    for (name, _) in entries {
      guard let option = descriptors.first(where: { $0.name == name }) else {
        throw OptionError(unknown: name, known: descriptors.map(\.name))
      }
      guard seen.insert(name).inserted || option.isRepeatable else {
        throw OptionError("The option '\(name)' is given twice")
      }
    }
  }
}

extension OptionSettings: ExpressibleByDictionaryLiteral {
  /// What the literal says, in its order.
  public init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map { (name: $0.0, text: $0.1) })
  }
}
