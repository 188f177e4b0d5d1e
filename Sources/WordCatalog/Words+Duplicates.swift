/// Records of one work: how they are listed, and what is done about them.
extension Words {
  package var duplicatesSummary: String {
    say(
      en: "List records of one work; merge, part them",
      cy: "Rhestru cofnodion o'r un gwaith, a'u cyfuno")
  }
  package var duplicatesDetails: String {
    say(
      en: """
        Without a deed, pairs that may be one work are listed with their score and
        reasons, then what was merged. 'find' looks over the whole graph and joins such
        pairs; 'merge' also merges those that are certain: the same DOI, PubMed number
        or key with the same title, and nothing against it. 'accept' merges pairs that
        a person has looked at, 'reject' keeps them from being proposed again, 'undo'
        takes either back: the graph is then exactly as before.
        """,
      cy: """
        Heb weithred, rhestrir parau a all fod yn un gwaith gyda'u sgôr a'u rhesymau, yna'r
        hyn a gyfunwyd. Mae 'find' yn edrych dros y graff cyfan ac yn cysylltu parau o'r
        fath; mae 'merge' hefyd yn cyfuno'r rhai sicr: yr un DOI, rhif PubMed neu allwedd
        gyda'r un teitl, a dim yn ei erbyn. Mae 'accept' yn cyfuno parau y mae rhywun wedi
        edrych arnynt, 'reject' yn eu hatal rhag cael eu cynnig eto, ac 'undo' yn
        dadwneud y naill neu'r llall: bydd y graff wedyn yn union fel yr oedd.
        """)
  }
  package func duplicateDeedHelp(_ deeds: [String]) -> String {
    let list = deeds.joined(separator: ", ")
    return say(en: "What to do: \(list).", cy: "Beth i'w wneud: \(list).")
  }
  package var duplicateNumbersHelp: String {
    say(
      en: "The numbers of pairs or merges, as the list has them.",
      cy: "Rhifau'r parau neu'r cyfuniadau, fel y maent yn y rhestr.")
  }
  package var duplicatesAllHelp: String {
    say(en: "List the rejected pairs too.", cy: "Rhestru'r parau a wrthodwyd hefyd.")
  }
  package var jsonHelp: String {
    say(en: "Write the list as JSON.", cy: "Ysgrifennu'r rhestr fel JSON.")
  }
  package var duplicatesTrialHelp: String {
    say(
      en: "Only try it: say what would be done, and change nothing.",
      cy: "Rhoi cynnig arni yn unig: dweud beth a wneid, heb newid dim.")
  }
  package var dedupHelp: String {
    say(
      en: "What to do about records of one work: off, report (join them), or merge the certain "
        + "ones. (default: report for references, off for other formats)",
      cy: "Beth i'w wneud â chofnodion o'r un gwaith: off (dim), report (eu cysylltu), neu merge "
        + "(cyfuno'r rhai sicr). (rhagosodiad: report ar gyfer cyfeiriadau, off ar gyfer fformatau "
        + "eraill)")
  }

  package var stateHeading: String { say(en: "state", cy: "cyflwr") }
  package var numberHeading: String { say(en: "number", cy: "rhif") }
  package var scoreHeading: String { say(en: "score", cy: "sgôr") }
  package var earlierHeading: String { say(en: "earlier record", cy: "cofnod cynharach") }
  package var laterHeading: String { say(en: "later record", cy: "cofnod diweddarach") }
  package var reasonsHeading: String { say(en: "reasons", cy: "rhesymau") }

  /// What became of a pair.
  package func duplicateState(_ state: String) -> String {
    switch state {
    case "open": say(en: "open", cy: "agored")
    case "merged": say(en: "merged", cy: "cyfunwyd")
    default: say(en: "rejected", cy: "gwrthodwyd")
    }
  }

  /// A deed that needs numbers has none.
  package func duplicateNumbersMissing(_ deed: String) -> String {
    say(
      en: "'\(deed)' takes the numbers of pairs, as 'dolen duplicates DB' lists them",
      cy: "Mae '\(deed)' yn cymryd rhifau parau, fel y mae 'dolen duplicates DB' yn eu rhestru")
  }
  package func noDuplicateDeed(_ deed: String, known: [String]) -> String {
    let list = known.joined(separator: ", ")
    return say(
      en: "There is no deed '\(deed)'; there are \(list)",
      cy: "Nid oes gweithred '\(deed)'; y rhai sydd yw \(list)")
  }

  package var noDuplicates: String {
    say(
      en: "No pairs are stored; 'find' looks for them",
      cy: "Nid oes parau wedi'u cadw; mae 'find' yn chwilio amdanynt")
  }
  package func duplicatesFound(records: Int, certain: Int, doubtful: Int, merged: Int) -> String {
    let compared = self.records(records)
    return say(
      en: "\(compared) compared: \(merged) merged, \(certain) certain and \(doubtful) doubtful "
        + "\(doubtful == 1 ? "pair" : "pairs") joined",
      cy: "Cymharwyd \(compared): cyfunwyd \(merged), cysylltwyd \(pairs(certain)) sicr a "
        + "\(pairs(doubtful)) ansicr")
  }
  package func duplicatesAccepted(_ numbers: String) -> String {
    say(
      en: "Merged: \(numbers); 'undo' takes it back",
      cy: "Cyfunwyd: \(numbers); mae 'undo' yn ei ddadwneud")
  }
  package func duplicatesRejected(_ numbers: String) -> String {
    say(
      en: "Kept apart: \(numbers); not proposed again",
      cy: "Cadwyd ar wahân: \(numbers); ni chynigir hwy eto")
  }
  package func duplicatesUndone(_ numbers: String) -> String {
    say(en: "As before: \(numbers)", cy: "Fel o'r blaen: \(numbers)")
  }
  package var trialOnly: String {
    say(
      en: "This was a trial: the graph is as before.",
      cy: "Cynnig yn unig oedd hwn: mae'r graff fel o'r blaen.")
  }

  package func duplicateUnknown(_ number: String) -> String {
    say(
      en: "No pair and no merge has the number \(number)",
      cy: "Nid oes pâr na chyfuniad â'r rhif \(number)")
  }
  package func duplicateIsMerged(_ number: String) -> String {
    say(
      en: "\(number) was merged already; 'undo' takes it back",
      cy: "Cyfunwyd \(number) eisoes; mae 'undo' yn ei ddadwneud")
  }
  package func duplicateIsNotMerged(_ number: String) -> String {
    say(
      en: "\(number) is an open pair: there is nothing to undo",
      cy: "Pâr agored yw \(number): nid oes dim i'w ddadwneud")
  }
  package func duplicateRecordMerged(_ number: String, by merge: Int) -> String {
    say(
      en: "A record of \(number) is part of another by merge \(merge); undo that first",
      cy: "Mae cofnod o \(number) yn rhan o un arall drwy gyfuniad \(merge); dadwnewch hwnnw'n "
        + "gyntaf")
  }
  package func duplicateLaterMerge(_ number: String, later: Int) -> String {
    say(
      en: "What stands for both records of \(number) was itself merged later; undo \(later) "
        + "first",
      cy: "Cyfunwyd yn ddiweddarach yr hyn sy'n sefyll dros ddau gofnod \(number); dadwnewch "
        + "\(later) yn gyntaf")
  }
}

/// What the comparison of two records found.
extension Words {
  /// A finding in words; a remark that a person wrote as it stands.
  package func finding(_ name: String) -> String {
    guard let forms = Self.findings[name] else { return name }
    return say(en: "\(forms.english)", cy: "\(forms.welsh)")
  }

  private static let findings: [String: (english: String, welsh: String)] = [
    "same-key": ("same key", "yr un allwedd"),
    "same-doi": ("same DOI", "yr un DOI"), "other-doi": ("other DOI", "DOI arall"),
    "same-pmid": ("same PubMed number", "yr un rhif PubMed"),
    "other-pmid": ("other PubMed number", "rhif PubMed arall"),
    "same-title": ("same title", "yr un teitl"),
    "same-short-title": ("same short title", "yr un teitl byr"),
    "title-without-subtitle": ("one without subtitle", "un heb is-deitl"),
    "misprinted-title": ("title but for a letter", "teitl ond am lythyren"),
    "similar-title": ("similar title", "teitl tebyg"),
    "other-title": ("other title", "teitl arall"),
    "title-missing": ("a title is missing", "teitl ar goll"),
    "other-numbers": ("other numbers in the title", "rhifau eraill yn y teitl"),
    "other-notice": ("one is a notice about a work", "hysbysiad am waith yw un"),
    "same-year": ("same year", "yr un flwyddyn"),
    "next-year": ("a year apart", "blwyddyn ar wahân"),
    "other-year": ("other year", "blwyddyn arall"),
    "same-first-author": ("same first author", "yr un awdur cyntaf"),
    "shared-author": ("an author in common", "awdur yn gyffredin"),
    "other-authors": ("other authors", "awduron eraill"),
    "same-pages": ("same pages", "yr un tudalennau"),
    "other-pages": ("other pages", "tudalennau eraill"),
    "same-volume": ("same volume", "yr un gyfrol"),
    "other-volume": ("other volume", "cyfrol arall"),
    "other-edition": ("other edition", "argraffiad arall"),
    "same-container": ("same journal or book", "yr un cylchgrawn neu lyfr"),
    "other-kind": ("other kind of work", "math arall o waith"),
    "same-contents": ("word for word", "air am air"),
  ]
}
