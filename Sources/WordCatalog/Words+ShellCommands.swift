/// What the shell's help says of its commands, in the order of `:help`.
extension Words {
  package var helpSummary: String {
    say(en: "List the commands, or explain one", cy: "Rhestru'r gorchmynion, neu esbonio un")
  }

  /// Above the list of commands.
  package var helpHead: String {
    say(
      en: """
        Statements are openCypher and end with ';'. EXPLAIN before a query shows its plan, PROFILE
        also runs it and counts; BEGIN, COMMIT and ROLLBACK group statements.
        """,
      cy: """
        openCypher yw'r gosodiadau, a deuant i ben â ';'. Mae EXPLAIN o flaen ymholiad yn dangos ei
        gynllun, a PROFILE yn ei redeg hefyd ac yn cyfrif; mae BEGIN, COMMIT a ROLLBACK yn grwpio
        gosodiadau.
        """)
  }

  /// Below the list of commands.
  package var helpFoot: String {
    say(
      en: "':help COMMAND' says more. A dot will do for the colon. Ctrl-C stops a query, "
        + "Ctrl-D leaves.",
      cy: """
        Mae ':help COMMAND' yn dweud mwy. Gwna dot y tro yn lle'r colon. Mae Ctrl-C yn atal ymholiad,
        Ctrl-D yn gadael.
        """)
  }

  /// Before other names of a command.
  package var alsoMark: String { say(en: "Also", cy: "Hefyd") }

  package var quitSummary: String { say(en: "Leave the shell", cy: "Gadael y gragen") }
  package var quitDetails: String {
    say(
      en: "Ctrl-D does the same. A transaction that is open is rolled back.",
      cy: "Gwna Ctrl-D yr un peth. Caiff trafodiad sydd ar agor ei ddadwneud.")
  }

  package var schemaSummary: String {
    say(
      en: "Show labels and types with counts, keys and ends",
      cy: "Dangos labeli a mathau: nifer, allweddi, pennau")
  }
  package var schemaDetails: String {
    say(
      en: "Every node and relationship is looked at once; ':labels' and ':types' are quicker.",
      cy: "Edrychir ar bob nod a pherthynas unwaith; mae ':labels' a ':types' yn gyflymach.")
  }

  package var labelsSummary: String {
    say(
      en: "List the labels with the number of nodes", cy: "Rhestru'r labeli gyda nifer y nodau")
  }

  package var typesSummary: String {
    say(
      en: "List the types with the number of relationships",
      cy: "Rhestru'r mathau gyda nifer y perthnasoedd")
  }

  package var indexesSummary: String {
    say(
      en: "List the indexes and unique constraints",
      cy: "Rhestru'r mynegeion a'r cyfyngiadau unigryw")
  }

  package var statsSummary: String {
    say(en: "Show how large the graph is", cy: "Dangos pa mor fawr yw'r graff")
  }

  package var formatSummary: String {
    say(en: "Choose how rows are shown", cy: "Dewis sut y dangosir rhesi")
  }

  package var onceSummary: String {
    say(en: "Write the next answer to a file", cy: "Ysgrifennu'r ateb nesaf i ffeil")
  }
  package var onceDetails: String {
    say(
      en: """
        A file named .csv, .tsv, .json, .jsonl, .md, .html, .tex, .dot or .xlsx is written in that
        format, any other in the one that is chosen; a table is as wide as it needs to be there. '|' and
        a command send the answer to that command. The file appears whole or not at all. One that is
        there is left alone, unless --force stands behind its name; a graph is never replaced.
        """,
      cy: """
        Ysgrifennir ffeil o'r enw .csv, .tsv, .json, .jsonl, .md, .html, .tex, .dot neu .xlsx yn y
        fformat hwnnw, ac unrhyw un arall yn yr un a ddewiswyd; bydd tabl yno mor llydan ag sydd ei
        angen. Mae '|' a gorchymyn yn anfon yr ateb i'r gorchymyn hwnnw. Bydd y ffeil yn ymddangos yn
        gyfan neu ddim o gwbl. Gadewir llonydd i un sydd yno eisoes, oni bai bod --force y tu ôl i'w
        henw; ni chaiff graff byth ei ddisodli.
        """)
  }

  package var lastSummary: String {
    say(
      en: "Show the last answer again, with nothing cut",
      cy: "Dangos yr ateb diwethaf eto, yn gyfan")
  }

  package var lastDetails: String {
    say(
      en: "The graph is not asked again. Long cells go on in the next line; 'line' suits "
        + "long texts.",
      cy: "Ni holir y graff eto. Mae celloedd hir yn parhau ar y llinell nesaf; mae 'line' yn "
        + "addas i destunau hir.")
  }

  package var wrapSummary: String {
    say(
      en: "Go on in the next line where a cell is long",
      cy: "Parhau celloedd hir ar y llinell nesaf")
  }

  package var timerSummary: String {
    say(
      en: "Show how long each statement takes", cy: "Dangos faint o amser a gymer pob gosodiad")
  }

  package var warningsSummary: String {
    say(
      en: "Show warnings, as of a label that no node has",
      cy: "Dangos rhybuddion, megis am label heb nod")
  }
  package var warningsDetails: String {
    say(
      en: """
        openCypher finds nothing, silently, where a label, a type or a key is misspelt. The warning
        names the nearest that exists. Other warnings are of what is legal and surely not meant, such as
        a forgotten colon; ':warnings off NAME' switches one off:
        """,
      cy: """
        Ni chaiff openCypher hyd i ddim, heb ddweud, lle bo label, math neu allwedd wedi'i gamsillafu.
        Mae'r rhybudd yn enwi'r agosaf sy'n bod. Mae rhybuddion eraill am yr hyn sy'n gyfreithlon ac yn
        sicr heb ei fwriadu, megis colon a anghofiwyd; mae ':warnings off NAME' yn diffodd un:
        """)
  }

  package var languageSummary: String {
    say(en: "Choose the language of messages", cy: "Dewis iaith y negeseuon")
  }
  package var languageDetails: String {
    say(
      en: """
        'en' is English, 'cy' is Welsh. $DOLEN_LANG and --lang choose it at the start. Keywords and
        the messages of the query engine stay as they are.
        """,
      cy: """
        Saesneg yw 'en' a Chymraeg yw 'cy'. $DOLEN_LANG a --lang sy'n ei dewis ar y dechrau. Mae'r
        geiriau allweddol a negeseuon y peiriant ymholi yn aros fel y maent.
        """)
  }

  package var paramSummary: String {
    say(
      en: "Set a parameter for the queries that follow",
      cy: "Gosod paramedr i'r ymholiadau sy'n dilyn")
  }
  package var paramDetails: String {
    say(
      en:
        "The expression is Cypher, or JSON, and may use parameters that are set already; a map, as "
        + "in ':param {a: 1, b: 2}', sets several. ':params' lists them.",
      cy:
        "Cypher yw'r mynegiant, neu JSON, a gall ddefnyddio paramedrau a osodwyd eisoes; mae map, "
        + "megis ':param {a: 1, b: 2}', yn gosod sawl un. Mae ':params' yn eu rhestru.")
  }

  package var paramsSummary: String {
    say(
      en: "List the parameters, or forget them", cy: "Rhestru'r paramedrau, neu eu hanghofio")
  }

  package var beginSummary: String {
    say(
      en: "Open a transaction, as the statement BEGIN does",
      cy: "Agor trafodiad, fel y gwna'r gosodiad BEGIN")
  }
  package var beginDetails: String {
    say(
      en: """
        While a transaction is open the prompt has a star. Without one, each statement is kept or
        thrown away by itself.
        """,
      cy: """
        Tra bo trafodiad ar agor mae seren wrth yr anogwr. Heb un, caiff pob gosodiad ei gadw neu ei
        ddadwneud ar ei ben ei hun.
        """)
  }

  package var commitSummary: String {
    say(
      en: "Keep what was done in the transaction", cy: "Cadw'r hyn a wnaed yn y trafodiad")
  }

  package var rollbackSummary: String {
    say(
      en: "Throw away what was done in the transaction",
      cy: "Dadwneud yr hyn a wnaed yn y trafodiad")
  }

  package var readSummary: String {
    say(
      en: "Run the statements and commands in a file",
      cy: "Rhedeg gosodiadau a gorchmynion o ffeil")
  }
  package var readDetails: String {
    say(
      en: """
        The script stops at its first failure. Inside a script, the name of a file counts from the
        folder of that script. A name with blanks is put into quotes.
        """,
      cy: """
        Mae'r sgript yn stopio wrth ei methiant cyntaf. Y tu mewn i sgript, cyfrifir enw ffeil o
        ffolder y sgript honno. Rhoddir enw â bylchau ynddo mewn dyfynodau.
        """)
  }

  package var versionSummary: String {
    say(en: "Show the version, for a report", cy: "Dangos y fersiwn, ar gyfer adroddiad")
  }
}

/// What the shell's help says of the commands that the program has too.
extension Words {
  package var runShellDetails: String {
    say(
      en: """
        ':queries' lists them. They are looked for in the folder named by --queries or $DOLEN_QUERIES,
        or in a folder 'Queries' here or above, which is said. A parameter that is not set has the value
        that the query states; 'factor='F9'' behind NAME sets one for this run. One that changes the
        graph is run only where somebody says yes.
        """,
      cy: """
        Mae ':queries' yn eu rhestru. Chwilir amdanynt yn y ffolder a enwir gan --queries neu
        $DOLEN_QUERIES, neu mewn ffolder 'Queries' yma neu uwchben, a dywedir hynny. Bydd gan baramedr
        nas gosodwyd y gwerth y mae'r ymholiad yn ei nodi; mae 'factor='F9'' ar ôl NAME yn gosod un ar
        gyfer y tro hwn. Ni chaiff un sy'n newid y graff ei redeg oni bai bod rhywun yn cytuno.
        """)
  }

  package var importShellDetails: String {
    say(
      en: """
        Without FORMAT it is recognised by the name or the first bytes. Options are written after FILE,
        as name=value. A format of tables has no FILE: its options name them.
        """,
      cy: """
        Heb FORMAT, adnabyddir y ffeil wrth ei henw neu ei beitiau cyntaf. Ysgrifennir opsiynau ar ôl
        FILE, fel name=value. Nid oes FILE gan fformat tablau: ei opsiynau sy'n eu henwi.
        """)
  }

  package var exportShellDetails: String {
    say(
      en: """
        Without a query it is the whole graph; with one, the rows of its answer where the format holds
        rows, else the nodes, relationships and paths in it, as which as=rows and as=graph decide.
        around=Study:id=harden-2015 exports what lies around a node, hops=2 how far, from the node or
        from what the query finds. The file appears whole or not at all; one that is there is left
        alone, unless --force stands behind its name, and a graph is never replaced. Options are
        written after FILE, as name=value.
        """,
      cy: """
        Heb ymholiad, y graff cyfan ydyw; gydag un, rhesi ei ateb lle mae rhesi gan y fformat, fel
        arall y nodau, y perthnasoedd a'r llwybrau sydd ynddo; as=rows ac as=graph sy'n penderfynu.
        Mae around=Study:id=harden-2015 yn allforio'r hyn sydd o amgylch nod, a hops=2 yn dweud pa mor
        bell, o'r nod neu o'r hyn a gaiff yr ymholiad. Bydd y ffeil yn ymddangos yn gyfan neu ddim o
        gwbl; gadewir llonydd i un sydd yno eisoes, oni bai bod --force y tu ôl i'w henw, ac ni chaiff
        graff byth ei ddisodli. Ysgrifennir opsiynau ar ôl FILE, fel name=value.
        """)
  }

  /// The formats that hold only rows, below those of graphs.
  package func rowFormatsForExport(_ names: [String]) -> String {
    let list = names.joined(separator: ", ")
    return say(
      en: "Rows, which need a query: \(list). ':once FILE' takes any format.",
      cy: "Rhesi, y mae angen ymholiad arnynt: \(list). Mae ':once FILE' yn derbyn unrhyw fformat.")
  }

  package var backupShellDetails: String {
    say(
      en: """
        The copy is a graph of its own, as of the last commit. It appears whole or not at all. A file
        of that name is left alone, unless --force stands behind it.
        """,
      cy: """
        Mae'r copi'n graff ynddo'i hun, fel yr oedd ar ôl y cadw diwethaf. Bydd yn ymddangos yn gyfan
        neu ddim o gwbl. Gadewir llonydd i ffeil o'r enw hwnnw, oni bai bod --force y tu ôl iddo.
        """)
  }
}
