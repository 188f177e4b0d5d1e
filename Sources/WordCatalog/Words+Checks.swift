/// What `dolen check` and `:check` say of a graph.
extension Words {
  package var checkShellDetails: String {
    say(
      en: """
        Holds the graph against its schema and against what a review needs: claims with
        words and places, numbers that add up, works that are counted once. With a code
        only that rule is asked. 'dolen check DB --fix CODE' mends what can be mended
        without you.
        """,
      cy: """
        Yn cymharu'r graff â'i sgema ac â'r hyn sydd ei angen ar adolygiad: honiadau â
        geiriau a lleoedd, niferoedd sy'n cyfrif yn gywir, gweithiau a gyfrifir unwaith.
        Gyda chod, dim ond y rheol honno a ofynnir. Mae 'dolen check DB --fix COD' yn
        trwsio'r hyn y gellir ei drwsio hebddoch chi.
        """)
  }
  package var fixHelp: String {
    say(
      en: "Mend the findings of this rule, after asking; --yes does not ask.",
      cy: "Trwsio canfyddiadau'r rheol hon, ar ôl gofyn; nid yw --yes yn gofyn.")
  }
  package var ruleHelp: String {
    say(en: "Ask only the rule of this code.", cy: "Gofyn y rheol â'r cod hwn yn unig.")
  }
  package var fixYesHelp: String {
    say(en: "Mend without asking, for scripts.", cy: "Trwsio heb ofyn, ar gyfer sgriptiau.")
  }
  package var codeHeading: String { say(en: "code", cy: "cod") }
  package var severityHeading: String { say(en: "severity", cy: "difrifoldeb") }
  package var fixHeading: String { say(en: "fix", cy: "trwsio") }
  package var checkError: String { say(en: "error", cy: "gwall") }
  package var checkWarning: String { say(en: "warning", cy: "rhybudd") }
  package var checkNote: String { say(en: "note", cy: "nodyn") }

  /// How many findings there are of each severity.
  package func findingCounts(errors: Int, warnings: Int, notes: Int) -> String {
    let errors = count(
      errors, en: .init(one: "error", other: "errors"),
      cy: .init(
        zero: "gwallau", one: "gwall", two: "wall", few: "gwall", many: "gwall", other: "gwall"))
    let warnings = count(
      warnings, en: .init(one: "warning", other: "warnings"),
      cy: .init(
        zero: "rhybuddion", one: "rhybudd", two: "rybudd", few: "rhybudd", many: "rhybudd",
        other: "rhybudd"))
    let notes = count(
      notes, en: .init(one: "note", other: "notes"),
      cy: .init(
        zero: "nodiadau", one: "nodyn", two: "nodyn", few: "nodyn", many: "nodyn", other: "nodyn"))
    return "\(errors), \(warnings), \(notes)"
  }
  package var nothingFound: String {
    say(en: "Nothing was found", cy: "Ni chanfuwyd dim")
  }
  package func noCheckRule(_ code: String, nearest: String?, known: [String]) -> String {
    let list = known.joined(separator: ", ")
    let mean = nearest.map(didYouMean) ?? say(en: "There are \(list)", cy: "Ceir \(list)")
    return say(en: "There is no rule '\(code)'", cy: "Nid oes rheol '\(code)'") + hint(mean)
  }
  package func noCheckFix(_ code: String, advice: String, known: [String]) -> String {
    let list = known.joined(separator: ", ")
    return say(
      en: "What '\(code)' finds only a person can mend",
      cy: "Dim ond person all drwsio'r hyn y mae '\(code)' yn ei ganfod")
      + hint(advice)
      + hint(
        say(
          en: "Rules that mend what they find: \(list)",
          cy: "Rheolau sy'n trwsio'r hyn a ganfyddant: \(list)"))
  }
  package func mayFix(_ code: String, _ number: Int) -> String {
    let things = findings(number)
    return say(
      en: "Mend \(things) of '\(code)'? [y/N] ", cy: "Trwsio \(things) '\(code)'? [i/N] ")
  }
  package func findings(_ number: Int) -> String {
    count(
      number, en: .init(one: "finding", other: "findings"),
      cy: .init(
        zero: "canfyddiadau", one: "canfyddiad", two: "ganfyddiad", few: "chanfyddiad",
        many: "chanfyddiad", other: "canfyddiad"))
  }
  package var fixNotDone: String { say(en: "Nothing was changed", cy: "Ni newidiwyd dim") }
  package var fixCannotAsk: String {
    say(
      en: "Nobody can be asked here; --yes mends without asking",
      cy: "Ni ellir gofyn i neb yma; mae --yes yn trwsio heb ofyn")
  }
  package func fixed(_ code: String, _ number: Int) -> String {
    let things = findings(number)
    return say(en: "Mended \(things) of '\(code)'", cy: "Trwsiwyd \(things) '\(code)'")
  }
  package func fixFails(_ code: String, left: Int) -> String {
    let things = findings(left)
    return say(
      en: "'\(code)' still has \(things) after mending",
      cy: "Mae gan '\(code)' \(things) o hyd ar ôl trwsio")
  }

  // MARK: Rules of the schema

  package var ruleNoLabel: String { say(en: "a node without a label", cy: "nod heb label") }
  package var ruleUnknownLabel: String {
    say(en: "a label that the schema does not have", cy: "label nad yw yn y sgema")
  }
  package var ruleUnknownType: String {
    say(
      en: "a relationship type that the schema does not have",
      cy: "math o berthynas nad yw yn y sgema")
  }
  package var ruleWrongEnds: String {
    say(
      en: "a relationship between nodes that its type does not join",
      cy: "perthynas rhwng nodau nad yw ei math yn eu cysylltu")
  }
  package var ruleMissingProperty: String {
    say(
      en: "a property that must be stated and is not",
      cy: "priodwedd y mae'n rhaid ei nodi ond nas nodir")
  }
  package var ruleUnknownProperty: String {
    say(en: "a property that the schema does not have", cy: "priodwedd nad yw yn y sgema")
  }
  package var ruleWrongType: String {
    say(
      en: "a value of another type than the schema says",
      cy: "gwerth o fath gwahanol i'r hyn a ddywed y sgema")
  }
  package var ruleDuplicateKey: String {
    say(
      en: "two nodes of a label with one key; --fix gives the later ones keys of their own",
      cy:
        "dau nod o'r un label â'r un allwedd; mae --fix yn rhoi allweddi eu hunain i'r rhai hwyrach"
    )
  }
  package var fixSchema: String {
    say(
      en: "Mend the element, or let the schema say it: dolen schema set DB FILE",
      cy: "Trwsiwch yr elfen, neu gadewch i'r sgema ei ddweud: dolen schema set DB FFEIL")
  }
  package func keyGiven(_ name: String, key: String, value: String) -> String {
    say(
      en: "\(name): \(key) is now \(value)", cy: "\(name): \(key) bellach yw \(value)")
  }

  // MARK: Rules of reviews

  package var ruleClaimWithoutWords: String {
    say(
      en: "a claim that says nothing: no claim in words, no quotation, no sentence",
      cy: "honiad nad yw'n dweud dim: dim honiad mewn geiriau, dim dyfyniad, dim brawddeg")
  }
  package func claimWithoutWords(_ claim: String) -> String {
    say(en: "\(claim) has no words", cy: "Nid oes geiriau gan \(claim)")
  }
  package var fixClaimWithoutWords: String {
    say(
      en: "State what the source claims there, in your words or its own",
      cy: "Nodwch beth mae'r ffynhonnell yn ei honni yno, yn eich geiriau chi neu ei geiriau hi")
  }
  package var ruleClaimWithoutPlace: String {
    say(
      en: "a claim of which nobody can say where it stands: no lines, no page, no locator",
      cy: "honiad na all neb ddweud ble y saif: dim llinellau, dim tudalen, dim lleolydd")
  }
  package func claimWithoutPlace(_ claim: String) -> String {
    say(en: "\(claim) has no place in a text", cy: "Nid oes lle mewn testun i \(claim)")
  }
  package var fixClaimWithoutPlace: String {
    say(
      en: "State the lines, the page or another locator of the passage",
      cy: "Nodwch linellau, tudalen neu leolydd arall y darn")
  }
  package var ruleStanceUnlikeType: String {
    say(
      en: "a claim whose stance is not what its type says; --fix takes that of the type",
      cy: "honiad nad yw ei safbwynt yr hyn a ddywed ei fath; mae --fix yn cymryd un y math")
  }
  package func stanceUnlikeType(_ claim: String, stated: String, told: String) -> String {
    say(
      en: "\(claim) has the stance '\(stated)', and its type says '\(told)'",
      cy: "Mae gan \(claim) y safbwynt '\(stated)', a dywed ei fath '\(told)'")
  }
  package var fixStanceUnlikeType: String {
    say(
      en: "Make the stance that of the type, or the claim one of another type",
      cy: "Gwnewch y safbwynt yn un y math, neu'r honiad yn un o fath arall")
  }
  package func stanceGiven(_ claim: String, before: String, after: String) -> String {
    say(
      en: "\(claim): stance was '\(before)' and is '\(after)'",
      cy: "\(claim): '\(before)' oedd y safbwynt, '\(after)' yw bellach")
  }
  package var ruleUnknownStudy: String {
    say(
      en: "an element that names a study which is not there",
      cy: "elfen sy'n enwi astudiaeth nad yw yno")
  }
  package func unknownStudy(_ element: String, study: String, property: String) -> String {
    say(
      en: "\(element) names the study '\(study)' in \(property), and there is none",
      cy: "Mae \(element) yn enwi'r astudiaeth '\(study)' yn \(property), ac nid oes un")
  }
  package var fixUnknownStudy: String {
    say(
      en: "Name a study that is there, or add it",
      cy: "Enwch astudiaeth sydd yno, neu ychwanegwch hi")
  }
  package var ruleStudyWithoutOutcome: String {
    say(
      en: "a study that stands behind no outcome, in a graph that has outcomes",
      cy: "astudiaeth nad yw'n sail i unrhyw ganlyniad, mewn graff sydd â chanlyniadau")
  }
  package func studyWithoutOutcome(_ study: String) -> String {
    say(en: "\(study) stands behind no outcome", cy: "Nid yw \(study) yn sail i unrhyw ganlyniad")
  }
  package var fixStudyWithoutOutcome: String {
    say(
      en: "Join it to the outcomes that it reports, where it reports any",
      cy: "Cysylltwch hi â'r canlyniadau y mae'n eu hadrodd, lle mae'n adrodd rhai")
  }
  package var ruleOneStudy: String {
    say(
      en: "a factor, model or category whose claims are all of one study",
      cy: "ffactor, model neu gategori y daw ei holl honiadau o un astudiaeth")
  }
  package func restsOnOneStudy(_ subject: String, study: String, claims: Int) -> String {
    let number = count(
      claims, en: .init(one: "claim", other: "claims"),
      cy: .init(
        zero: "honiadau", one: "honiad", two: "honiad", few: "honiad", many: "honiad",
        other: "honiad"))
    return say(
      en: "\(subject) rests on \(study) alone (\(number))",
      cy: "Mae \(subject) yn dibynnu ar \(study) yn unig (\(number))")
  }
  package var fixOneStudy: String {
    say(
      en: "Say so wherever it is reported, or look for another study",
      cy: "Dywedwch hynny lle bynnag yr adroddir amdano, neu chwiliwch am astudiaeth arall")
  }
  package var ruleContradiction: String {
    say(
      en: "a factor, model or category for and against which there are claims",
      cy: "ffactor, model neu gategori y mae honiadau o'i blaid ac yn ei erbyn")
  }
  package func contradiction(_ subject: String, pro: String, con: String) -> String {
    say(
      en: "\(subject) has claims for it (\(pro)) and against it (\(con))",
      cy: "Mae gan \(subject) honiadau o'i blaid (\(pro)) ac yn ei erbyn (\(con))")
  }
  package var fixContradiction: String {
    say(
      en: "Weigh both sides where it is reported: dolen claims contradictions DB",
      cy: "Pwyswch y ddwy ochr lle'r adroddir amdano: dolen claims contradictions DB")
  }
  package var ruleFlow: String {
    say(
      en: "numbers of the screening flow that do not add up",
      cy: "niferoedd y llif sgrinio nad ydynt yn cyfrif yn gywir")
  }
  package var fixFlow: String {
    say(
      en: "Correct the number that was misread, or take out one that follows from the others",
      cy: "Cywirwch y nifer a gamddarllenwyd, neu dilëwch un sy'n dilyn o'r lleill")
  }
  package var ruleDuplicates: String {
    say(
      en:
        "two records that may be one work and are not joined; --fix joins them, and merges nothing",
      cy:
        "dau gofnod a allai fod yn un gwaith ac nas cysylltwyd; mae --fix yn eu cysylltu heb gyfuno dim"
    )
  }
  package func possibleDuplicate(_ second: String, _ first: String, score: String, reasons: String)
    -> String
  {
    say(
      en: "\(second) may be \(first) (\(score): \(reasons))",
      cy: "Gall mai \(first) yw \(second) (\(score): \(reasons))")
  }
  package var fixDuplicates: String {
    say(
      en: "Join them, then decide: dolen duplicates DB find",
      cy: "Cysylltwch hwy, yna penderfynwch: dolen duplicates DB find")
  }
  package var ruleDoubtfulIdentity: String {
    say(
      en: "two records that may be one work, and nobody has decided",
      cy: "dau gofnod a allai fod yn un gwaith, a neb wedi penderfynu")
  }
  package func doubtfulIdentity(_ second: String, _ first: String) -> String {
    say(
      en: "Nobody has decided whether \(second) is \(first)",
      cy: "Nid oes neb wedi penderfynu ai \(first) yw \(second)")
  }
  package var ruleCountedTwice: String {
    say(
      en: "a work of doubtful identity that counts as two studies of one factor, model or category",
      cy:
        "gwaith o hunaniaeth amheus sy'n cyfrif fel dwy astudiaeth o un ffactor, model neu gategori"
    )
  }
  package func countedTwice(_ subject: String, _ first: String, _ second: String) -> String {
    say(
      en: "\(subject) counts \(first) and \(second) as two, which may be one work",
      cy: "Mae \(subject) yn cyfrif \(first) a \(second) fel dau, a allai fod yn un gwaith")
  }
  package func fixPair(_ number: String) -> String {
    say(
      en: "Decide: dolen duplicates DB accept \(number), or reject \(number)",
      cy: "Penderfynwch: dolen duplicates DB accept \(number), neu reject \(number)")
  }
  package var fixAnyPair: String {
    say(
      en: "Decide: dolen duplicates DB accept NUMBER, or reject NUMBER",
      cy: "Penderfynwch: dolen duplicates DB accept RHIF, neu reject RHIF")
  }

  // MARK: Search

  package var searchSummary: String {
    say(
      en: "Find words in names, printed words and claims",
      cy: "Chwilio geiriau mewn enwau, print a honiadau")
  }
  package var searchDetails: String {
    say(
      en: """
        Looks into names, aliases, printed words and claims in all languages. Welsh
        words are found in all their mutated forms, misprints and what a scan misread
        where nothing is written so. The best is first, the words found are marked.
        The same in a query: CALL evidence.search('words').
        """,
      cy: """
        Yn edrych mewn enwau, ffugenwau, geiriau printiedig a honiadau ym mhob iaith.
        Ceir geiriau Cymraeg ym mhob ffurf dreigledig, a chamargraffiadau a
        chamddarlleniadau sgan lle nad oes dim wedi'i ysgrifennu felly. Mae'r gorau yn
        gyntaf, a'r geiriau a gafwyd wedi'u marcio. Yr un peth mewn ymholiad: CALL
        evidence.search('geiriau').
        """)
  }
  package var fieldHeading: String { say(en: "field", cy: "maes") }
  package var foundHeading: String { say(en: "found", cy: "canfuwyd") }
}
