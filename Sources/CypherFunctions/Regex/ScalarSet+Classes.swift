// The named classes of code points, as java.util.regex defines them without its flag (?U).
extension ScalarSet {
  static let digit = ScalarSet([0x30...0x39])
  static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let space = ScalarSet([0x09...0x0D, 0x20...0x20])
  static let horizontalSpace = ScalarSet([
    0x09...0x09, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x180E...0x180E, 0x2000...0x200A,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
  ])
  static let verticalSpace = ScalarSet([0x0A...0x0D, 0x85...0x85, 0x2028...0x2029])
  static let lineFeed = ScalarSet("\n")
  static let carriageReturn = ScalarSet("\r")
  static let otherTerminator = ScalarSet([0x85...0x85, 0x2028...0x2029])
  /// What `.` leaves out.
  static let lineTerminator = lineFeed.union(carriageReturn).union(otherTerminator)

  /// The code points that `\p{name}` means, or nil where the name is not known.
  ///
  /// Known are the general categories (`L`, `Lu`, also `IsLu`, `gc=Lu`), some binary properties
  /// (`IsAlphabetic`) and the POSIX classes (`Alpha`), which are ASCII only.
  init?(property name: String) {
    if let set = Self.posix[name] {
      self = set
      return
    }
    var category = name[...]
    for prefix in ["gc=", "general_category=", "Is"] where category.hasPrefix(prefix) {
      category = category.dropFirst(prefix.count)
      break
    }
    if let kinds = Self.categories[String(category)] {
      self.init(Self.categoryRuns.filter { kinds.contains($0.category) }.map(\.range))
      return
    }
    guard name.hasPrefix("Is") else { return nil }
    switch category.lowercased() {
    case "alphabetic": self = Self.alphabetic
    case "uppercase": self = Self.uppercase
    case "lowercase": self = Self.lowercase
    case "white_space", "whitespace": self = Self.whiteSpace
    case "letter": self.init(property: "L")
    case "digit": self.init(property: "Nd")
    case "punctuation": self.init(property: "P")
    case "control": self.init(property: "Cc")
    default: return nil
    }
  }

  // One pass over all code points takes some hundredths of a second, once for each property.
  private static let alphabetic = ScalarSet { $0.isAlphabetic }
  private static let uppercase = ScalarSet { $0.isUppercase }
  private static let lowercase = ScalarSet { $0.isLowercase }
  private static let whiteSpace = ScalarSet { $0.isWhitespace }

  private init(_ isMember: (Unicode.Scalar.Properties) -> Bool) {
    self.init(
      Self.allScalars.filter { isMember($0.properties) }.map { $0.value...$0.value })
  }

  private static var allScalars: some Sequence<Unicode.Scalar> {
    (0...last).lazy.compactMap { Unicode.Scalar($0) }
  }

  private static let categoryRuns:
    [(range: ClosedRange<UInt32>, category: Unicode.GeneralCategory)] = {
      var runs: [(range: ClosedRange<UInt32>, category: Unicode.GeneralCategory)] = []
      for scalar in allScalars {
        let category = scalar.properties.generalCategory
        if let run = runs.last, run.category == category, run.range.upperBound + 1 == scalar.value {
          runs[runs.count - 1].range = run.range.lowerBound...scalar.value
        } else {
          runs.append((scalar.value...scalar.value, category))
        }
      }
      return runs
    }()

  private static let categories: [String: Set<Unicode.GeneralCategory>] = {
    let names: [String: Unicode.GeneralCategory] = [
      "Lu": .uppercaseLetter, "Ll": .lowercaseLetter, "Lt": .titlecaseLetter,
      "Lm": .modifierLetter, "Lo": .otherLetter, "Mn": .nonspacingMark, "Mc": .spacingMark,
      "Me": .enclosingMark, "Nd": .decimalNumber, "Nl": .letterNumber, "No": .otherNumber,
      "Pc": .connectorPunctuation, "Pd": .dashPunctuation, "Ps": .openPunctuation,
      "Pe": .closePunctuation, "Pi": .initialPunctuation, "Pf": .finalPunctuation,
      "Po": .otherPunctuation, "Sm": .mathSymbol, "Sc": .currencySymbol, "Sk": .modifierSymbol,
      "So": .otherSymbol, "Zs": .spaceSeparator, "Zl": .lineSeparator, "Zp": .paragraphSeparator,
      "Cc": .control, "Cf": .format, "Co": .privateUse, "Cn": .unassigned,
    ]
    var sets = names.mapValues { Set([$0]) }
    for (name, category) in names { sets[String(name.prefix(1)), default: []].insert(category) }
    sets["LC"] = [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]
    return sets
  }()

  private static let posix: [String: ScalarSet] = {
    let lower = ScalarSet([0x61...0x7A])
    let upper = ScalarSet([0x41...0x5A])
    let punctuation = ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
    return [
      "Lower": lower, "Upper": upper, "Alpha": lower.union(upper), "Digit": digit,
      "Alnum": lower.union(upper).union(digit), "Punct": punctuation,
      "ASCII": ScalarSet([0...0x7F]),
      "Graph": ScalarSet([0x21...0x7E]), "Print": ScalarSet([0x20...0x7E]),
      "Blank": ScalarSet(characters: " \t"), "Cntrl": ScalarSet([0...0x1F, 0x7F...0x7F]),
      "XDigit": digit.union(ScalarSet([0x41...0x46, 0x61...0x66])), "Space": space,
    ]
  }()
}

extension ScalarSet {
  /// The set with the other letter case of each of its letters: of ASCII letters only, or of all.
  func ignoringCase(unicode: Bool) -> ScalarSet {
    var added = ranges
    for group in unicode ? Self.caseGroups : Self.asciiCaseGroups {
      guard group.contains(where: { contains($0) }) else { continue }
      added.append(contentsOf: group.map { $0...$0 })
    }
    return ScalarSet(added)
  }

  private func contains(_ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= value
  }

  private static let asciiCaseGroups: [[UInt32]] = (0x41...0x5A).map { [$0, $0 + 32] }

  /// Code points whose upper-case letters have one lower-case letter, as Java compares with (?u).
  private static let caseGroups: [[UInt32]] = {
    var groups: [UInt32: [UInt32]] = [:]
    for scalar in allScalars where scalar.properties.changesWhenCaseMapped {
      let upper = single(scalar.properties.uppercaseMapping) ?? scalar
      let lower = single(upper.properties.lowercaseMapping) ?? upper
      groups[lower.value, default: []].append(scalar.value)
      if !lower.properties.changesWhenCaseMapped { groups[lower.value]?.append(lower.value) }
    }
    return groups.values.filter { $0.count > 1 }
  }()

  private static func single(_ mapping: String) -> Unicode.Scalar? {
    let scalars = mapping.unicodeScalars
    return scalars.count == 1 ? scalars.first : nil
  }
}
