/// What is said of the evidence behind answers.
extension Words {
  package var whySummary: String {
    say(
      en: "Show the claims behind a row of the answer",
      cy: "Dangos yr honiadau y tu ôl i res o'r ateb")
  }
  package var whyDetails: String {
    say(
      en: """
        The first row where no number is given. Each claim is shown with its words, its place, its
        stance, its study and the import that brought it.
        """,
      cy: """
        Y rhes gyntaf lle na roddir rhif. Dangosir pob honiad gyda'i eiriau, ei le, ei safbwynt, ei
        astudiaeth a'r mewnforio a ddaeth ag ef.
        """)
  }

  package var crosstabSummary: String {
    say(
      en: "Show three columns as a shaded crosstab",
      cy: "Dangos tair colofn fel croestabl wedi'i liwio")
  }
  package var crosstabDetails: String {
    say(
      en: """
        The first column of the query gives the rows, the second the columns, the third what stands in
        the cells; numbers that meet in a cell are added up. Without a query, the last one is taken.
        """,
      cy: """
        Mae colofn gyntaf yr ymholiad yn rhoi'r rhesi, yr ail y colofnau, a'r drydedd yr hyn sydd yn y
        celloedd; adir rhifau sy'n cyfarfod mewn cell at ei gilydd. Heb ymholiad, cymerir yr olaf.
        """)
  }

  package var evidenceHelp: String {
    say(
      en: "Say of each row of a query that reads which studies and claims it rests on.",
      cy:
        "Dweud am bob rhes o ymholiad sy'n darllen ar ba astudiaethau a honiadau y mae'n gorffwys.")
  }

  package var noLastAnswer: String {
    say(
      en: "There is no answer yet: run a query that reads first",
      cy: "Nid oes ateb eto: rhedwch ymholiad sy'n darllen yn gyntaf")
  }

  package func noRowOfAnswer(_ row: Int, count: Int) -> String {
    say(
      en: "The answer has no row \(row): it has \(count)",
      cy: "Nid oes rhes \(row) yn yr ateb: mae ganddo \(count)")
  }

  package var answerHasChanged: String {
    say(
      en:
        "The row is not in the answer any more: the graph has changed, or the query does not order "
        + "its rows",
      cy:
        "Nid yw'r rhes yn yr ateb mwyach: mae'r graff wedi newid, neu nid yw'r ymholiad yn trefnu ei "
        + "resi")
  }

  package var askedAgain: String {
    say(
      en: "The query was asked again: its answer was not kept",
      cy: "Gofynnwyd yr ymholiad eto: ni chadwyd ei ateb")
  }

  package var askedAgainOfChanged: String {
    say(
      en: "The query was asked again, of a graph that may have changed since its answer was shown",
      cy: "Gofynnwyd yr ymholiad eto, o graff a allai fod wedi newid ers dangos ei ateb")
  }

  package var restsOnNothing: String {
    say(
      en: "The row rests on no study: it is there whichever is left out",
      cy: "Nid yw'r rhes yn gorffwys ar unrhyw astudiaeth: mae yno pa un bynnag a hepgorir")
  }

  package var restsOnAbsence: String {
    say(
      en: "The row also rests on something not being there, which no study carries",
      cy: "Mae'r rhes hefyd yn gorffwys ar fod rhywbeth yn absennol, nad oes astudiaeth yn ei gario"
    )
  }

  package func moreWitnesses(_ limit: Int) -> String {
    say(
      en: "There are more than \(limit) ways to carry it",
      cy: "Mae mwy na \(limit) ffordd o'i gario")
  }

  package var studyHeading: String { say(en: "study", cy: "astudiaeth") }
  package var stanceHeading: String { say(en: "stance", cy: "safbwynt") }
  package var printedHeading: String { say(en: "printed", cy: "fel y'i hargraffwyd") }
  package var placeHeading: String { say(en: "place", cy: "lle") }
  package var importRunHeading: String { say(en: "import run", cy: "rhediad mewnforio") }
  package var totalHeading: String { say(en: "total", cy: "cyfanswm") }

  package func crosstabNeedsColumns(_ count: Int) -> String {
    say(
      en: "A crosstab needs three columns, and the query has \(count)",
      cy: "Mae ar groestabl angen tair colofn, ac mae gan yr ymholiad \(count)")
  }

  package func crosstabCellTwice(row: String, column: String) -> String {
    say(
      en: "The cell of \(row) and \(column) has several values that are no numbers",
      cy: "Mae gan gell \(row) a \(column) sawl gwerth nad ydynt yn rhifau")
  }

  // MARK: The program

  package var schemaCommandSummary: String {
    say(
      en: "Show or set the schema that lies in a graph's file",
      cy: "Dangos neu osod y sgema sydd yn ffeil graff")
  }
  package var schemaCommandDetails: String {
    say(
      en: """
        'show' prints the schema.json of the graph, or says that the built-in one
        holds; 'set' keeps another. It says which nodes are sources of evidence and
        on which sources everything else rests, and goes with the file into backups.
        """,
      cy: """
        Mae 'show' yn argraffu schema.json y graff, neu'n dweud mai'r un mewnol sy'n
        dal; mae 'set' yn cadw un arall. Dywed pa nodau sy'n ffynonellau tystiolaeth
        ac ar ba ffynonellau y mae popeth arall yn gorffwys, ac aiff gyda'r ffeil i
        gopïau wrth gefn.
        """)
  }
  package var schemaDeedHelp: String { say(en: "show or set.", cy: "show neu set.") }
  package var schemaFileHelp: String {
    say(en: "The schema.json to keep, for set.", cy: "Y schema.json i'w gadw, ar gyfer set.")
  }

  package func noSchemaDeed(_ word: String) -> String {
    say(
      en: "'\(word)' is neither show nor set", cy: "Nid yw '\(word)' yn show nac yn set")
  }
  package var schemaSetNeedsFile: String {
    say(
      en: "Name the schema.json to set: dolen schema set DB FILE",
      cy: "Enwch y schema.json i'w osod: dolen schema set DB FFEIL")
  }
  package var builtInSchemaHolds: String {
    say(
      en:
        "No schema lies in the file, so the built-in one holds: sources are nodes :Study, named by "
        + "id; a relationship with a Study at an end has it as its source",
      cy: "Nid oes sgema yn y ffeil, felly'r un mewnol sy'n dal: nodau :Study yw'r ffynonellau, a "
        + "enwir gan id; mae perthynas â Study ar ei phen yn ei chael yn ffynhonnell")
  }
  package func schemaKept(_ path: String) -> String {
    say(en: "The schema of \(path) is kept in the graph", cy: "Cedwir sgema \(path) yn y graff")
  }
  package func schemaReplaced(_ path: String) -> String {
    say(
      en: "The schema of \(path) is kept in the graph, instead of another that was there",
      cy: "Cedwir sgema \(path) yn y graff, yn lle un arall a oedd yno")
  }

  package var sensitivitySummary: String {
    say(
      en: "Print what of an answer changes when sources are left out",
      cy: "Argraffu beth o ateb sy'n newid pan hepgorir ffynonellau")
  }
  package var sensitivityDetails: String {
    say(
      en: """
        The table of CALL evidence.sensitivity: one line for each source, or group of
        sources, and each row of the answer that is lost, new or changed without it.
        """,
      cy: """
        Tabl CALL evidence.sensitivity: un llinell ar gyfer pob ffynhonnell, neu grŵp
        o ffynonellau, a phob rhes o'r ateb a gollir, sy'n newydd neu sy'n newid hebddi.
        """)
  }
  package var sensitivityQueryHelp: String {
    say(en: "The query, which only reads.", cy: "Yr ymholiad, sy'n darllen yn unig.")
  }
  package var sensitivityByHelp: String {
    say(
      en:
        "What is left out together: 'study', a property of the source such as kind, or an expression "
        + "of s. (default: study)",
      cy:
        "Beth a hepgorir gyda'i gilydd: 'study', priodwedd o'r ffynhonnell megis kind, neu fynegiad o "
        + "s. (diofyn: study)")
  }
  package var sensitivityKeyHelp: String {
    say(
      en:
        "A column by which rows are matched. Repeatable. (default: what the answer is grouped by)",
      cy:
        "Colofn y caiff rhesi eu paru wrthi. Gellir ei hailadrodd. (diofyn: yr hyn y grwpir yr ateb "
        + "yn ei ôl)")
  }
}
