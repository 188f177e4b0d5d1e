/// What `:set` chooses, and where answers go.
extension Words {
  package var setSummary: String {
    say(en: "Choose how the shell behaves", cy: "Dewis sut mae'r gragen yn ymddwyn")
  }
  package var showSummary: String {
    say(en: "Show what ':set' has chosen", cy: "Dangos beth a ddewisodd ':set'")
  }
  package var setWidthSummary: String {
    say(
      en: "How many columns answers may take",
      cy: "Sawl colofn o led y caiff atebion fod")
  }
  package var setLinesSummary: String {
    say(
      en: "Show rows that are too wide as lines",
      cy: "Dangos rhesi rhy lydan fel llinellau")
  }
  package var setNullSummary: String {
    say(en: "What stands for null", cy: "Beth sy'n sefyll am null")
  }
  package var setLimitSummary: String {
    say(
      en: "How many rows of an answer are shown", cy: "Sawl rhes o ateb a ddangosir")
  }
  package var setPagerSummary: String {
    say(
      en: "Page answers longer than the screen",
      cy: "Tudalennu atebion hwy na'r sgrin")
  }
  package var setGuardSummary: String {
    say(
      en: "From when on to ask before a large change",
      cy: "O ba faint ymlaen i ofyn cyn newid mawr")
  }
  package var setPlainSummary: String {
    say(
      en: "Draw nothing, for ears and braille",
      cy: "Peidio â darlunio, i glustiau a braille")
  }
  package var setTimeoutSummary: String {
    say(en: "End a query after so many seconds", cy: "Terfynu ymholiad ar ôl hyn o eiliadau")
  }
  package var setMemorySummary: String {
    say(
      en: "End a query that needs more megabytes",
      cy: "Terfynu ymholiad sydd angen mwy o MB")
  }

  /// A name that nothing has that can be chosen.
  package func noSetting(_ name: String, nearest: String?, known: [String]) -> String {
    let list = known.joined(separator: ", ")
    return say(en: "There is no setting '\(name)'", cy: "Nid oes gosodiad '\(name)'")
      + hint(
        nearest.map(didYouMean)
          ?? say(en: "The settings are \(list)", cy: "Y gosodiadau yw \(list)"))
  }

  /// A value that a setting does not take.
  package func noSettingValue(_ name: String, _ value: String, values: String) -> String {
    say(
      en: "'\(name)' takes \(values), not '\(value)'",
      cy: "Mae '\(name)' yn cymryd \(values), nid '\(value)'")
  }

  package var outputSummary: String {
    say(
      en: "Write all answers to a file or a command",
      cy: "Ysgrifennu pob ateb i ffeil neu orchymyn")
  }
  package var outputDetails: String {
    say(
      en: """
        A file named .csv, .tsv, .json, .jsonl, .md, .html, .tex or .dot is written in that format, any
        other as rows are shown. '|' and a command send answers to that command. ':output' alone ends
        it: the file then gets its name, whole; one that is there is left alone, unless --force stands
        behind its name.
        """,
      cy: """
        Ysgrifennir ffeil o'r enw .csv, .tsv, .json, .jsonl, .md, .html, .tex neu .dot yn y fformat
        hwnnw, ac unrhyw un arall fel y dangosir rhesi. Mae '|' a gorchymyn yn anfon atebion i'r
        gorchymyn hwnnw. Mae ':output' ar ei ben ei hun yn dod â hyn i ben: caiff y ffeil ei henw
        bryd hynny, yn gyfan; gadewir llonydd i un sydd yno eisoes, oni bai bod --force y tu ôl i'w
        henw.
        """)
  }

  /// A command that answers were piped into has failed.
  package func commandFailed(_ command: String, code: Int) -> String {
    say(en: "'\(command)' ended with \(code)", cy: "Daeth '\(command)' i ben gyda \(code)")
  }

  /// What a safe session does not do.
  package func notInSafeMode(_ what: String) -> String {
    say(
      en: "'\(what)' reaches outside of the graph, which --safe does not allow",
      cy: "Mae '\(what)' yn estyn y tu allan i'r graff, ac nid yw --safe yn caniatáu hynny")
  }
}

/// Questions and remarks about statements.
extension Words {
  /// Asks before a statement changes much.
  package func mayChangeMuch(
    nodesDeleted: Int, relationshipsDeleted: Int, nodesChanged: Int, relationshipsChanged: Int,
    of elements: Int, snapshot: String?
  ) -> String {
    var parts: [String] = []
    if nodesDeleted + relationshipsDeleted > 0 {
      let size = counted(nodes: nodesDeleted, relationships: relationshipsDeleted)
      parts.append(say(en: "deletes \(size)", cy: "yn dileu \(size)"))
    }
    if nodesChanged + relationshipsChanged > 0 {
      let size = counted(nodes: nodesChanged, relationships: relationshipsChanged)
      parts.append(say(en: "changes \(size)", cy: "yn newid \(size)"))
    }
    let deeds = parts.joined(separator: say(en: " and ", cy: " ac "))
    let way =
      snapshot.map { name in
        say(
          en: "':snapshot restore \(name)' goes back to that snapshot.",
          cy: "Mae ':snapshot restore \(name)' yn mynd yn ôl i'r cipolwg hwnnw.")
      }
      ?? say(
        en: "':snapshot NAME' or ':backup FILE' keeps what was there.",
        cy: "Mae ':snapshot NAME' neu ':backup FILE' yn cadw'r hyn oedd yno.")
    return say(
      en: "The statement \(deeds), of \(elements) nodes and relationships. \(way) Do it? [y/N] ",
      cy: "Mae'r gosodiad \(deeds), o blith \(elements) o nodau a pherthnasoedd. \(way) "
        + "Ei wneud? [i/N] ")
  }

  /// Nodes, relationships or both, those of which there are any.
  private func counted(nodes: Int, relationships: Int) -> String {
    if relationships == 0 { return self.nodes(nodes) }
    if nodes == 0 { return self.relationships(relationships) }
    return say(
      en: "\(self.nodes(nodes)) and \(self.relationships(relationships))",
      cy: "\(self.nodes(nodes)) a \(self.relationships(relationships))")
  }

  /// The user has said no to a large change.
  package var nothingWasChanged: String {
    say(en: "Nothing was changed", cy: "Ni newidiwyd dim")
  }

  /// BEGIN, COMMIT or ROLLBACK where all is one transaction.
  package var atomicHasTransaction: String {
    say(
      en: "With --atomic all is one transaction, which statements do not begin or end",
      cy: "Gyda --atomic un trafodiad yw'r cyfan, ac nid yw gosodiadau'n ei ddechrau na'i orffen")
  }

  /// A parameter that no statement has used.
  package func unusedParameter(_ name: String) -> String {
    say(
      en: "The parameter $\(name) was given, and no statement uses it",
      cy: "Rhoddwyd y paramedr $\(name), ac nid oes gosodiad yn ei ddefnyddio")
  }

  /// A parameter that a saved query does not have.
  package func noQueryParameter(
    _ name: String, query: String, nearest: String?, known: [String]
  ) -> String {
    let list = known.map { "$\($0)" }.joined(separator: ", ")
    return say(
      en: "The saved query \(query) has no parameter $\(name)",
      cy: "Nid oes gan yr ymholiad cadw \(query) baramedr $\(name)")
      + hint(
        nearest.map { didYouMean("$\($0)") }
          ?? (known.isEmpty
            ? say(en: "It takes none", cy: "Nid yw'n cymryd yr un")
            : say(en: "It takes \(list)", cy: "Mae'n cymryd \(list)")))
  }

  /// A saved query has LIMIT without ORDER BY.
  package var limitWithoutOrder: String {
    say(
      en: "LIMIT without ORDER BY gives some rows, which need not be the same the next time",
      cy: "Mae LIMIT heb ORDER BY yn rhoi rhai rhesi, nad ydynt o reidrwydd yr un y tro nesaf")
  }

  /// How to mend that.
  package var orderAdvice: String {
    say(en: "Say by ORDER BY which rows come first", cy: "Dywedwch ag ORDER BY pa resi sy'n gyntaf")
  }

  /// What stands for several parameters is no map.
  package var parametersAreAMap: String {
    say(
      en: "Several parameters are written as a map, such as {a: 1} or {\"a\": 1}",
      cy: "Ysgrifennir sawl paramedr fel map, megis {a: 1} neu {\"a\": 1}")
  }

  /// A command was typed in the middle of a statement.
  package func commandInsideStatement(_ line: String) -> String {
    say(
      en: "'\(line)' is a command, and a statement is open: it was not run",
      cy: "Gorchymyn yw '\(line)', ac mae gosodiad ar agor: ni chafodd ei redeg")
      + hint(
        say(
          en: "';' ends the statement, Ctrl-C forgets it",
          cy: "Mae ';' yn gorffen y gosodiad, Ctrl-C yn ei anghofio"))
  }

  /// A warning of that name does not exist.
  package func noWarning(_ name: String, nearest: String?, known: [String]) -> String {
    let list = known.joined(separator: ", ")
    return say(en: "There is no warning '\(name)'", cy: "Nid oes rhybudd '\(name)'")
      + hint(
        nearest.map(didYouMean)
          ?? say(en: "The warnings are \(list)", cy: "Y rhybuddion yw \(list)"))
  }

  /// Warnings that are switched off.
  package func warningsMuted(_ names: [String]) -> String {
    let list = names.joined(separator: ", ")
    return say(en: "Switched off: \(list)", cy: "Wedi'u diffodd: \(list)")
  }
}

/// Opening a graph that is not there.
extension Words {
  /// There is no such graph; names the nearest file.
  package func noGraph(_ file: String, nearest: String?) -> String {
    let missing = say(en: "There is no file '\(file)'", cy: "Nid oes ffeil '\(file)'")
    guard let nearest else { return missing }
    return missing + "; " + didYouMean(nearest)
  }

  /// Asks whether to make it.
  package func mayMakeGraph(_ file: String, nearest: String?) -> String {
    noGraph(file, nearest: nearest) + (nearest == nil ? ". " : " ")
      + say(en: "Make a new graph '\(file)'? [y/N] ", cy: "Gwneud graff newydd '\(file)'? [i/N] ")
  }

  /// A file that is no graph can be imported into one.
  package func importInstead(_ file: String) -> String {
    say(
      en: "Import it into a graph, as in: dolen import graph.dolen \(file)",
      cy: "Mewnforiwch hi i graff, megis: dolen import graph.dolen \(file)")
  }

  /// A file that may only be read can be read.
  package var readOnlyInstead: String {
    say(
      en: "To read it, open it with --read-only.", cy: "I'w darllen, agorwch hi â --read-only.")
  }

  /// A text of the command line lacks the quotes of Cypher.
  package func quoteParameter(_ name: String, _ text: String) -> String {
    say(
      en: "A text wants quotes of its own: -P \"\(name)='\(text)'\"",
      cy: "Mae ar destun angen ei ddyfynodau ei hun: -P \"\(name)='\(text)'\"")
  }

  /// `:use` has no way to open another graph.
  package var noOtherGraph: String {
    say(en: "Another graph cannot be opened here", cy: "Ni ellir agor graff arall yma")
  }

  /// The graph that `:use` has gone over to.
  package func nowUsing(_ path: String, nodes: Int, relationships: Int) -> String {
    "\(path): \(graphSize(nodes: nodes, relationships: relationships))"
  }
}
