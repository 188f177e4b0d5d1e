/// What is said at the end of an answer.
extension Words {
  /// An answer ended before its last row.
  package func stopped(afterRows count: Int) -> String {
    say(en: "stopped after \(rows(count))", cy: "stopiwyd ar ôl \(rows(count))")
  }

  /// Fewer rows are shown than there are; stands behind their number.
  package func rowsShown(_ count: Int, advice: String) -> String {
    say(en: " (\(count) shown); \(advice)", cy: " (\(count) wedi'u dangos); \(advice)")
  }

  /// The head of a row where nothing is drawn.
  package func rowNumber(_ number: Int) -> String {
    say(en: "Row \(number)", cy: "Rhes \(number)")
  }

  /// Cells of a table do not show all, and where all is shown.
  package func cellsCut(_ count: Int, advice: String) -> String {
    say(
      en: "\(cells(count)) cut to fit; \(advice)",
      cy: "torrwyd \(cells(count)) i ffitio; \(advice)")
  }

  /// How cells that were cut are seen whole: in a format that cuts nothing.
  package var csvShowsAll: String { say(en: "csv shows all", cy: "mae csv yn dangos y cyfan") }

  /// How cells that were cut are seen whole: in a shell.
  package var lastShowsAll: String {
    say(en: ":last shows all", cy: "mae :last yn dangos y cyfan")
  }

  /// How cells are seen whole that are too long for a table.
  package var lineShowsAll: String {
    say(en: ":last line shows all", cy: "mae :last line yn dangos y cyfan")
  }
}
