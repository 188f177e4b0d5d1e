/// What the help of the program says of itself and of its commands; `dolen COMMAND` and `:COMMAND`
/// share the summary.
extension Words {
  package var programSummary: String {
    say(
      en: "Ask openCypher questions of a graph that is one file",
      cy: "Gofyn cwestiynau openCypher i graff sy'n un ffeil")
  }
  package var programDetails: String {
    say(
      en: "Without -c, -f or a pipe on standard input, the shell opens.",
      cy: "Heb -c, -f na phibell ar y mewnbwn safonol, bydd y gragen yn agor.")
  }
  package var programNotes: String {
    say(
      en: """
        A file that is called like a command is written with its folder: dolen ./run

        Exit codes: 0 done, 1 a query failed, 2 wrong usage, 3 wrong data in an import,
        4 a file cannot be used, 130 interrupted.
        """,
      cy: """
        Ysgrifennir ffeil sydd â'r un enw â gorchymyn gyda'i ffolder: dolen ./run

        Codau gadael: 0 gwnaed, 1 methodd ymholiad, 2 defnydd anghywir, 3 data anghywir wrth
        fewnforio, 4 ni ellir defnyddio ffeil, 130 torrwyd ar draws.
        """)
  }

  package var importSummary: String {
    say(
      en: "Import a file or folder, all of it or nothing",
      cy: "Mewnforio ffeil neu ffolder, y cyfan neu ddim")
  }
  package var importDetails: String {
    say(
      en: """
        The graph's file is made where it is missing. The report says what became
        of every record. 'dolen formats' lists the formats.
        """,
      cy: """
        Caiff ffeil y graff ei gwneud lle nad oes un. Mae'r adroddiad yn dweud beth
        ddaeth o bob cofnod. Mae 'dolen formats' yn rhestru'r fformatau.
        """)
  }

  package var exportSummary: String {
    say(
      en: "Export the graph, or a query's part of it",
      cy: "Allforio'r graff, neu'r rhan a gaiff ymholiad")
  }
  package var exportDetails: String {
    say(
      en: """
        The output appears whole or not at all. The report goes to standard error
        and says what the format could not hold. 'dolen formats' lists the formats.
        """,
      cy: """
        Bydd yr allbwn yn ymddangos yn gyfan neu ddim o gwbl. Aiff yr adroddiad i'r
        allbwn gwallau safonol, a dywed beth na allai'r fformat ei ddal. Mae 'dolen
        formats' yn rhestru'r fformatau.
        """)
  }

  package var runSummary: String { say(en: "Run a saved query", cy: "Rhedeg ymholiad cadw") }
  package var runDetails: String {
    say(
      en: """
        Saved queries are '.cypher' files. They are looked for in the folder that --queries names, in
        $DOLEN_QUERIES, or in a folder 'Queries' here or above; then the file is said. A parameter that
        is not set has the value that the query states. A query that changes the graph is run only where
        somebody says yes, or with --yes.
        """,
      cy: """
        Ffeiliau '.cypher' yw ymholiadau cadw. Chwilir amdanynt yn y ffolder y mae --queries yn ei
        henwi, yn $DOLEN_QUERIES, neu mewn ffolder 'Queries' yma neu uwchben; dywedir wedyn pa ffeil. Bydd
        gan baramedr nas gosodwyd y gwerth y mae'r ymholiad yn ei nodi. Ni chaiff ymholiad sy'n newid y
        graff ei redeg oni bai bod rhywun yn cytuno, neu gyda --yes.
        """)
  }

  package var queriesSummary: String {
    say(
      en: "List the saved queries with their questions",
      cy: "Rhestru'r ymholiadau cadw gyda'u cwestiynau")
  }

  package var formatsSummary: String {
    say(
      en: "List the formats of rows and of graphs", cy: "Rhestru fformatau rhesi a graffiau")
  }

  package var checkSummary: String {
    say(
      en: "Look for damage, faults and doubts in a graph",
      cy: "Chwilio am ddifrod, beiau ac amheuon mewn graff")
  }
  package var checkDetails: String {
    say(
      en: """
        First the file: whether rows and indexes agree. Then what the graph says: whether
        it keeps the schema that lies in it (or the one of --schema), and what a review
        needs. Every rule has a code; docs/reference/checks.md lists them. Nothing is
        changed, but for --fix CODE, which asks first and tells all that it changes.

        The exit code is 0 where there is no error (warnings and notes are none), 3 where
        the graph has errors or is not as the schema of --schema says, 4 where the file is
        damaged, 2 where a code is unknown or nobody can be asked.
        """,
      cy: """
        Yn gyntaf y ffeil: a yw'r rhesi a'r mynegeion yn cytuno. Yna'r hyn a ddywed y
        graff: a yw'n cadw at y sgema sydd ynddo (neu un --schema), a'r hyn sydd ei angen
        ar adolygiad. Mae cod gan bob rheol; fe'u rhestrir yn docs/reference/checks.md. Ni
        newidir dim, heblaw gyda --fix COD, sy'n gofyn yn gyntaf ac yn dweud popeth y mae'n
        ei newid.

        Y cod gadael yw 0 lle nad oes gwall (nid yw rhybuddion na nodiadau yn wallau), 3
        lle mae gwallau yn y graff neu lle nad yw fel y dywed sgema --schema, 4 lle mae'r
        ffeil wedi'i difrodi, 2 lle mae cod yn anhysbys neu lle na ellir gofyn i neb.
        """)
  }

  package var backupSummary: String {
    say(
      en: "Copy the graph's file, as of its last commit",
      cy: "Copïo ffeil y graff, fel ar ôl y cadw diwethaf")
  }
  package var backupDetails: String {
    say(
      en: """
        The copy is a graph of its own and appears whole or not at all. Others may
        read the graph meanwhile. Where it is open for writing, ':backup FILE' in
        that shell makes the copy.
        """,
      cy: """
        Mae'r copi'n graff ynddo'i hun, a bydd yn ymddangos yn gyfan neu ddim o gwbl.
        Gall eraill ddarllen y graff yn y cyfamser. Lle mae ar agor i'w ysgrifennu,
        ':backup FILE' yn y gragen honno sy'n gwneud y copi.
        """)
  }

  package var compactSummary: String {
    say(
      en: "Give back the room that deleted data has left in a graph's file",
      cy: "Rhoi'n ôl y lle a adawodd data a ddilëwyd yn ffeil graff")
  }
  package var compactDetails: String {
    say(
      en: """
        Nodes, relationships and identifiers stay. Nobody else may have the graph
        open, and the disk needs room for a second copy while it lasts. A process
        that is killed meanwhile leaves the graph as it was.
        """,
      cy: """
        Mae nodau, perthnasoedd a dynodwyr yn aros. Ni chaiff neb arall fod â'r graff
        ar agor, ac mae angen lle ar y ddisg i ail gopi tra pery. Os lleddir y broses
        yn y cyfamser, bydd y graff fel yr oedd.
        """)
  }

  package var pipeSummary: String {
    say(
      en: "Answer requests as JSON Lines on standard input and output",
      cy: "Ateb ceisiadau fel JSON Lines ar y mewnbwn a'r allbwn safonol")
  }
  package var pipeDetails: String {
    say(
      en: """
        One request a line, one response a line, in turn, until the end of the input:
          {"op":"hello"}
          {"op":"execute","query":"RETURN $x AS x","params":{"x":1}}
          {"op":"snapshot"}
        A long response is sent as it is made; what goes wrong on the way stands as 'error' at its end,
        after rows that are not all there are.
        With --testing, a graph in memory also answers 'reset' and 'procedure'. Nothing but responses
        goes to standard output.
        """,
      cy: """
        Un cais i'r llinell, un ateb i'r llinell, bob yn ail, hyd ddiwedd y mewnbwn:
          {"op":"hello"}
          {"op":"execute","query":"RETURN $x AS x","params":{"x":1}}
          {"op":"snapshot"}
        Anfonir ateb hir wrth iddo gael ei wneud; mae'r hyn sy'n mynd o'i le ar y ffordd yn sefyll fel
        'error' ar ei ddiwedd, ar ôl rhesi nad ydynt yn gyflawn.
        Gyda --testing, mae graff yn y cof hefyd yn ateb 'reset' a 'procedure'. Dim ond atebion sy'n
        mynd i'r allbwn safonol.
        """)
  }

  package var programHelpSummary: String {
    say(
      en: "Show the help of the program or of a command",
      cy: "Dangos cymorth y rhaglen neu orchymyn")
  }
}

/// The parts of a page of help.
extension Words {
  package var usageHeading: String { say(en: "Usage", cy: "Defnydd") }
  package var commandPlaceholder: String { say(en: "command", cy: "gorchymyn") }
  package var argumentHeading: String { say(en: "argument", cy: "ymresymiad") }
  package var optionsPlaceholder: String { say(en: "options", cy: "opsiynau") }
  package var argumentsHeading: String { say(en: "Arguments", cy: "Ymresymiadau") }
  package var optionsHeading: String { say(en: "Options", cy: "Opsiynau") }
  package var commandsHeading: String { say(en: "Commands", cy: "Gorchmynion") }
  package var importChoicesHeading: String { say(en: "Choices", cy: "Dewisiadau") }
  package var mappingHeading: String { say(en: "Rows of a table", cy: "Rhesi tabl") }
  package var tablesHeading: String { say(en: "Tables", cy: "Tablau") }
  package var manualNameHeading: String { say(en: "Name", cy: "Enw") }
  package var synopsisHeading: String { say(en: "Synopsis", cy: "Crynodeb") }
  package var descriptionHeading: String { say(en: "Description", cy: "Disgrifiad") }
  package var shellCommandsHeading: String {
    say(en: "Commands of the shell", cy: "Gorchmynion y gragen")
  }

  package func examplesHeading(_ number: Int) -> String {
    say(
      number, en: EnglishForms(one: "Example", other: "Examples"),
      cy: WelshForms(
        zero: "Enghreifftiau", one: "Enghraifft", two: "Enghreifftiau", few: "Enghreifftiau",
        many: "Enghreifftiau", other: "Enghreifftiau"))
  }
}
