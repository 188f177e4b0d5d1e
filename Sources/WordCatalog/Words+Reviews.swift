/// What is said of the text of a review that was read: the page beside it, and what is doubtful.
extension Words {
  package var reviewPageToText: String { say(en: "To the text", cy: "I'r testun") }
  package var reviewPageStudies: String { say(en: "Studies", cy: "Astudiaethau") }
  package var reviewPageDoubts: String { say(en: "Doubtful", cy: "Ansicr") }
  package var reviewPageLines: String { say(en: "cited in lines", cy: "dyfynnir yn llinellau") }
  package var reviewPageUncited: String { say(en: "cited nowhere", cy: "heb ei ddyfynnu") }
  package func reviewPageLine(_ line: Int) -> String {
    say(en: "line \(line)", cy: "llinell \(line)")
  }
  package var reviewPageGuesses: String {
    say(en: "Told from the text", cy: "Wedi'i gasglu o'r testun")
  }
  package func reviewPageCounts(citations: Int, studies: Int, pages: Int) -> String {
    say(
      en: "Citations: \(citations). Studies: \(studies). Pages: \(pages).",
      cy: "Dyfyniadau: \(citations). Astudiaethau: \(studies). Tudalennau: \(pages).")
  }

  /// Why something of a review is doubtful.
  package func reviewReason(_ name: String) -> String {
    guard let forms = Self.reviewReasons[name] else { return name }
    return say(en: "\(forms.english)", cy: "\(forms.welsh)")
  }

  private static let reviewReasons: [String: (english: String, welsh: String)] = [
    "suffix": ("the letter behind the year", "y llythyren ar ôl y flwyddyn"),
    "other-authors": ("one names fewer authors", "mae un yn enwi llai o awduron"),
    "second-author": ("the second author differs", "mae'r ail awdur yn wahanol"),
    "year": ("the year", "y flwyddyn"),
    "other-review": ("cited in another review", "dyfynnir mewn adolygiad arall"),
    "range": (
      "only the ends of a range of numbers were read",
      "dim ond pennau rhediad o rifau a ddarllenwyd"
    ),
    "spelling": ("names that are alike", "enwau tebyg"),
    "ambiguous": ("several works of the list fit", "mae sawl gwaith o'r rhestr yn cyfateb"),
    "unlisted": ("not in the list of references", "heb fod yn y rhestr gyfeiriadau"),
    "bracket": ("a bracket is missing", "mae cromfach ar goll"),
    "single": ("nothing else has these authors", "nid oes gan ddim arall yr awduron hyn"),
    "level": ("the level of the heading", "lefel y pennawd"),
    "stance": ("a stance that cue words suggest", "safiad y mae geiriau yn ei awgrymu"),
  ]

  package var reviewSummary: String {
    say(
      en: "Work through what a read review leaves in doubt",
      cy: "Mynd drwy'r hyn sy'n ansicr mewn adolygiad")
  }
  package var reviewDetails: String {
    say(
      en: """
        Lists what is doubtful in a review that was read by 'dolen import --format review':
        identities of studies, years, citations without a study, levels of headings; with
        --all also what was decided, and the stances that cue words suggest. 'accept' says
        that what is proposed is right, 'reject' that it is not, 'change ID VALUE' what is
        right instead, 'undo' takes a decision back. --csv writes the list as a table;
        'apply FILE' reads it back with its columns 'deed' and 'value' filled in. A later
        import of the corrected text keeps what was decided. 'dolen review profile FILE'
        guesses the profile of a text, and says why. In the shell ':review list all' lists
        what --all does; 'apply' and 'profile' take a file there too.
        """,
      cy: """
        Rhestru'r hyn sy'n ansicr mewn adolygiad a ddarllenwyd gan 'dolen import --format
        review': hunaniaeth astudiaethau, blynyddoedd, dyfyniadau heb astudiaeth, lefelau
        penawdau; gyda --all hefyd yr hyn a benderfynwyd, a'r safiadau y mae geiriau yn eu
        hawgrymu. Mae 'accept' yn dweud bod yr hyn a gynigir yn gywir, 'reject' nad yw,
        'change ID GWERTH' beth sy'n gywir yn lle hynny, ac 'undo' yn dadwneud. Mae --csv
        yn ysgrifennu'r rhestr fel tabl; mae 'apply FFEIL' yn ei darllen yn ôl gyda'r
        colofnau 'deed' a 'value' wedi'u llenwi. Mae mewnforio'r testun wedi'i gywiro'n
        ddiweddarach yn cadw'r penderfyniadau. Mae 'dolen review profile FFEIL' yn dyfalu
        proffil testun, ac yn dweud pam. Yn y gragen mae ':review list all' yn rhestru'r
        hyn y mae --all; mae 'apply' a 'profile' yn cymryd ffeil yno hefyd.
        """)
  }
  package func reviewDeedHelp(_ deeds: [String]) -> String {
    let list = deeds.joined(separator: ", ")
    return say(en: "What to do: \(list).", cy: "Beth i'w wneud: \(list).")
  }
  package var reviewSubjectsHelp: String {
    say(
      en: "What it is done to, as the list calls it; for 'change' also the value.",
      cy: "I beth y'i gwneir, fel y mae'r rhestr yn ei alw; i 'change' y gwerth hefyd.")
  }
  package var reviewAllHelp: String {
    say(
      en: "List what was decided and the proposed stances too.",
      cy: "Rhestru'r hyn a benderfynwyd a'r safiadau a gynigir hefyd.")
  }
  package var reviewCSVHelp: String {
    say(en: "Write the list as CSV.", cy: "Ysgrifennu'r rhestr fel CSV.")
  }
  package var nothingDoubtful: String {
    say(en: "Nothing is doubtful", cy: "Nid oes dim yn ansicr")
  }
  package func reviewDone(_ deed: String, _ subjects: String) -> String {
    say(en: "Done: \(deed) \(subjects)", cy: "Gwnaed: \(deed) \(subjects)")
  }
  package func noReviewDoubt(_ id: String) -> String {
    say(
      en: "Nothing doubtful is called '\(id)'; 'dolen review DB --all' lists all",
      cy: "Nid oes dim ansicr o'r enw '\(id)'; mae 'dolen review DB --all' yn rhestru'r cyfan")
  }
  package func noReviewDecision(_ id: String) -> String {
    say(
      en: "Nothing was decided about '\(id)', so there is nothing to undo",
      cy: "Ni phenderfynwyd dim am '\(id)', felly nid oes dim i'w ddadwneud")
  }
  package func reviewIsDecided(_ id: String) -> String {
    say(
      en: "'\(id)' is decided; 'undo' it first",
      cy: "Penderfynwyd ar '\(id)'; defnyddiwch 'undo' yn gyntaf")
  }
  package func reviewDeedDoesNotFit(_ deed: String, _ id: String, _ advice: String) -> String {
    say(
      en: "'\(deed)' does not fit '\(id)': \(advice)",
      cy: "Nid yw '\(deed)' yn addas i '\(id)': \(advice)")
  }
  package var reviewValueAdvice: String {
    say(
      en:
        "a year such as 2021a, the id of a study, a level from 1 to 6, or supports, barrier, mixed, neutral",
      cy: "blwyddyn fel 2021a, id astudiaeth, lefel o 1 i 6, neu supports, barrier, mixed, neutral")
  }
  package func reviewSubjectsMissing(_ deed: String) -> String {
    say(
      en: "'\(deed)' takes what the list of 'dolen review DB' has in its first column",
      cy: "Mae '\(deed)' yn cymryd yr hyn sydd yng ngholofn gyntaf rhestr 'dolen review DB'")
  }
  package func reviewTableLacks(_ column: String) -> String {
    say(
      en: "The table has no column '\(column)'; 'dolen review DB --csv' writes one",
      cy: "Nid oes colofn '\(column)' yn y tabl; mae 'dolen review DB --csv' yn ysgrifennu un")
  }
  package func reviewRemoved(_ count: Int) -> String {
    say(
      en: "Of the earlier reading, no longer in this one: \(count) nodes and relationships",
      cy: "O'r darlleniad cynharach, nad ydynt yn hwn mwyach: \(count) o nodau a pherthnasau")
  }
  package func reviewReplaced(_ review: String) -> String {
    say(
      en:
        "The earlier reading of the review '\(review)' gave way to this one; -O review=NAME reads another beside it",
      cy:
        "Ildiodd darlleniad cynharach yr adolygiad '\(review)' i hwn; mae -O review=ENW yn darllen un arall wrth ei ochr"
    )
  }
  package func reviewIsAnother(_ review: String) -> String {
    say(
      en:
        "The graph has a review '\(review)' that cites other works. To read this text beside it, give it a name: -O review=NAME. To put it in its place, say so: -O review=\(review)",
      cy:
        "Mae gan y graff adolygiad '\(review)' sy'n dyfynnu gweithiau eraill. I ddarllen y testun hwn wrth ei ochr, rhowch enw iddo: -O review=ENW. I'w roi yn ei le, dywedwch hynny: -O review=\(review)"
    )
  }
  package func reviewShared(_ count: Int) -> String {
    say(
      en:
        "Studies with the authors and year of one in another review: \(count), joined by POSSIBLY_SAME_AS; 'dolen review DB' lists them",
      cy:
        "Astudiaethau ag awduron a blwyddyn un mewn adolygiad arall: \(count), wedi'u cysylltu gan POSSIBLY_SAME_AS; mae 'dolen review DB' yn eu rhestru"
    )
  }
  package func reviewRenewed(done: Int, lost: Int) -> String {
    say(
      en: "Decisions about the review. Done again: \(done); that find nothing any more: \(lost)",
      cy: "Penderfyniadau am yr adolygiad. Wedi'u gwneud eto: \(done); heb ganfod dim mwyach: "
        + "\(lost)")
  }
  package var profileGuessed: String {
    say(
      en: "A profile that was guessed from the text; correct it, and import with profile=FILE.",
      cy: "Proffil a ddyfalwyd o'r testun; cywirwch ef, a mewnforiwch gyda profile=FFEIL.")
  }
  package func profileReason(count: Int, line: Int?) -> String {
    let place =
      line.map { say(en: ", first in line \($0)", cy: ", yn gyntaf yn llinell \($0)") } ?? ""
    return times(count) + place
  }

  package var lineHeading: String { say(en: "line", cy: "llinell") }
  package var proposalHeading: String { say(en: "proposal", cy: "cynnig") }
}
