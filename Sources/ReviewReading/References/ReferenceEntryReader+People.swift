import WordForms

/// Authors who are people: `Smith, J. A.`, `Smith JA`, `J. A. Smith`, `Smith, Jane`.
extension ReferenceEntryReader {
  /// Whether a work may begin at a token: with people and their year or title, or with a body and its year.
  ///
  /// Asked of places within a paragraph, where no line says that a work begins.
  func mayBegin(at index: Int, _ limit: Int) -> Bool {
    let people = authors(index..<min(limit, index + Self.longestAuthors))
    if !people.authors.isEmpty {
      if (people.end..<min(limit, people.end + 5)).contains(where: {
        isYear($0, behind: people.end)
      }) {
        return true
      }
      // Smith JA, Jones B. Title.
      let hasInitials = (index..<people.end).contains { isInitial($0) || areInitials($0) }
      let end = tokens.isSign(people.end, ".") ? people.end : people.end - 1
      return hasInitials && (tokens.isSign(end, ".") || tokens.isSign(people.end, in: ",:"))
    }
    guard tokens.isCapital(index) else { return false }
    var end = index
    while end < min(limit, index + Self.longestBody) {
      if isDated(end), end > index {
        return tokens.isSign(end - 1, in: "([") || tokens.isSign(end - 1, in: ",.")
      }
      // A body's name has no full stop in it but that before the year.
      if tokens.isSign(end, in: ".:;?!\""), !tokens.isSign(end + 1, in: "(["),
        end + 1 >= limit || !isDated(end + 1)
      {
        return false
      }
      end += 1
    }
    return false
  }

  /// How many tokens the authors of a work take up at most, and the name of a body.
  private static let longestAuthors = 160
  private static let longestBody = 24

  /// Whether a token is a year, and only signs stand between it and the authors.
  private func isYear(_ index: Int, behind end: Int) -> Bool {
    isDated(index) && (end..<index).allSatisfy { !tokens.isWord($0) && tokens[$0].kind != .number }
  }

  func authors(
    _ range: Range<Int>
  ) -> (authors: [ReferenceEntry.Author], end: Int, hasOthers: Bool) {
    var authors: [ReferenceEntry.Author] = []
    var index = range.lowerBound
    var end = index
    var hasOthers = false
    while index < range.upperBound, authors.count < 60 {
      while index < range.upperBound,
        tokens.isSign(index, in: ",;&.") || tokens[index].kind == .paragraph
          || (reader.isConjunction(index) && !authors.isEmpty)
      {
        // A full stop behind the last author ends the list of authors.
        if tokens.isSign(index, "."), authors.isEmpty == false, !isInitial(index - 1),
          !isVancouver(index)
        {
          return (authors, end, hasOthers)
        }
        index += 1
      }
      if let behind = editors(index) {
        index = behind
        end = behind
        continue
      }
      if tokens.folded(index) == "et", index + 1 < range.upperBound,
        ["al", "all", "a1", "ai"].contains(tokens.folded(index + 1))
      {
        hasOthers = true
        end = index + 2
        break
      }
      guard
        let (author, behind) = person(at: index, range.upperBound)
          ?? (authors.isEmpty ? nil : named(at: index, range.upperBound))
      else { break }
      authors.append(author)
      index = behind
      end = behind
      // Vancouver: the list of authors ends with a full stop behind initials without one.
      if tokens.isSign(index, "."), !tokens.isSign(index + 1, in: ",;&"),
        endsList(index, range.upperBound)
      {
        break
      }
    }
    return (authors, end, hasOthers)
  }

  private func isVancouver(_ index: Int) -> Bool { tokens.isSign(index + 1, in: ",;&") }

  private func endsList(_ index: Int, _ limit: Int) -> Bool {
    // Behind `Smith JA.` comes a title; behind `Smith, J.` may come another author.
    person(at: index + 1, limit) == nil && !tokens.isSign(index + 1, in: "&,;([")
      && !reader.isConjunction(index + 1)
  }

  private func editors(_ index: Int) -> Int? {
    guard tokens.isSign(index, "("),
      ["ed", "eds", "gol", "goln"].contains(tokens.folded(index + 1))
    else { return nil }
    var end = index + 2
    while end < min(tokens.count, index + 5), !tokens.isSign(end, ")") { end += 1 }
    return end + 1
  }

  private func isInitial(_ index: Int) -> Bool {
    tokens.isCapital(index) && tokens[index].range.count == 1 && !reader.isNameWord(index)
  }

  /// Whether a token is initials written together: `JA`, `J-P`.
  private func areInitials(_ index: Int) -> Bool {
    guard tokens.isCapital(index), tokens[index].range.count <= 4,
      tokens[index].range.count > 1 || !reader.isNameWord(index)
    else { return false }
    // Age UK, Wales TUC
    let word = tokens.folded(index)
    if words.places.contains(word) || ["tuc", "nhs", "bbc", "cic", "plc", "ltd"].contains(word) {
      return false
    }
    return tokens.stream.scalars[tokens[index].range].allSatisfy { $0.isCapital || $0 == "-" }
  }

  /// The token behind the initials that begin at `index`; nil where none do.
  private func endOfInitials(_ index: Int) -> Int? {
    var end = index
    var count = 0
    while end < tokens.count, count < 5 {
      if areInitials(end) {
        count += 1
        end += 1
        if tokens.isSign(end, ".") { end += 1 }
        if tokens.isSign(end, "-"), areInitials(end + 1) { end += 1 }
      } else {
        break
      }
    }
    return count > 0 ? end : nil
  }

  private func surname(at index: Int, _ limit: Int) -> Range<Int>? {
    var end = index
    while end < limit, end - index < 3, tokens.isWord(end), !tokens.isCapital(end),
      words.particles.contains(tokens.folded(end))
    {
      end += 1
    }
    guard end < limit, reader.isNameWord(end), !areShout(end) else { return nil }
    end += 1
    while end < limit, end - index < 4, reader.isNameWord(end), !areInitials(end),
      tokens[end].start - tokens[end - 1].end <= 1
    {
      end += 1
    }
    return index..<end
  }

  /// Whether a word is a short name of a body in capitals, and no surname.
  private func areShout(_ index: Int) -> Bool {
    tokens[index].range.count <= 6 && tokens[index].range.count > 1
      && tokens.stream.scalars[tokens[index].range].allSatisfy { $0.isCapital || $0.isDigit }
      && !tokens.isSign(index + 1, ",")
  }

  private func person(at index: Int, _ limit: Int) -> (ReferenceEntry.Author, Int)? {
    // J. A. Smith
    if isInitial(index), let end = endOfInitials(index), let name = surname(at: end, limit),
      name.count <= 2
    {
      let next = name.upperBound
      if next >= limit || tokens.isSign(next, in: ",;&([.\"") || reader.isConjunction(next) {
        return (author(name), next)
      }
    }
    guard let name = surname(at: index, limit) else { return nil }
    var next = name.upperBound
    // Smith, J. A. and Smith JA
    let hasComma = tokens.isSign(next, ",")
    if hasComma { next += 1 }
    if let end = endOfInitials(next) {
      if !hasComma, end < limit, !tokens.isSign(end, in: ",;&.([:"), !tokens.isSign(end - 1, "."),
        !reader.isConjunction(end)
      {
        return nil
      }
      return (author(name), end)
    }
    // Smith, Jane
    if hasComma, name.count <= 2, reader.isNameWord(next) {
      var end = next + 1
      while end - next < 3, end < limit, reader.isNameWord(end),
        tokens[end].start - tokens[end - 1].end <= 1
      {
        end += 1
      }
      if let more = endOfInitials(end) { end = more }
      if tokens.isSign(end, in: ",;&.(") || reader.isConjunction(end) {
        return (author(name), end)
      }
    }
    return nil
  }

  /// Jane Smith, behind other authors.
  private func named(at index: Int, _ limit: Int) -> (ReferenceEntry.Author, Int)? {
    guard let name = surname(at: index, limit), name.count >= 2,
      reader.isConjunction(index - 1)
        || tokens.isSign(index - 1, ","),
      tokens.isSign(name.upperBound, in: ",.(")
        || reader.isConjunction(name.upperBound),
      !name.contains(where: { words.bodies.contains(tokens.folded($0)) })
    else { return nil }
    let last = name.upperBound - 1
    return (author(last..<last + 1), name.upperBound)
  }

  private func author(_ range: Range<Int>) -> ReferenceEntry.Author {
    ReferenceEntry.Author(
      printed: Self.collapsed(
        tokens.stream.string(
          Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end))),
      words: range.filter { tokens.isCapital($0) || reader.isNameWord($0) }.map {
        FoldedWord(tokens.stream.scalars[tokens[$0].range])
      })
  }
}
