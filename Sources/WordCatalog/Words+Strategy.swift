/// What is said of search strategies and their translation between databases.
extension Words {
  package var strategySummary: String {
    say(en: "Print or compare search strategies", cy: "Argraffu neu gymharu strategaethau chwilio")
  }
  package var strategyDetails: String {
    say(
      en: """
        'print' writes the blocks of one printed strategy for another database, from the
        tree in the graph; a mark [n] stands where a step changes what is found, and all
        marks are listed at the end. 'compare' says where the printed translations of
        one strategy differ. 'read' takes a strategy from a text file into the graph:
        a line '# A' begins block A, and what follows is the block.
        """,
      cy: """
        Mae 'print' yn ysgrifennu blociau un strategaeth brintiedig ar gyfer cronfa ddata
        arall, o'r goeden yn y graff; mae marc [n] lle mae cam yn newid yr hyn a geir, a
        rhestrir pob marc ar y diwedd. Mae 'compare' yn dweud ble mae cyfieithiadau
        printiedig o un strategaeth yn wahanol. Mae 'read' yn cymryd strategaeth o ffeil
        destun i'r graff: mae llinell '# A' yn dechrau bloc A, a'r bloc sy'n dilyn.
        """)
  }
  package var strategyDeedHelp: String {
    say(en: "print, compare or read.", cy: "print, compare neu read.")
  }
  package var strategyFileHelp: String {
    say(en: "For read: the text of the strategy.", cy: "Ar gyfer read: testun y strategaeth.")
  }
  package var strategyFromHelp: String {
    say(
      en: "The printed strategy, as the blocks name its dialect. (default: the first one)",
      cy: "Y strategaeth brintiedig, fel y mae'r blociau'n enwi ei thafodiaith. (diofyn: y gyntaf)")
  }
  package var strategyForHelp: String {
    say(
      en: "The database that it is printed for: ebsco, ovid, scopus, wos or pubmed.",
      cy: "Y gronfa ddata yr argreffir hi ar ei chyfer: ebsco, ovid, scopus, wos neu pubmed.")
  }
  package func noStrategyDeed(_ word: String) -> String {
    say(
      en: "'\(word)' is none of print, compare and read",
      cy: "Nid yw '\(word)' yn print, compare na read")
  }
  package var strategyReadNeeds: String {
    say(
      en: "Name the text and its dialect: dolen strategy read DB FILE --from EBSCO",
      cy: "Enwch y testun a'i dafodiaith: dolen strategy read DB FFEIL --from EBSCO")
  }
  package func strategyRead(_ blocks: Int, terms: Int, dialect: String) -> String {
    let size = "\(self.blocks(blocks)), \(self.terms(terms))"
    return say(
      en: "Read as \(dialect): \(size)", cy: "Darllenwyd fel \(dialect): \(size)")
  }
  package var strategyWithoutBlock: String {
    say(
      en: "Text stands before the first block: write a line such as '# A: title' before it",
      cy: "Mae testun cyn y bloc cyntaf: ysgrifennwch linell megis '# A: teitl' o'i flaen")
  }
  package func strategyBlockEmpty(_ letter: String) -> String {
    say(en: "Block '\(letter)' has no term", cy: "Nid oes term ym mloc '\(letter)'")
  }
  package func strategyTooDeep(_ letter: String, limit: Int) -> String {
    say(
      en: "In block '\(letter)' more than \(limit) brackets lie in each other",
      cy: "Ym mloc '\(letter)' mae mwy na \(limit) cromfach o fewn ei gilydd")
  }
  package var strategyNoLoss: String {
    say(en: "Nothing changes in translation.", cy: "Nid oes dim yn newid wrth gyfieithu.")
  }
  package var strategyLosses: String {
    say(
      en: "Where the translation changes what is found:",
      cy: "Lle mae'r cyfieithiad yn newid yr hyn a geir:")
  }
  package var strategyBlock: String { say(en: "Block", cy: "Bloc") }
  package var strategyCombined: String { say(en: "Combined", cy: "Wedi'u cyfuno") }
  package var broader: String { say(en: "finds more", cy: "yn canfod mwy") }
  package var narrower: String { say(en: "finds less", cy: "yn canfod llai") }
  package var unclear: String { say(en: "may find other things", cy: "gall ganfod pethau eraill") }
  package var effectOfChange: String { say(en: "effect", cy: "canlyniad") }
  package var blockHeading: String { say(en: "block", cy: "bloc") }
  package var sourceHeading: String { say(en: "from", cy: "o") }
  package var targetHeading: String { say(en: "to", cy: "i") }
  package var changeHeading: String { say(en: "change", cy: "newid") }

  package func lossOfDistance(_ near: String, as shown: String) -> String {
    say(
      en: "'\(near)' cannot be said with truncated words or phrases here: printed as \(shown)",
      cy:
        "Ni ellir dweud '\(near)' â geiriau wedi'u cwtogi neu ymadroddion yma: argreffir fel "
        + "\(shown)"
    )
  }
  package func lossOfOrder(_ near: String, as shown: String) -> String {
    say(
      en: "'\(near)' asks for an order, which \(shown) does not",
      cy: "Mae '\(near)' yn gofyn am drefn, nad yw \(shown) yn ei gwneud")
  }
  package func lossOfTruncation(_ term: String, least: Int) -> String {
    say(
      en: "'\(term)' has fewer than \(least) letters before its *: printed without it",
      cy: "Mae gan '\(term)' lai na \(least) o lythrennau cyn ei *: argreffir hebddo")
  }
  package func lossOfInnerTruncation(_ term: String) -> String {
    say(
      en: "'\(term)' has a * that does not end a word: this database does not take it there",
      cy: "Mae gan '\(term)' * nad yw'n gorffen gair: nid yw'r gronfa hon yn ei dderbyn yno")
  }
  package func lossOfField(_ shown: String) -> String {
    say(
      en: "The source states no field; databases search different ones then. Printed with \(shown)",
      cy:
        "Nid yw'r ffynhonnell yn nodi maes; mae cronfeydd yn chwilio rhai gwahanol wedyn. "
        + "Argreffir gyda \(shown)")
  }
  package func fieldUnknown(_ tag: String, as shown: String) -> String {
    say(
      en: "The field '\(tag)' has no counterpart: printed with \(shown)",
      cy: "Nid oes gan y maes '\(tag)' un cyfatebol: argreffir gyda \(shown)")
  }
  package func lossOfBracket(_ count: Int) -> String {
    say(
      en: "Brackets that the source leaves open: \(count). They are closed at the end of the "
        + "block, "
        + "which is a guess",
      cy: "Cromfachau y mae'r ffynhonnell yn eu gadael ar agor: \(count). Fe'u caeir ar ddiwedd y "
        + "bloc, sy'n ddyfaliad")
  }
  package func strayBracket(_ count: Int) -> String {
    say(
      en: "Brackets that the source closes and has not opened: \(count). They are left out",
      cy: "Cromfachau y mae'r ffynhonnell yn eu cau heb eu hagor: \(count). Fe'u hepgorir")
  }
  package func unquotedPhrase(_ term: String) -> String {
    say(
      en:
        "'\(term)' stands without quotes: some databases read a phrase, others AND; printed as a "
        + "phrase",
      cy:
        "Mae '\(term)' heb ddyfynodau: mae rhai cronfeydd yn darllen ymadrodd, eraill AND; "
        + "argreffir fel "
        + "ymadrodd")
  }
  package func mixedOperators(_ text: String) -> String {
    say(
      en: "'\(text)' mixes AND and OR without brackets: AND is taken first, as most databases do",
      cy:
        "Mae '\(text)' yn cymysgu AND ac OR heb gromfachau: cymerir AND yn gyntaf, fel y gwna'r "
        + "rhan fwyaf o "
        + "gronfeydd")
  }
  package func repeatedTerm(_ term: String) -> String {
    say(
      en: "'\(term)' stands twice, and is printed once",
      cy: "Mae '\(term)' yno ddwywaith, ac fe'i hargreffir unwaith")
  }
  package var flatBlock: String {
    say(
      en:
        "The graph has the terms of this block without their arrangement: which stand on which "
        + "side of the "
        + "distance operator is not known, so that all are joined by OR",
      cy:
        "Mae gan y graff dermau'r bloc hwn heb eu trefn: ni wyddys pa rai sydd ar ba ochr i'r "
        + "gweithredydd "
        + "pellter, felly cysylltir pob un ag OR")
  }
  package func distanceChanged(_ from: String, to: String) -> String {
    say(
      en: "\(from) has become \(to)", cy: "Mae \(from) wedi troi'n \(to)")
  }
  package func wordsBetween(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "word between", other: "words between"),
      cy: WelshForms(
        zero: "geiriau rhyngddynt", one: "gair rhyngddynt", two: "air rhyngddynt",
        few: "gair rhyngddynt", many: "gair rhyngddynt", other: "gair rhyngddynt"))
  }
  package func termGone(_ term: String) -> String {
    say(en: "'\(term)' is missing", cy: "Mae '\(term)' ar goll")
  }
  package func termNew(_ term: String) -> String {
    say(en: "'\(term)' is added", cy: "Ychwanegwyd '\(term)'")
  }
  package func bracketsDiffer(_ from: Int, to: Int) -> String {
    say(
      en: "brackets left open: \(from), then \(to)",
      cy: "cromfachau wedi'u gadael ar agor: \(from), yna \(to)")
  }
  package func blockGone(_ dialect: String) -> String {
    say(en: "the block is missing in \(dialect)", cy: "mae'r bloc ar goll yn \(dialect)")
  }
}
