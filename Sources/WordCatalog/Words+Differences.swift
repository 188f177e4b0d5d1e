/// What lies between two graphs, and what becomes of it where they are merged.
extension Words {
  package var diffSummary: String {
    say(
      en: "Show what lies between two states of a graph",
      cy: "Dangos beth sydd rhwng dau gyflwr graff")
  }
  package var diffShellDetails: String {
    say(
      en: """
        What was added, removed and changed since the snapshot: until the graph at hand,
        or until a second snapshot. Nodes are the same by label and key, relationships
        by their id, else by their ends and type. 'dolen diff' compares files, too.
        """,
      cy: """
        Yr hyn a ychwanegwyd, a dynnwyd ac a newidiwyd ers y cipolwg: hyd y graff dan
        sylw, neu hyd ail gipolwg. Mae nodau yr un fath yn ôl label ac allwedd,
        perthnasoedd yn ôl eu id, neu eu pennau a'u math. Mae 'dolen diff' yn cymharu
        ffeiliau hefyd.
        """)
  }
  package var diffDetails: String {
    say(
      en: """
        A graph is a file, FILE, or a snapshot in one, FILE@NAME; @NAME is a snapshot of
        the file that was named before. Without a second graph, a snapshot is compared
        with its file as it is today. Nodes are the same by label and key (the schema's,
        or id), relationships by their id, else by their ends and type; the numbers of
        the file count only where nothing else is known, between states of one file.
        With --query or --queries, the answers of saved queries are compared: rows lost
        and rows gained, each as often as it comes.
        """,
      cy: """
        Graff yw ffeil, FFEIL, neu gipolwg ynddi, FFEIL@ENW; cipolwg o'r ffeil a enwyd o'r
        blaen yw @ENW. Heb ail graff, cymharir cipolwg â'i ffeil fel y mae heddiw. Mae nodau
        yr un fath yn ôl label ac allwedd (y sgema, neu id), perthnasoedd yn ôl eu id, neu
        eu pennau a'u math; dim ond lle nad oes dim arall yn hysbys y mae rhifau'r ffeil yn
        cyfrif, rhwng cyflyrau o'r un ffeil. Gyda --query neu --queries, cymharir atebion
        ymholiadau cadw: rhesi a gollwyd ac a enillwyd, pob un mor aml ag y daw.
        """)
  }
  package var diffBeforeHelp: String {
    say(
      en: "The first graph: FILE or FILE@SNAPSHOT.",
      cy: "Y graff cyntaf: FFEIL neu FFEIL@CIPOLWG.")
  }
  package var diffAfterHelp: String {
    say(
      en: "The second; without it, the file of the first as it is today.",
      cy: "Yr ail; hebddo, ffeil y cyntaf fel y mae heddiw.")
  }
  package var diffFormatHelp: String {
    say(
      en: "A format of rows, or dot: a drawing in colours.",
      cy: "Fformat rhesi, neu dot: darlun mewn lliwiau.")
  }
  package var diffQueryHelp: String {
    say(
      en: "Compare the answers of the query in this file.",
      cy: "Cymharu atebion yr ymholiad yn y ffeil hon.")
  }
  package var diffQueriesHelp: String {
    say(
      en: "Compare the answers of all saved queries in this folder.",
      cy: "Cymharu atebion yr holl ymholiadau cadw yn y ffolder hwn.")
  }
  package func diffNeedsTwo(_ file: String) -> String {
    say(
      en: "There is nothing to compare '\(file)' with",
      cy: "Nid oes dim i gymharu '\(file)' ag ef")
      + hint(
        say(
          en: "Name a second graph, or a snapshot of it: \(file)@NAME",
          cy: "Enwch ail graff, neu gipolwg ohono: \(file)@ENW"))
  }
  package func placeNeedsFile(_ text: String) -> String {
    say(
      en: "'\(text)' is a snapshot, and no file was named before it",
      cy: "Cipolwg yw '\(text)', ac ni enwyd ffeil o'i flaen")
  }
  package func noQueryFolder(_ path: String) -> String {
    say(en: "There is no folder '\(path)'", cy: "Nid oes ffolder '\(path)'")
  }
  package func comparing(_ file: String) -> String {
    say(en: "Comparing \(file)", cy: "Yn cymharu \(file)")
  }

  package var propertyHeading: String { say(en: "property", cy: "priodwedd") }
  package var beforeHeading: String { say(en: "before", cy: "cynt") }
  package var afterHeading: String { say(en: "after", cy: "wedyn") }
  package var queryHeading: String { say(en: "query", cy: "ymholiad") }
  package var rowHeading: String { say(en: "row", cy: "rhes") }
  package var labelsPart: String { say(en: "(labels)", cy: "(labeli)") }
  package var startPart: String { say(en: "(start)", cy: "(dechrau)") }
  package var endPart: String { say(en: "(end)", cy: "(diwedd)") }
  package var rowLost: String { say(en: "lost", cy: "collwyd") }
  package var rowGained: String { say(en: "gained", cy: "enillwyd") }
  /// What has come of an element, by its name in the engine.
  package func changeKind(_ kind: String) -> String {
    switch kind {
    case "added": say(en: "added", cy: "ychwanegwyd")
    case "removed": say(en: "removed", cy: "tynnwyd")
    default: say(en: "changed", cy: "newidiwyd")
    }
  }
  package var noDifference: String {
    say(en: "The graphs say the same", cy: "Mae'r graffiau yn dweud yr un peth")
  }
  package func differenceCounts(added: Int, removed: Int, changed: Int) -> String {
    say(
      en: "\(added) added, \(removed) removed, \(changed) changed",
      cy: "ychwanegwyd \(added), tynnwyd \(removed), newidiwyd \(changed)")
  }
  package func differenceSummary(nodes: String, relationships: String) -> String {
    say(
      en: "Nodes: \(nodes); relationships: \(relationships)",
      cy: "Nodau: \(nodes); perthnasoedd: \(relationships)")
  }
  package func answerChanged(
    _ query: String, before: Int, after: Int, lost: Int, gained: Int
  ) -> String {
    say(
      en: "\(query): \(before) → \(after) rows, \(lost) lost, \(gained) gained",
      cy: "\(query): \(before) → \(after) rhes, collwyd \(lost), enillwyd \(gained)")
  }

  // MARK: Merging

  package var mergeSummary: String {
    say(
      en: "Take over all that another graph has",
      cy: "Cymryd popeth sydd gan graff arall")
  }
  package var mergeDetails: String {
    say(
      en: """
        Every node and relationship of both is there afterwards, in one transaction. What
        is the same is told as 'dolen diff' does. With --base, what both come from, what
        only one of them has changed holds; what one has removed stays, and is asked
        about. Where the two say different things, the graph goes on saying what it said,
        and both stand in a node :MergeConflict until a person chooses: the list has the
        statement for either choice. The exit code is 3 while any is open. Without
        another graph, the open conflicts are listed. FILE@NAME is a snapshot.
        """,
      cy: """
        Mae pob nod a pherthynas o'r ddau yno wedyn, mewn un trafodiad. Penderfynir beth sydd
        yr un fath fel y mae 'dolen diff'. Gyda --base, yr hyn y daw'r ddau ohono, yr hyn a
        newidiodd un ohonynt yn unig sy'n dal; mae'r hyn a dynnodd un yn aros, a gofynnir
        amdano. Lle mae'r ddau yn dweud pethau gwahanol, mae'r graff yn dal i ddweud yr hyn
        a ddywedodd, ac mae'r ddau mewn nod :MergeConflict nes i rywun ddewis: mae'r
        gosodiad ar gyfer y naill ddewis a'r llall yn y rhestr. Y cod gorffen yw 3 tra bo
        un ar agor. Heb graff arall, rhestrir y gwrthdrawiadau agored. Cipolwg yw FFEIL@ENW.
        """)
  }
  package var mergeOtherHelp: String {
    say(
      en: "The graph that is taken over: FILE or FILE@SNAPSHOT.",
      cy: "Y graff a gymerir: FFEIL neu FFEIL@CIPOLWG.")
  }
  package var mergeBaseHelp: String {
    say(
      en: "What both come from: FILE or FILE@SNAPSHOT.",
      cy: "Yr hyn y daw'r ddau ohono: FFEIL neu FFEIL@CIPOLWG.")
  }
  package var mergeOutputHelp: String {
    say(
      en: "Write both to this new file, and leave the graph alone.",
      cy: "Ysgrifennu'r ddau i'r ffeil newydd hon, a gadael llonydd i'r graff.")
  }
  package var mergeDryRunHelp: String {
    say(en: "Only say what would be done.", cy: "Dim ond dweud beth fyddai'n cael ei wneud.")
  }
  package var mergeNeedsOther: String {
    say(
      en: "--base, --output and --dry-run need another graph to be merged",
      cy: "Mae ar --base, --output a --dry-run angen graff arall i'w gyfuno")
  }
  package func mergeDone(nodes: Int, relationships: Int, changed: Int) -> String {
    say(
      en: "Taken over: nodes \(nodes), relationships \(relationships); changed: \(changed)",
      cy: "Cymerwyd: nodau \(nodes), perthnasoedd \(relationships); newidiwyd: \(changed)")
  }
  package var mergeSchemasDiffer: String {
    say(
      en: "The graphs have different schemas; that of the first stays",
      cy: "Mae gan y graffiau sgemâu gwahanol; mae un y cyntaf yn aros")
  }
  package func conflictsOpen(_ count: Int) -> String {
    say(
      en: "Conflicts that wait for a person: \(count)",
      cy: "Gwrthdrawiadau sy'n aros am rywun: \(count)")
  }
  package var noConflicts: String {
    say(en: "No conflict is open", cy: "Nid oes gwrthdrawiad ar agor")
  }
  package func conflictKind(_ kind: String) -> String {
    switch kind {
    case "ends": say(en: "(ends)", cy: "(pennau)")
    case "removed": say(en: "(there or not)", cy: "(yno neu beidio)")
    default: say(en: "(value)", cy: "(gwerth)")
    }
  }
  package var conflictHeading: String { say(en: "conflict", cy: "gwrthdrawiad") }
  package var firstHeading: String { say(en: "first", cy: "cyntaf") }
  package var secondHeading: String { say(en: "second", cy: "ail") }
  package var baseHeading: String { say(en: "base", cy: "sail") }
  package var takingFirstHeading: String { say(en: "to take the first", cy: "i gymryd y cyntaf") }
  package var takingSecondHeading: String { say(en: "to take the second", cy: "i gymryd yr ail") }
}
