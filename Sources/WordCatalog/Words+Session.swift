/// Notices, questions and failures of a session.
extension Words {
  /// What stands before a warning.
  package var warningMark: String { say(en: "warning", cy: "rhybudd") }

  /// What stands before advice.
  package var hintMark: String { say(en: "hint", cy: "awgrym") }

  /// A warning as it is shown.
  package func warning(_ text: String) -> String { "\(warningMark): \(text)" }

  /// A message with advice behind it.
  package func advised(_ message: String, _ advice: String) -> String { message + hint(advice) }

  /// The advice to take the nearest name that there is.
  package func didYouMean(_ name: String) -> String {
    say(en: "Did you mean '\(name)'?", cy: "Ai '\(name)' oedd gennych mewn golwg?")
  }

  /// Ctrl-C came.
  package var interrupted: String { say(en: "Interrupted", cy: "Torrwyd ar draws") }

  /// How a parameter that is missing is given.
  package var setParameterAdvice: String {
    say(
      en: "':param NAME EXPRESSION' gives it one",
      cy: "Mae ':param NAME EXPRESSION' yn rhoi gwerth iddo")
  }

  /// The last answer was not kept.
  package func lastAnswerTooLong(rows: Int) -> String {
    say(
      en: "The last answer was too long to be kept (\(self.rows(rows))); ':once FILE' before the "
        + "statement writes it to a file",
      cy: "Roedd yr ateb diwethaf yn rhy hir i'w gadw (\(self.rows(rows))); mae ':once FILE' cyn y "
        + "gosodiad yn ei ysgrifennu i ffeil")
  }

  /// Whether long cells go on in the next line.
  package func wrapState(isOn: Bool) -> String {
    isOn
      ? say(en: "Wrapping is on", cy: "Mae amlapio ymlaen")
      : say(en: "Wrapping is off", cy: "Mae amlapio wedi'i ddiffodd")
  }

  /// A statement changed nothing.
  package var noChanges: String { say(en: "No changes", cy: "Dim newidiadau") }

  /// An open transaction was given up.
  package var transactionRolledBack: String {
    say(
      en: "The open transaction was rolled back; nothing of it was kept",
      cy: "Cafodd y trafodiad agored ei ddadwneud; ni chadwyd dim ohono")
  }

  /// A script forgot its transaction.
  package var transactionLeftOpen: String {
    say(
      en: "The script ended inside a transaction, which was rolled back",
      cy: "Daeth y sgript i ben yng nghanol trafodiad, a chafodd hwnnw ei ddadwneud")
      + hint(say(en: "End it with COMMIT;", cy: "Rhowch COMMIT; ar ei ddiwedd"))
  }

  /// COMMIT of what is lost.
  package var nothingCommitted: String {
    say(
      en: "Nothing was committed: the transaction was rolled back after the failure in it",
      cy: "Ni chadwyd dim: cafodd y trafodiad ei ddadwneud ar ôl y methiant ynddo")
  }

  /// A statement of what is lost.
  package var notRunAfterRollback: String {
    say(
      en: "Not run: it belongs to the transaction that was rolled back",
      cy: "Heb ei redeg: mae'n perthyn i'r trafodiad a gafodd ei ddadwneud")
  }

  /// Asks before a saved query changes the graph.
  package func maySavedQueryUpdate(_ path: String) -> String {
    say(
      en: "The saved query \(path) changes the graph. Run it? [y/N] ",
      cy: "Mae'r ymholiad cadw \(path) yn newid y graff. Ei redeg? [i/N] ")
  }

  /// Answers that say yes.
  package var affirmations: [String] {
    say(en: "y yes", cy: "i ie iawn").split(separator: " ").map(String.init)
  }

  /// Whether what was typed says yes, in any language.
  package static func isYes(_ answer: String) -> Bool {
    Language.allCases.contains { Words($0).affirmations.contains(answer.lowercased()) }
  }

  /// The user said no.
  package func wasNotRun(_ path: String) -> String {
    say(en: "\(path) was not run", cy: "Ni chafodd \(path) ei redeg")
  }

  /// Nobody is there to say yes.
  package func cannotAsk(_ path: String) -> String {
    say(
      en: "The saved query \(path) changes the graph, and nobody is there to be asked; "
        + "it was not run",
      cy: "Mae'r ymholiad cadw \(path) yn newid y graff, ac nid oes neb i'w holi; "
        + "ni chafodd ei redeg")
      + hint(
        say(
          en: "--yes lets saved queries change the graph",
          cy: "Mae --yes yn gadael i ymholiadau cadw newid y graff"))
  }

  /// Rows went into a file.
  package func written(_ path: String, rows: Int) -> String { "\(path): \(self.rows(rows))" }

  /// A copy was made.
  package func copied(_ path: String, nodes: Int, relationships: Int) -> String {
    "\(path): \(graphSize(nodes: nodes, relationships: relationships))"
  }

  /// Scripts that read each other without end.
  package func nestedTooDeeply(_ path: String) -> String {
    say(
      en: "'\(path)' is not read: scripts read each other more than 16 deep",
      cy: "Ni chaiff '\(path)' ei ddarllen: mae sgriptiau'n darllen ei gilydd yn ddyfnach nag 16")
  }

  /// How long a statement took.
  package func time(_ duration: String) -> String {
    say(en: "Time: \(duration)", cy: "Amser: \(duration)")
  }

  /// How the shell says hello.
  package func greeting(version: String, graph: String) -> String {
    say(
      en: "Dolen \(version): \(graph). Statements end with ';', :help lists commands.",
      cy: "Dolen \(version): \(graph). Daw gosodiad i ben â ';', mae :help yn rhestru gorchmynion.")
  }

  /// A graph without a file, in the greeting.
  package var graphInMemory: String { say(en: "a graph in memory", cy: "graff yn y cof") }

  /// A graph that was made just now, in the greeting.
  package func newGraph(_ path: String) -> String {
    say(en: "\(path) (new)", cy: "\(path) (newydd)")
  }

  /// A graph that was opened, in the greeting.
  package func openGraph(
    _ path: String, nodes: Int, relationships: Int, isReadOnly: Bool
  ) -> String {
    let nodes = self.nodes(nodes)
    let relationships = self.relationships(relationships)
    return say(
      en: "\(path), \(nodes) and \(relationships)", cy: "\(path), \(nodes) a \(relationships)")
      + (isReadOnly ? say(en: ", for reading only", cy: ", i'w ddarllen yn unig") : "")
  }
}

/// What is wrong with what was typed.
extension Words {
  /// A name that no command of the shell has.
  package func noShellCommand(_ name: String, nearest: String?) -> String {
    say(en: "There is no command ':\(name)'", cy: "Nid oes gorchymyn ':\(name)'")
      + hint(
        nearest.map { didYouMean(":\($0)") }
          ?? say(en: "':help' lists the commands", cy: "Mae ':help' yn rhestru'r gorchmynion"))
  }

  /// A name that no command of the program has.
  package func noProgramCommand(_ name: String, nearest: String?) -> String {
    say(en: "There is no command '\(name)'", cy: "Nid oes gorchymyn '\(name)'")
      + hint(
        nearest.map(didYouMean)
          ?? say(
            en: "'dolen help' lists the commands", cy: "Mae 'dolen help' yn rhestru'r gorchmynion"))
  }

  /// A command that is not written as it wants to be.
  package func misuse(usage: String, command: String) -> String {
    say(en: "Usage: \(usage)", cy: "Defnydd: \(usage)")
      + hint(
        say(en: "':help \(command)' says more", cy: "Mae ':help \(command)' yn dweud mwy"))
  }

  /// A name that no parameter can have.
  package func noParameterName(_ name: String) -> String {
    say(
      en: "'\(name)' cannot be the name of a parameter",
      cy: "Ni all '\(name)' fod yn enw ar baramedr")
  }

  /// A name that no format of rows has.
  package func noRowFormat(_ name: String, nearest: String?, known: [String]) -> String {
    let list = known.joined(separator: ", ")
    return say(en: "There is no format '\(name)'", cy: "Nid oes fformat '\(name)'")
      + hint(
        nearest.map(didYouMean)
          ?? say(en: "The formats are \(list)", cy: "Y fformatau yw \(list)"))
  }

  /// A line that is no text.
  package func invalidText(encoding: String) -> String {
    say(en: "The line is not valid UTF-8", cy: "Nid yw'r llinell yn UTF-8 dilys")
      + hint(
        say(
          en: "Save it as UTF-8, as in: iconv -f \(encoding) -t UTF-8 OLD > NEW",
          cy: "Cadwch hi fel UTF-8, megis: iconv -f \(encoding) -t UTF-8 OLD > NEW"))
  }

  /// A line with a NUL character in it, at a byte counted from 1.
  package func nulInText(at byte: Int) -> String {
    say(
      en: "The line holds a NUL character (byte \(byte)), which no statement may have",
      cy: "Mae nod NUL yn y llinell (beit \(byte)), na chaiff fod mewn unrhyw osodiad")
      + hint(
        say(
          en: "Remove it, as in: tr -d '\\000' < OLD > NEW; in a text write \\u0000",
          cy: "Tynnwch ef, megis: tr -d '\\000' < OLD > NEW; mewn testun ysgrifennwch \\u0000"))
  }

  /// A statement that does not end.
  package func statementTooLong(limit: Int) -> String {
    let bytes = bytes(limit)
    return say(
      en: "A statement is longer than \(bytes)", cy: "Mae gosodiad yn hwy na \(bytes)")
  }

  /// No folder of saved queries was found where they are to be listed.
  package var noSavedQueries: String {
    say(
      en: "There are no saved queries: no folder 'Queries' here or above, no --queries, "
        + "no $DOLEN_QUERIES",
      cy: "Nid oes ymholiadau cadw: dim ffolder 'Queries' yma nac uwchben, dim --queries, "
        + "dim $DOLEN_QUERIES")
  }

  /// No folder of saved queries was found where one is to be run.
  package var noQueryLibrary: String {
    say(en: "There are no saved queries", cy: "Nid oes ymholiadau cadw")
      + hint(
        say(
          en: "Name their folder with --queries or $DOLEN_QUERIES, or stand "
            + "in or below a folder that has 'Queries'",
          cy: "Enwch eu ffolder â --queries neu $DOLEN_QUERIES, neu safwch mewn ffolder sydd â "
            + "'Queries' ynddo, neu o dan un"))
  }

  /// Several saved queries have the name.
  package func ambiguousQuery(_ name: String, _ names: [String]) -> String {
    let list = names.joined(separator: ", ")
    return say(
      en: "There are several saved queries '\(name)'",
      cy: "Mae sawl ymholiad cadw o'r enw '\(name)'")
      + hint(say(en: "Say which: \(list)", cy: "Dywedwch pa un: \(list)"))
  }

  /// No saved query has the name.
  package func noSavedQuery(_ name: String, nearest: String?) -> String {
    say(en: "There is no saved query '\(name)'", cy: "Nid oes ymholiad cadw o'r enw '\(name)'")
      + hint(
        nearest.map(didYouMean)
          ?? say(en: "':queries' lists them", cy: "Mae ':queries' yn eu rhestru"))
  }

  /// A parameter has the value that a saved query states.
  package func statedByQuery(parameter: String, expression: String) -> String {
    say(
      en: "$\(parameter) = \(expression), as the query states",
      cy: "$\(parameter) = \(expression), fel y mae'r ymholiad yn ei nodi")
  }

  /// Whether the timer runs.
  package func timerState(isOn: Bool) -> String {
    isOn
      ? say(en: "The timer is on", cy: "Mae'r amserydd ymlaen")
      : say(en: "The timer is off", cy: "Mae'r amserydd wedi'i ddiffodd")
  }

  /// Whether warnings are shown.
  package func warningsState(isOn: Bool) -> String {
    isOn
      ? say(en: "Warnings are on", cy: "Mae rhybuddion ymlaen")
      : say(en: "Warnings are off", cy: "Mae rhybuddion wedi'u diffodd")
  }

  /// Which language is spoken.
  package var languageState: String {
    say(en: "Messages are in English", cy: "Mae'r negeseuon yn Gymraeg")
  }

  /// How rows are shown.
  package func rowFormatState(_ name: String) -> String {
    say(en: "Rows are shown as \(name)", cy: "Dangosir rhesi fel \(name)")
  }
}
