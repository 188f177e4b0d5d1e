/// Commands with which statements are written, kept and looked at.
extension Words {
  package var editSummary: String {
    say(
      en: "Write a statement with an editor", cy: "Ysgrifennu gosodiad gyda golygydd")
  }
  package var editDetails: String {
    say(
      en:
        "The last statement is there to go on with. $VISUAL or $EDITOR says which editor; what is "
        + "saved is run.",
      cy: "Mae'r gosodiad diwethaf yno i barhau ag ef. $VISUAL neu $EDITOR sy'n dweud pa olygydd; "
        + "rhedir yr hyn a gedwir.")
  }

  /// The editor did not end well.
  package func editorFailed(_ editor: String, code: Int) -> String {
    say(
      en: "The editor '\(editor)' ended with \(code); nothing was run",
      cy: "Daeth y golygydd '\(editor)' i ben gyda \(code); ni redwyd dim")
      + hint(say(en: "$EDITOR names another", cy: "Mae $EDITOR yn enwi un arall"))
  }

  /// Nobody is there to write.
  package var editorNeedsTerminal: String {
    say(en: "An editor needs a terminal", cy: "Mae angen terfynell ar olygydd")
  }

  /// Nothing came of the editor.
  package var nothingWritten: String {
    say(en: "Nothing was written; nothing was run", cy: "Nid ysgrifennwyd dim; ni redwyd dim")
  }

  package var watchSummary: String {
    say(
      en: "Run a query again and again, until Ctrl-C",
      cy: "Rhedeg ymholiad dro ar ôl tro, tan Ctrl-C")
  }
  package var watchDetails: String {
    say(
      en: "Without a query it is the last one; every 2 seconds where none are given. A query that "
        + "changes the graph is not run again.",
      cy: "Heb ymholiad, yr un diwethaf ydyw; bob 2 eiliad lle na roddir nifer. Ni chaiff ymholiad "
        + "sy'n newid y graff ei redeg eto.")
  }

  /// An updating query was to be watched.
  package var watchedChanges: String {
    say(
      en: "The query changes the graph; it is not run again and again",
      cy: "Mae'r ymholiad yn newid y graff; ni chaiff ei redeg dro ar ôl tro")
  }

  package var saveSummary: String {
    say(en: "Keep the last statement as a saved query", cy: "Cadw'r gosodiad diwethaf fel ymholiad")
  }
  package var saveDetails: String {
    say(
      en: """
        NAME may have a topic, as links/who-cites; QUESTION says what it answers. The parameters that it
        uses are kept with the values that they have. It is written into the folder of saved queries,
        or into a new folder 'Queries' here where there is none. ':run NAME' runs it.
        """,
      cy: """
        Gall fod pwnc gan NAME, fel links/who-cites; mae QUESTION yn dweud beth y mae'n ei ateb. Cedwir
        y paramedrau y mae'n eu defnyddio gyda'r gwerthoedd sydd ganddynt. Ysgrifennir ef i ffolder yr
        ymholiadau cadw, neu i ffolder newydd 'Queries' yma lle nad oes un. Mae ':run NAME' yn ei
        redeg.
        """)
  }

  /// There is no statement to save.
  package var noLastStatement: String {
    say(en: "No statement was run before this", cy: "Ni redwyd gosodiad cyn hyn")
  }

  /// A name that no file of the library can have.
  package func noQueryName(_ name: String) -> String {
    say(
      en: "'\(name)' cannot be the name of a saved query",
      cy: "Ni all '\(name)' fod yn enw ar ymholiad cadw")
      + hint(
        say(
          en: "Letters, digits and hyphens, with at most one topic: links/who-cites",
          cy: "Llythrennau, digidau a chysylltnodau, gydag un pwnc ar y mwyaf: links/who-cites"))
  }

  package var useSummary: String {
    say(en: "Go over to another graph", cy: "Mynd drosodd i graff arall")
  }
  package var useDetails: String {
    say(
      en:
        "The file must be there. The graph that was open is closed; parameters and settings stay.",
      cy: "Rhaid i'r ffeil fod yno. Caeir y graff a oedd ar agor; erys paramedrau a gosodiadau.")
  }

  package var keysSummary: String {
    say(
      en: "List the property keys, or those of a label", cy: "Rhestru'r allweddi, neu rai label")
  }
  package var describeSummary: String {
    say(
      en: "Describe the properties of a label or a type",
      cy: "Disgrifio priodweddau label neu fath")
  }
  package var describeDetails: String {
    say(
      en:
        "How many of its nodes or relationships have each key, with values of which types, and an "
        + "example. Each is looked at once.",
      cy: "Faint o'i nodau neu ei berthnasoedd sydd â phob allwedd, â gwerthoedd o ba fathau, ac "
        + "enghraifft. Edrychir ar bob un unwaith.")
  }

  /// Neither a label nor a type has the name.
  package func noLabelOrType(_ name: String, nearest: String?) -> String {
    say(
      en: "The graph has no label and no relationship type '\(name)'",
      cy: "Nid oes gan y graff label na math o berthynas '\(name)'")
      + (nearest.map { hint(didYouMean($0)) } ?? "")
  }

  package var doctorSummary: String {
    say(
      en: "Look at what the shell works with",
      cy: "Edrych ar yr hyn y mae'r gragen yn ei ddefnyddio")
  }
  package var doctorDetails: String {
    say(
      en: "The terminal, its encoding, the line editor, Graphviz, pager, editor, plugins, saved "
        + "queries, the graph's file and who has it open: what is found, and what to do.",
      cy: "Y derfynell, ei hamgodiad, y golygydd llinellau, Graphviz, tudalennwr, golygydd, "
        + "ategion, ymholiadau cadw, ffeil y graff a phwy sydd â hi ar agor: yr hyn a geir, a beth "
        + "i'w wneud.")
  }

  package var chartSummary: String {
    say(
      en: "Show the last answer as bars, or a query's",
      cy: "Dangos yr ateb diwethaf fel barrau")
  }
  package var chartDetails: String {
    say(
      en: """
        The last column of numbers gives the bars, the columns before it their names. An answer of one
        column of numbers is shown as a histogram.
        """,
      cy: """
        Y golofn olaf o rifau sy'n rhoi'r barrau, a'r colofnau o'i blaen eu henwau. Dangosir ateb o un
        golofn o rifau fel histogram.
        """)
  }

  /// An answer without numbers cannot be drawn as bars.
  package var chartNeedsNumbers: String {
    say(
      en: "The answer has no column of numbers to draw",
      cy: "Nid oes colofn o rifau yn yr ateb i'w darlunio")
      + hint(
        say(
          en: "Return a name and a number, as in: RETURN f.id, count(s)",
          cy: "Dychwelwch enw a rhif, megis: RETURN f.id, count(s)"))
  }

  /// Rows of a chart that have no number.
  package func rowsWithoutNumber(_ count: Int) -> String {
    say(en: "\(rows(count)) without a number left out", cy: "hepgorwyd \(rows(count)) heb rif")
  }

  package var drawSummary: String {
    say(
      en: "Draw the last answer's graph, or a query's",
      cy: "Darlunio graff yr ateb diwethaf")
  }
  package var drawDetails: String {
    say(
      en: """
        With FILE a picture: .svg, .png, .pdf, .html or .dot. Without, a sketch of a small graph in
        text. Nodes, relationships and paths of the answer are drawn.
        """,
      cy: """
        Gyda FILE, llun: .svg, .png, .pdf, .html neu .dot. Hebddo, braslun o graff bach mewn testun.
        Darlunnir nodau, perthnasoedd a llwybrau'r ateb.
        """)
  }

  /// An answer has no graph in it.
  package var nothingToDraw: String {
    say(
      en: "The answer has no node, relationship or path in it",
      cy: "Nid oes nod, perthynas na llwybr yn yr ateb")
      + hint(
        say(
          en: "Return them themselves, as in: MATCH p = (s:Study)-[:SUPPORTS]->(f) RETURN p",
          cy: "Dychwelwch nhw eu hunain, megis: MATCH p = (s:Study)-[:SUPPORTS]->(f) RETURN p"))
  }

  /// A picture has more nodes than anybody reads.
  package func pictureTooFull(_ nodes: Int) -> String {
    say(
      en: "A picture of \(self.nodes(nodes)) can hardly be read",
      cy: "Prin y gellir darllen llun o \(self.nodes(nodes))")
      + hint(
        say(
          en: "A neighbourhood (--around), a query for a part, or an .html page to search in, is "
            + "better",
          cy: "Gwell yw cymdogaeth (--around), ymholiad am ran, neu dudalen .html i chwilio ynddi"))
  }

  /// No program is there that makes a picture of a format.
  package func pictureMakerFailed(_ format: String, _ program: String, _ deed: String) -> String {
    say(
      en: "\(format) is made by \(program), which \(deed)",
      cy: "\(program) sy'n gwneud \(format), ond \(deed)")
      + hint(
        say(
          en: "To see more, draw a .dot or .svg, which needs no program, and run \(program) on it",
          cy:
            "I weld mwy, lluniwch .dot neu .svg, nad oes angen rhaglen arnynt, a rhedwch \(program) arno"
        ))
  }
  package func pictureMakerMissing(_ format: String) -> String {
    say(
      en: "No program is there that makes \(format)",
      cy: "Nid oes rhaglen yma sy'n gwneud \(format)")
      + hint(
        say(
          en: "Install 'graphviz' (dot), or 'librsvg2-bin' (rsvg-convert); .svg needs neither",
          cy:
            "Gosodwch 'graphviz' (dot), neu 'librsvg2-bin' (rsvg-convert); nid oes angen yr un ar .svg"
        ))
  }

  /// A graph is too large for a sketch.
  package func tooLargeToSketch(nodes: Int, relationships: Int) -> String {
    let size = graphSize(nodes: nodes, relationships: relationships)
    return say(
      en: "\(size) are too many for a sketch", cy: "Mae \(size) yn ormod i fraslun")
      + hint(
        say(
          en: "':draw graph.svg' draws a picture, ':draw graph.html' a page to search in",
          cy: "Mae ':draw graph.svg' yn darlunio llun, ':draw graph.html' dudalen i chwilio ynddi"))
  }

  package var tourSummary: String {
    say(en: "Look around in seven steps", cy: "Edrych o gwmpas mewn saith cam")
  }
}

/// What `:doctor` says.
extension Words {
  package var graphFileLabel: String { say(en: "graph", cy: "graff") }
  package var encodingLabel: String { say(en: "encoding", cy: "amgodiad") }
  package var terminalLabel: String { say(en: "terminal", cy: "terfynell") }
  package var lineEditorLabel: String { say(en: "line editor", cy: "golygydd llinellau") }
  package var pagerLabel: String { say(en: "pager", cy: "tudalennwr") }
  package var editorLabel: String { say(en: "editor", cy: "golygydd") }
  package var pluginsLabel: String { say(en: "plugins", cy: "ategion") }
  package var savedQueriesLabel: String { say(en: "saved queries", cy: "ymholiadau cadw") }
  package var adviceHeading: String { say(en: "advice", cy: "cyngor") }

  /// A program that was not found.
  package var notFound: String { say(en: "not found", cy: "heb ei ganfod") }
  /// A file that is open for reading only.
  package var forReadingOnly: String { say(en: "for reading only", cy: "i'w ddarllen yn unig") }
  /// What to do about Graphviz.
  package var graphvizAdvice: String {
    say(
      en: "Pictures are laid out here without it; install 'graphviz' for .pdf and .png",
      cy: "Gosodir lluniau yma hebddo; gosodwch 'graphviz' ar gyfer .pdf a .png")
  }
  /// What to do about another encoding.
  package var encodingAdvice: String {
    say(
      en: "The terminal may garble letters: set LANG to a locale of UTF-8, such as C.UTF-8",
      cy: "Gall y derfynell ddrysu llythrennau: gosodwch LANG i locale UTF-8, megis C.UTF-8")
  }
  /// What to do about a pager.
  package var pagerAdvice: String {
    say(en: "$PAGER names one; 'less' is usual", cy: "Mae $PAGER yn enwi un; 'less' sy'n arferol")
  }
  /// What to do about an editor.
  package var editorAdvice: String {
    say(en: "$EDITOR names one", cy: "Mae $EDITOR yn enwi un")
  }
  /// What to do about a line editor that is not GNU readline.
  package var lineEditorAdvice: String {
    say(
      en: "Build with GNU readline for history of many lines and completion",
      cy: "Adeiladwch gyda GNU readline ar gyfer hanes aml-linell a chwblhau")
  }
  /// How many saved queries there are, and where.
  package func savedQueryCount(_ count: Int, folder: String) -> String { "\(count) (\(folder))" }
  /// What to do where there are no saved queries.
  package var savedQueriesAdvice: String {
    say(
      en: "':save NAME' keeps the last statement",
      cy: "Mae ':save NAME' yn cadw'r gosodiad diwethaf")
  }
}
