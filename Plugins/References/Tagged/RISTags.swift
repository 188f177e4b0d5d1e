/// The tags of RIS that programs write, and how they name the parts of a reference.
enum RISTags {
  /// Those whose text is one field, where the type of the reference does not matter.
  static let texts: [(tag: String, field: TextField)] = [
    ("ST", .shortTitle), ("TT", .translatedTitle), ("OP", .originalTitle), ("VL", .volume),
    ("IS", .issue), ("ET", .edition), ("NV", .numberOfVolumes), ("SE", .section),
    ("PB", .publisher), ("CY", .publisherPlace), ("PP", .publisherPlace),
    ("LA", .language), ("AN", .accessionNumber), ("CN", .callNumber),
    ("DB", .database), ("DP", .databaseProvider), ("AV", .archive), ("M3", .genre),
    ("Y2", .accessed), ("SV", .collectionNumber),
  ]

  /// Those that are names.
  static let names: [(tag: String, role: NameRole)] = [
    ("AU", .authors), ("A1", .authors), ("A2", .editors), ("ED", .editors),
    ("A3", .collectionEditors), ("A4", .translators),
  ]

  /// All that are known; others are kept as well, but with a warning.
  static let known: Set<String> = {
    var tags: Set<String> = [
      "TY", "ER", "ID", "AB", "TI", "T1", "CT", "BT", "T2", "T3", "JF", "JO", "JA", "J1", "J2",
      "PY",
      "Y1", "DA", "SP", "EP", "KW", "UR", "LK", "L1", "L2", "L3", "L4", "DO", "DI", "SN", "N1",
      "N2", "RN", "AD", "M1", "M2", "LB", "RP", "RI", "SR", "TA", "CA", "CP", "NO", "AR", "ED",
      "PMID", "PM", "AO", "VO", "A5", "A6",
    ]
    tags.formUnion(texts.map(\.tag))
    tags.formUnion(names.map(\.tag))
    for number in 1...9 { tags.formUnion(["C\(number)", "U\(number)"]) }
    return tags
  }()

  /// Those whose text may run over several lines, in which a line may look like a tag.
  static let running: Set<String> = [
    "AB", "N1", "N2", "TI", "T1", "T2", "T3", "CT", "BT", "TT", "ST", "KW", "AD", "RN", "OP",
    "PB", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "U1", "U2", "U3", "U4", "U5", "AV",
  ]

  /// Those whose text often begins with a small letter, so that it is no sign of anything.
  static let begunSmall: Set<String> = [
    "KW", "UR", "LK", "L1", "L2", "L3", "L4", "LA", "N1", "AU", "A1", "M3", "ID", "AN", "DO",
  ]
}
