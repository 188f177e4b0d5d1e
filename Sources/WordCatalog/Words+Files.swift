/// Files, and what is brought in and taken out.
extension Words {
  /// A stream, where a message names it as if it were a file.
  package var standardInput: String { say(en: "standard input", cy: "mewnbwn safonol") }

  /// A stream, where a message names it as if it were a file.
  package var standardOutput: String { say(en: "standard output", cy: "allbwn safonol") }

  /// A stream, where a message names it as if it were a file.
  package var standardError: String { say(en: "standard error", cy: "allbwn gwallau safonol") }

  /// What was to be opened is not there.
  package func noFile(_ file: String, nearest: String?) -> String {
    say(en: "There is no file '\(file)'", cy: "Nid oes ffeil '\(file)'")
      + hint(
        nearest.map(didYouMean)
          ?? say(
            en: "--create makes it; 'dolen import' fills it",
            cy: "Mae --create yn ei gwneud; mae 'dolen import' yn ei llenwi"))
  }

  /// A file that must be left alone.
  package func isGraphFile(_ path: String) -> String {
    say(en: "'\(path)' is the file of the open graph", cy: "'\(path)' yw ffeil y graff agored")
  }

  /// A graph was to be piped into a command.
  package func noPipe(_ path: String) -> String {
    say(
      en: "'\(path)' is no name of a file, and only answers are piped into commands",
      cy: "Nid enw ffeil yw '\(path)', a dim ond atebion a bibellir i orchmynion")
      + hint(
        say(
          en: "':once |COMMAND' pipes the next answer; outside of the shell 'dolen export GRAPH -' "
            + "writes to a pipe. A file that is called so is written with its folder: ./\(path)",
          cy:
            "Mae ':once |COMMAND' yn pibellu'r ateb nesaf; y tu allan i'r gragen mae 'dolen export "
            + "GRAPH -' yn ysgrifennu i bibell. Ysgrifennir ffeil o'r enw hwn gyda'i ffolder: "
            + "./\(path)"))
  }

  /// A line of a stream that does not end.
  package func lineTooLong(limit: Int) -> String {
    let bytes = bytes(limit)
    return say(en: "A line is longer than \(bytes)", cy: "Mae llinell yn hwy na \(bytes)")
  }

  /// A format of rows was to hold a graph.
  package var rowsNeedQuery: String {
    say(en: "A format of rows needs a query", cy: "Mae angen ymholiad ar fformat rhesi")
      + hint(
        say(en: ":export csv FILE MATCH … RETURN …", cy: ":export csv FILE MATCH … RETURN …"))
  }

  /// An import was given up.
  package var importInterrupted: String {
    say(
      en: "The import was interrupted; the graph is as before",
      cy: "Torrwyd ar draws y mewnforio; mae'r graff fel yr oedd")
  }

  /// How far an import is, on a line of a terminal.
  package func importProgress(
    _ records: Int, perSecond: Int, percent: Int?, secondsLeft: Int?
  ) -> String {
    let share = percent.map { ", \($0) %" } ?? ""
    let left = secondsLeft.map { say(en: ", \($0) s left", cy: ", \($0) eiliad ar ôl") } ?? ""
    return say(
      en: "\(self.records(records))\(share), \(perSecond) a second\(left)",
      cy: "Cofnodion: \(records)\(share), \(perSecond) yr eiliad\(left)")
  }

  /// A load of tables was given up.
  package var loadInterrupted: String {
    say(
      en: "The load was interrupted; the graph is as before",
      cy: "Torrwyd ar draws y llwytho; mae'r graff fel yr oedd")
  }

  /// The command that has no use.
  package var nothingToImport: String {
    say(
      en: "Name a file or folder to import, or tables: --nodes and --relationships",
      cy: "Enwch ffeil neu ffolder i'w mewnforio, neu dablau: --nodes a --relationships")
  }

  /// Two sources at once.
  package var fileOrTables: String {
    say(
      en: "Import either a file or folder, or tables; not both at once",
      cy: "Mewnforiwch naill ai ffeil neu ffolder, neu dablau; nid y ddau ar unwaith")
  }

  /// A mapping without the table that it is for.
  package var mappingNeedsSource: String {
    say(
      en: "--map, --node and --rel say what becomes of the rows of a table; name its file, too. "
        + "Tables with a header such as id:ID(Study) are loaded by --nodes",
      cy: "Mae --map, --node a --rel yn dweud beth a ddaw o resi tabl; enwch ei ffeil hefyd. "
        + "Llwythir tablau â phennawd megis id:ID(Study) gan --nodes")
  }

  /// No output, or two.
  package var nameTarget: String {
    say(
      en: "Name the file or folder to write, once: -o PATH",
      cy: "Enwch y ffeil neu'r ffolder i'w hysgrifennu, unwaith: -o PATH")
  }

  /// What was rescued was to go over what it was rescued from.
  package var damagedFileStays: String {
    say(
      en: "The damaged file cannot be replaced; choose another name",
      cy: "Ni ellir disodli'r ffeil sydd wedi'i difrodi; dewiswch enw arall")
  }

  /// What salvage could not read.
  package func lost(_ what: String) -> String { say(en: "lost: \(what)", cy: "collwyd: \(what)") }

  /// Salvage could read everything.
  package var nothingLost: String { say(en: "nothing was lost", cy: "ni chollwyd dim") }

  /// An option of a format that is no pair.
  package func optionNeedsValue(_ option: String) -> String {
    say(
      en: "-O takes name=value, not '\(option)'", cy: "Mae -O yn cymryd name=value, nid '\(option)'"
    )
  }

  /// What a check found.
  package func sound(
    _ file: String, schema: String?, nodes: Int, relationships: Int
  ) -> String {
    let size = graphSize(nodes: nodes, relationships: relationships)
    guard let schema else {
      return say(en: "\(file) is sound: \(size)", cy: "Mae \(file) yn gyfan: \(size)")
    }
    return say(
      en: "\(file) is sound and keeps the schema '\(schema)': \(size)",
      cy: "Mae \(file) yn gyfan ac yn cadw at y sgema '\(schema)': \(size)")
  }

  /// How much room a file has given back.
  package func compacted(_ file: String, before: Int, after: Int) -> String {
    let before = bytes(before)
    let after = bytes(after)
    return say(
      en: "\(file): \(before) before, \(after) now", cy: "\(file): \(before) cynt, \(after) nawr")
  }
}

/// Other programs that we run: what one did that did not go well, as the rest of a sentence.
extension Words {
  package func programExited(_ code: Int) -> String {
    say(en: "ended with exit code \(code)", cy: "gorffennodd gyda chod gadael \(code)")
  }
  package func programKilled(_ signal: Int) -> String {
    say(en: "was ended by signal \(signal)", cy: "fe'i terfynwyd gan signal \(signal)")
  }
  package func programTookTooLong(seconds: Int) -> String {
    say(
      en: "took longer than \(self.seconds(seconds)), and was ended",
      cy: "cymerodd fwy na \(self.seconds(seconds)), ac fe'i terfynwyd")
  }
  package func programWroteTooMuch(bytes: Int) -> String {
    say(
      en: "wrote more than \(self.bytes(bytes)), and was ended",
      cy: "ysgrifennodd fwy na \(self.bytes(bytes)), ac fe'i terfynwyd")
  }
}

/// What is being done, while it takes long.
extension Words {
  /// The work, and for how long.
  package func working(_ what: String, seconds: Int) -> String { "\(what), \(seconds) s" }
  /// A statement that takes long.
  package func workingOnStatement(seconds: Int) -> String {
    say(
      en: "Working, \(seconds) s; Ctrl-C stops it",
      cy: "Yn gweithio, \(seconds) s; mae Ctrl-C yn ei atal")
  }
  package func compacting(_ file: String) -> String {
    say(en: "Compacting \(file)", cy: "Yn cywasgu \(file)")
  }
  package func copying(_ file: String) -> String {
    say(en: "Copying \(file)", cy: "Yn copïo \(file)")
  }
  package func checking(_ file: String) -> String {
    say(en: "Checking \(file)", cy: "Yn gwirio \(file)")
  }
  package func exporting(_ file: String) -> String {
    say(en: "Writing \(file)", cy: "Yn ysgrifennu \(file)")
  }
}
