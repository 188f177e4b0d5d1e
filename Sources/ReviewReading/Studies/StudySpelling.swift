import WordForms

/// Decides how names are spelled that a scan has read in several ways: as most citations of all studies have them.
struct StudySpelling {
  private let citations: [FoundCitation]
  /// How often each word of a name is cited, in all studies.
  private var counts: [FoldedWord: Int] = [:]

  init(_ citations: [FoundCitation]) {
    self.citations = citations
    for citation in citations { for word in citation.key.words { counts[word, default: 0] += 1 } }
  }

  /// The studies with their names spelled so.
  func spelled(_ studies: [StudyResolver.Study]) -> [StudyResolver.Study] {
    studies.map { study in
      var study = study
      for place in study.key.words.indices {
        study.key.words[place] = spelled(study.key.words[place], in: study, at: place)
      }
      return study
    }
  }

  /// Of the spellings that citations of the study have and a scan may have made of one, that which is cited most.
  private func spelled(_ word: FoldedWord, in study: StudyResolver.Study, at place: Int)
    -> FoldedWord
  {
    // A list says it once more; what one citation has otherwise does not outweigh it.
    var best = (word: word, count: (counts[word] ?? 0) + (study.entry == nil ? 0 : 1))
    for index in study.citations {
      let words = citations[index].key.words
      guard place < words.count, words[place] != best.word,
        StudyResolver.areMisprints(words[place], word)
      else { continue }
      let count = counts[words[place]] ?? 0
      if count > best.count { best = (words[place], count) }
    }
    return best.word
  }
}
