/// Named states of a graph that lie in its file.
extension Words {
  package var snapshotSummary: String {
    say(
      en: "Name the graph's state, list, drop or restore it",
      cy: "Enwi cyflwr y graff, rhestru, dileu neu adfer")
  }
  package var snapshotDetails: String {
    say(
      en: """
        A snapshot is the graph as it is now, under a name, in the same file. It takes
        no room until something changes: later changes keep what they replace. Any
        question that reads can be asked of it, with --at NAME or ':at NAME'. Dropping
        one forgets what only it holds; 'dolen compact' then gives the room back.
        Restoring one makes the graph what it was, and names what it is 'before-NAME'.
        """,
      cy: """
        Cipolwg yw'r graff fel y mae nawr, dan enw, yn yr un ffeil. Nid yw'n cymryd lle
        nes bod rhywbeth yn newid: mae newidiadau diweddarach yn cadw'r hyn y maent yn
        ei ddisodli. Gellir gofyn iddo unrhyw gwestiwn sy'n darllen, gyda --at ENW neu
        ':at ENW'. Mae dileu un yn anghofio'r hyn sydd ganddo ef yn unig; mae 'dolen
        compact' wedyn yn rhoi'r lle yn ôl. Mae adfer un yn gwneud y graff yr hyn oedd,
        ac yn enwi'r hyn ydyw 'before-ENW'.
        """)
  }
  package func snapshotDeedHelp(_ deeds: [String]) -> String {
    let list = deeds.joined(separator: ", ")
    return say(en: "What to do: \(list).", cy: "Beth i'w wneud: \(list).")
  }
  package var snapshotNameHelp: String {
    say(en: "The name of the snapshot.", cy: "Enw'r cipolwg.")
  }
  package var snapshotNoteHelp: String {
    say(en: "What is to be noted about it.", cy: "Yr hyn sydd i'w nodi amdano.")
  }
  package var atHelp: String {
    say(
      en: "Ask the graph as it was when this snapshot was made.",
      cy: "Gofyn i'r graff fel yr oedd pan wnaed y cipolwg hwn.")
  }
  package var atSummary: String {
    say(en: "Ask a snapshot, or the graph of today", cy: "Gofyn i gipolwg, neu i'r graff heddiw")
  }
  package var atDetails: String {
    say(
      en: """
        Statements that follow are asked of the snapshot, which can only be read.
        Without a name they are asked of the graph of today again. ':snapshot' lists
        the snapshots.
        """,
      cy: """
        Gofynnir y gorchmynion sy'n dilyn i'r cipolwg, na ellir ond ei ddarllen. Heb enw
        fe'u gofynnir i'r graff heddiw eto. Mae ':snapshot' yn rhestru'r cipolygon.
        """)
  }
  package var madeHeading: String { say(en: "made", cy: "gwnaed") }
  package var noteHeading: String { say(en: "note", cy: "nodyn") }
  package func snapshotNeedsName(_ deed: String) -> String {
    say(
      en: "'\(deed)' needs the name of a snapshot", cy: "Mae ar '\(deed)' angen enw cipolwg")
  }
  package var noSnapshots: String {
    say(en: "There are no snapshots", cy: "Nid oes cipolygon")
  }
  package func snapshotMade(_ name: String, nodes: Int, relationships: Int) -> String {
    say(
      en: "Snapshot '\(name)': nodes \(nodes), relationships \(relationships)",
      cy: "Cipolwg '\(name)': nodau \(nodes), perthnasoedd \(relationships)")
  }
  package func snapshotDropped(_ name: String) -> String {
    say(
      en: "Snapshot '\(name)' dropped; 'dolen compact' gives its room back",
      cy: "Dilëwyd y cipolwg '\(name)'; mae 'dolen compact' yn rhoi ei le yn ôl")
  }
  package func snapshotIsPresent(_ name: String) -> String {
    say(
      en: "The graph is as the snapshot '\(name)' has it; nothing was changed",
      cy: "Mae'r graff fel y mae gan y cipolwg '\(name)'; ni newidiwyd dim")
  }
  package func snapshotBeforeRestoring(_ name: String) -> String {
    say(en: "before '\(name)' was restored", cy: "cyn adfer '\(name)'")
  }
  package func snapshotRestored(
    _ name: String, added: Int, removed: Int, changed: Int, kept: String
  ) -> String {
    say(
      en:
        "The graph is again as '\(name)': added \(added), removed \(removed), changed \(changed); "
        + "what it was is the snapshot '\(kept)'",
      cy:
        "Mae'r graff eto fel '\(name)': ychwanegwyd \(added), tynnwyd \(removed), newidiwyd \(changed); "
        + "yr hyn oedd yw'r cipolwg '\(kept)'")
  }
  package func atSnapshot(_ name: String) -> String {
    say(
      en: "Asking the snapshot '\(name)'; ':at' goes back to today",
      cy: "Yn gofyn i'r cipolwg '\(name)'; mae ':at' yn mynd yn ôl i heddiw")
  }
  package var atPresent: String {
    say(en: "Asking the graph of today", cy: "Yn gofyn i'r graff heddiw")
  }
  package var atInTransaction: String {
    say(
      en: "A transaction is open; ':commit' or ':rollback' it before a snapshot is asked",
      cy: "Mae trafodyn ar agor; ':commit' neu ':rollback' cyn gofyn i gipolwg")
  }
}
