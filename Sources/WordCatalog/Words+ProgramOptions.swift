/// What the help of the program says of arguments and options.
extension Words {
  package var graphFileHelp: String { say(en: "The graph's file.", cy: "Ffeil y graff.") }
  package var graphFileOrMemoryHelp: String {
    say(
      en: "The graph's file. Without one, the graph is in memory.",
      cy: "Ffeil y graff. Heb un, mae'r graff yn y cof.")
  }
  package var commandHelp: String {
    say(
      en: "Run this statement or command, then leave. Repeatable.",
      cy: "Rhedeg y gosodiad neu'r gorchymyn hwn, yna gadael. Gellir ei ailadrodd.")
  }
  package var scriptHelp: String {
    say(
      en: "Run this script, then leave; '-' is standard input. Repeatable.",
      cy: "Rhedeg y sgript hon, yna gadael; '-' yw'r mewnbwn safonol. Gellir ei ailadrodd.")
  }
  package var createHelp: String {
    say(en: "Make the file where it is missing.", cy: "Gwneud y ffeil lle nad oes un.")
  }
  package var readOnlyHelp: String {
    say(en: "Open the file for reading only.", cy: "Agor y ffeil i'w darllen yn unig.")
  }
  package var keepGoingHelp: String {
    say(
      en: "In scripts, go on after a failure; the exit code still tells of it.",
      cy: "Mewn sgriptiau, dal ati ar ôl methiant; mae'r cod gadael yn dal i'w ddangos.")
  }
  package func rowFormatHelp(_ names: [String]) -> String {
    let list = names.joined(separator: ", ")
    return say(
      en: "How rows are shown: \(list). (default: table on a terminal, csv otherwise)",
      cy: "Sut y dangosir rhesi: \(list). (rhagosodiad: table ar derfynell, csv fel arall)")
  }
  package var queriesHelp: String {
    say(en: "The folder of the saved queries.", cy: "Ffolder yr ymholiadau cadw.")
  }
  package var yesHelp: String {
    say(
      en: "Do not ask before a large change, or before a saved query changes the graph.",
      cy: "Peidio â gofyn cyn newid mawr, na chyn i ymholiad cadw newid y graff.")
  }
  package var parameterHelp: String {
    say(
      en: "Set a parameter to the value of a Cypher expression. Repeatable.",
      cy: "Gosod paramedr i werth mynegiant Cypher. Gellir ei ailadrodd.")
  }
  package var noColorHelp: String {
    say(
      en: "No colours, as NO_COLOR=1 asks too.", cy: "Dim lliwiau, fel y mae NO_COLOR=1 yn gofyn.")
  }
  package var colorHelp: String {
    say(
      en: "When there are colours: auto, always, never. (default: auto)",
      cy: "Pryd y bydd lliwiau: auto, always, never. (rhagosodiad: auto)")
  }
  package var plainHelp: String {
    say(
      en: "Draw nothing: lines and sentences, for ears and braille. TERM=dumb asks for it too.",
      cy: "Peidio â darlunio: llinellau a brawddegau, i glustiau a braille. Mae TERM=dumb yn gofyn "
        + "am hyn hefyd.")
  }
  package var errorsHelp: String {
    say(
      en: "How failures and warnings are told: text, or json, one object a line. (default: text)",
      cy: "Sut y dywedir am fethiannau a rhybuddion: text, neu json, un gwrthrych y llinell. "
        + "(rhagosodiad: text)")
  }
  package var muteWarningHelp: String {
    say(
      en: "Do not warn of this, such as CartesianProduct. Repeatable.",
      cy: "Peidio â rhybuddio am hyn, megis CartesianProduct. Gellir ei ailadrodd.")
  }
  package var atomicHelp: String {
    say(
      en: "Do all that is run in one transaction: everything is kept, or nothing.",
      cy: "Gwneud y cyfan a redir mewn un trafodiad: cedwir popeth, neu ddim.")
  }
  package var safeHelp: String {
    say(
      en: "Reach nothing outside of the graph: no files by commands, no programs, no plugins.",
      cy: "Peidio ag estyn y tu allan i'r graff: dim ffeiliau trwy orchmynion, dim rhaglenni, dim "
        + "ategion.")
  }
  package var noInitHelp: String {
    say(
      en: "Do not read ~/.config/dolen/init.cypher when the shell begins.",
      cy: "Peidio â darllen ~/.config/dolen/init.cypher pan fydd y gragen yn dechrau.")
  }
  /// An option has a value that it does not take.
  package func optionTakes(_ option: String, _ value: String, known: [String]) -> String {
    let list = known.joined(separator: ", ")
    return say(
      en: "\(option) takes \(list), not '\(value)'",
      cy: "Mae \(option) yn cymryd \(list), nid '\(value)'")
  }
  package var languageHelp: String {
    say(
      en: "The language of messages. (default: $DOLEN_LANG, else the locale's, else en)",
      cy: "Iaith y negeseuon. (rhagosodiad: $DOLEN_LANG, fel arall un y locale, fel arall en)")
  }
  package var timeoutHelp: String {
    say(
      en: "End a query after this time; 0 for never. "
        + "(default: 30 in batch, 0 in the shell and in pipe)",
      cy: "Terfynu ymholiad ar ôl yr amser hwn; 0 am byth. "
        + "(rhagosodiad: 30 mewn swp, 0 yn y gragen ac yn pipe)")
  }
  package var memoryHelp: String {
    say(
      en: "End a query that needs more memory than this.",
      cy: "Terfynu ymholiad y mae arno angen mwy o gof na hyn.")
  }
  package var threadsHelp: String {
    say(
      en: "Let as many threads work on a query. (default: $DOLEN_THREADS, else all processors)",
      cy: "Gadael i gynifer o edeifion weithio ar ymholiad. "
        + "(rhagosodiad: $DOLEN_THREADS, fel arall pob prosesydd)")
  }
  package var forceHelp: String {
    say(
      en: "Replace the file where there is one.", cy: "Disodli'r ffeil lle mae un eisoes.")
  }
  package var topicHelp: String {
    say(en: "Only the queries of this topic.", cy: "Dim ond ymholiadau'r pwnc hwn.")
  }
  package var queryNameHelp: String {
    say(
      en: "The query's name, also as topic/name.", cy: "Enw'r ymholiad, hefyd fel topic/name.")
  }
  package var backupTargetHelp: String {
    say(en: "The file to make.", cy: "Y ffeil i'w gwneud.")
  }
  package var schemaHelp: String {
    say(
      en: "A schema.json that the graph must keep; 'evidence' for the one that is built in.",
      cy: "Ffeil schema.json y mae'n rhaid i'r graff gadw ati; 'evidence' am yr un gynwysedig.")
  }
  package var integrityHelp: String {
    say(
      en: "Build the index from the rows as well, and compare it with the one in use.",
      cy: "Adeiladu'r mynegai o'r rhesi hefyd, a'i gymharu â'r un sydd ar waith.")
  }
  package var testingHelp: String {
    say(
      en: "Answer 'reset' and 'procedure', for conformance tests in memory.",
      cy: "Ateb 'reset' a 'procedure', ar gyfer profion cydymffurfio yn y cof.")
  }
  package var helpCommandHelp: String {
    say(en: "The command to explain.", cy: "Y gorchymyn i'w esbonio.")
  }
  package var manualHelp: String {
    say(
      en: "Print the whole as a manual page, for man.",
      cy: "Argraffu'r cyfan fel tudalen lawlyfr, ar gyfer man.")
  }
  package var markdownHelp: String {
    say(en: "Print the whole as Markdown.", cy: "Argraffu'r cyfan fel Markdown.")
  }
  package var helpHelp: String {
    say(en: "Show help information.", cy: "Dangos y cymorth.")
  }
  package var versionHelp: String { say(en: "Show the version.", cy: "Dangos y fersiwn.") }
  package var completionScriptHelp: String {
    say(
      en: "Print a script that completes commands and options in a shell: bash, zsh or fish.",
      cy: "Argraffu sgript sy'n cwblhau gorchmynion ac opsiynau mewn cragen: bash, zsh neu fish.")
  }
}

/// Options of imports and exports.
extension Words {
  package var importSourceHelp: String {
    say(
      en: "The file or folder to import; '-' is standard input.",
      cy: "Y ffeil neu'r ffolder i'w mewnforio; '-' yw'r mewnbwn safonol.")
  }
  package var importFormatHelp: String {
    say(
      en: "The format; without it, the name or the first bytes tell.",
      cy: "Y fformat; hebddo, yr enw neu'r beitiau cyntaf sy'n dweud.")
  }
  package var formatOptionHelp: String {
    say(
      en: "An option of the format; ':help import' and ':help export' list them. Repeatable.",
      cy: "Opsiwn y fformat; mae ':help import' a ':help export' yn eu rhestru. "
        + "Gellir ei ailadrodd.")
  }
  package var mapFileHelp: String {
    say(
      en: "A file that says what becomes of the rows of a table (CSV, xlsx, ods).",
      cy: "Ffeil sy'n dweud beth a ddaw o resi tabl (CSV, xlsx, ods).")
  }
  package var nodeRuleHelp: String {
    say(
      en: "A node of each row of a table: its label, its key, further properties, each with its "
        + "column: Study:id=key,title. Repeatable.",
      cy: "Nod o bob rhes tabl: ei label, ei allwedd, priodweddau pellach, pob un gyda'i "
        + "golofn: Study:id=key,title. Gellir ei ailadrodd.")
  }
  package var relationshipRuleHelp: String {
    say(
      en: "A relationship between two nodes of each row of a table: Study-[:SUPPORTS]->Factor. "
        + "Repeatable.",
      cy: "Perthynas rhwng dau nod o bob rhes tabl: Study-[:SUPPORTS]->Factor. "
        + "Gellir ei ailadrodd.")
  }
  package var nodesTableHelp: String {
    say(
      en: "A table of nodes: its labels, then its CSV files; the first line is the header, as in "
        + "Neo4j's bulk import: id:ID(Study){id-type:int},year:int. Repeatable.",
      cy: "Tabl nodau: ei labeli, yna ei ffeiliau CSV; y llinell gyntaf yw'r pennawd, fel ym "
        + "mewnforio swmp Neo4j: id:ID(Study){id-type:int},year:int. Gellir ei ailadrodd.")
  }
  package var relationshipsTableHelp: String {
    say(
      en: "A table of relationships, with a header such as "
        + ":START_ID(Study),:END_ID(Factor),page:int. Repeatable.",
      cy: "Tabl perthnasoedd, gyda phennawd megis "
        + ":START_ID(Study),:END_ID(Factor),page:int. Gellir ei ailadrodd.")
  }
  package var dryRunHelp: String {
    say(
      en: "Only try it: say what would become of every record, and change nothing.",
      cy: "Rhoi cynnig arni yn unig: dweud beth a ddeuai o bob cofnod, heb newid dim.")
  }
  package var onErrorHelp: String {
    say(
      en: "What to do at a record that is wrong: stop, or skip and list it.",
      cy: "Beth i'w wneud wrth gofnod gwallus: stop (stopio) neu skip (ei hepgor a'i restru).")
  }
  package var danglingHelp: String {
    say(
      en: "What to do at a relationship without its node: stop, skip it, or make the node.",
      cy: "Beth i'w wneud wrth berthynas heb ei nod: stop (stopio), skip (ei hepgor), neu make "
        + "(gwneud y nod).")
  }
  package var importReportHelp: String {
    say(
      en: "Write the report as JSON to a new file, with all changes; '-' is standard output.",
      cy: "Ysgrifennu'r adroddiad fel JSON i ffeil newydd, gyda phob newid; '-' yw'r allbwn "
        + "safonol.")
  }
  package var skippedFileHelp: String {
    say(
      en: "Write the records that were skipped to a new CSV file: place, reason, and the record.",
      cy: "Ysgrifennu'r cofnodion a hepgorwyd i ffeil CSV newydd: lle, rheswm, a'r cofnod.")
  }
  package var existingHelp: String {
    say(
      en: "What to do at a node that the graph has with other contents: stop, keep the graph's, or "
        + "update it.",
      cy: "Beth i'w wneud wrth nod sydd yn y graff â chynnwys arall: stop (stopio), keep (cadw un "
        + "y graff), neu update (ei ddiweddaru).")
  }
  package var delimiterHelp: String {
    say(
      en: "What parts the fields of a table: a character, or 'tab'. (default: what a first line "
        + "such as 'sep=;' says, else a comma)",
      cy:
        "Beth sy'n gwahanu meysydd tabl: arwydd, neu 'tab'. (rhagosodiad: yr hyn a ddywed llinell "
        + "gyntaf megis 'sep=;', fel arall coma)")
  }
  package var idMemoryHelp: String {
    say(en: "The most memory for the ids of nodes.", cy: "Y cof mwyaf ar gyfer dynodwyr nodau.")
  }
  package var exportTargetHelp: String {
    say(
      en: "The file or folder to write, as -o takes it.",
      cy: "Y ffeil neu'r ffolder i'w hysgrifennu, fel y mae -o yn ei derbyn.")
  }
  package var exportFormatHelp: String {
    say(
      en: "The format; without it, the output's name tells.",
      cy: "Y fformat; hebddo, enw'r allbwn sy'n dweud.")
  }
  package var outputHelp: String {
    say(
      en: "The file or folder to write; '-' is standard output.",
      cy: "Y ffeil neu'r ffolder i'w hysgrifennu; '-' yw'r allbwn safonol.")
  }
  package var exportQueryHelp: String {
    say(
      en: "Export this query's answer: its rows, or the nodes, relationships and paths in it.",
      cy: "Allforio ateb yr ymholiad hwn: ei resi, neu'r nodau, perthnasoedd a llwybrau ynddo.")
  }
  package var salvageHelp: String {
    say(
      en: "Read a damaged file as far as it can be read; what was lost is reported.",
      cy: "Darllen ffeil sydd wedi'i difrodi cyn belled ag y gellir; adroddir yr hyn a gollwyd.")
  }
  package var exportForceHelp: String {
    say(
      en: "Replace the file or folder where there is one; a graph is never replaced.",
      cy: "Disodli'r ffeil neu'r ffolder lle mae un eisoes; ni chaiff graff byth ei ddisodli.")
  }
}

/// What is wrong with the options of the command line.
extension Words {
  package func excludeEachOther(_ first: String, _ second: String) -> String {
    say(
      en: "\(first) and \(second) exclude each other",
      cy: "Ni ellir defnyddio \(first) a \(second) gyda'i gilydd")
  }
  package var createNeedsFile: String {
    say(en: "--create needs the name of a file", cy: "Mae angen enw ffeil ar --create")
  }
  package var testingNeedsMemory: String {
    say(
      en: "--testing goes with a graph in memory only",
      cy: "Dim ond gyda graff yn y cof y mae "
        + "--testing yn gweithio")
  }
  package var timeoutRange: String {
    say(
      en: "--timeout takes a number of seconds from 0 to 999999999; 0 is for never",
      cy: "Mae --timeout yn cymryd nifer o eiliadau o 0 i 999999999; mae 0 yn golygu byth")
  }
  package var memoryRange: String {
    say(
      en: "--memory takes a whole number of megabytes from 1 to 1073741824",
      cy: "Mae --memory yn cymryd rhif cyfan o fegabeitiau o 1 i 1073741824")
  }
  package func threadsRange(limit: Int) -> String {
    say(
      en: "--threads takes a whole number from 1 to \(limit)",
      cy: "Mae --threads yn cymryd rhif cyfan o 1 i \(limit)")
  }
  package func threadsVariable(_ text: String, limit: Int) -> String {
    say(
      en: "DOLEN_THREADS is '\(text)', not a number from 1 to \(limit)",
      cy: "'\(text)' yw DOLEN_THREADS, nid rhif o 1 i \(limit)")
  }
  package func languageUnknown(_ place: String, _ text: String, known: [String]) -> String {
    let list = known.joined(separator: ", ")
    return say(
      en: "\(place) is '\(text)'; the languages are \(list)",
      cy: "'\(text)' yw \(place); yr ieithoedd yw \(list)")
  }
  package func parameterNeedsValue(_ parameter: String) -> String {
    say(
      en: "-P takes name=expression, not '\(parameter)'",
      cy: "Mae -P yn cymryd name=expression, nid '\(parameter)'")
  }
  package func notGNUReadline(_ version: String) -> String {
    say(en: "\(version) (not GNU readline)", cy: "\(version) (nid GNU readline)")
  }
}
