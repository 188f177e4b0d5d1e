/// The parts of a review: which begins where, how far it reaches, what lies within what.
struct SectionTree: Sendable {
  /// A part, in the order of the text.
  struct Section: Sendable {
    var heading: Heading
    /// The first piece behind it.
    var end: Int
    /// The section that it lies in.
    var parent: Int?
  }

  private(set) var sections: [Section] = []
  /// The pieces at which sections begin or end, with the innermost one from there on; -1 for none.
  private var changes: [(piece: Int, section: Int)] = []

  /// The tree of headings, which are in the order of the text.
  init(_ headings: [Heading], text: ReportText, layout: TextLayout) {
    let count = layout.pieces.count
    var stack: [Int] = []
    for (index, heading) in headings.enumerated() {
      let next = index + 1 < headings.count ? headings[index + 1].piece : count
      while let top = stack.last,
        sections[top].heading.level >= heading.level || sections[top].end <= heading.piece
      {
        sections[top].end = min(sections[top].end, heading.piece)
        stack.removeLast()
      }
      var section = Section(heading: heading, end: count, parent: stack.last)
      if heading.isItem {
        section.end = Self.endOfItem(heading.piece, limit: next, text, layout)
      }
      sections.append(section)
      stack.append(index)
    }
    note(count)
  }

  private mutating func note(_ count: Int) {
    var stack: [Int] = []
    for index in sections.indices {
      let start = sections[index].heading.piece
      while let top = stack.last, sections[top].end <= start {
        stack.removeLast()
        if sections[top].end < start || stack.last.map({ sections[$0].end > start }) == true {
          changes.append((sections[top].end, stack.last ?? -1))
        }
      }
      stack.append(index)
      changes.append((start, index))
    }
    while let top = stack.popLast() {
      if sections[top].end < count { changes.append((sections[top].end, stack.last ?? -1)) }
    }
  }

  /// The innermost section that a piece lies in.
  ///
  /// - Complexity: O(log *n*) in the number of sections.
  func section(ofPiece piece: Int) -> Int? {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].piece <= piece { low = middle + 1 } else { high = middle }
    }
    guard low > 0, changes[low - 1].section >= 0 else { return nil }
    return changes[low - 1].section
  }

  /// Where an item of a list ends: at a blank line behind which no sentence goes on.
  private static func endOfItem(
    _ start: Int, limit: Int, _ text: ReportText, _ layout: TextLayout
  ) -> Int {
    var piece = start + 1
    while piece < limit {
      let here = layout.pieces[piece]
      if here.isApart {
        let before = text.scalars[layout.pieces[piece - 1].range].last ?? "."
        let goesOn =
          text.scalars[here.range.lowerBound].isSmall && !".!?".unicodeScalars.contains(before)
        if !goesOn { break }
      }
      piece += 1
    }
    return piece
  }
}
