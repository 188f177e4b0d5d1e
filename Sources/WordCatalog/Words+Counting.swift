/// Things that are counted.
extension Words {
  /// Nodes (masculine).
  package func nodes(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "node", other: "nodes"),
      cy: WelshForms(
        zero: "nodau", one: "nod", two: "nod", few: "nod", many: "nod", other: "nod"))
  }

  /// Relationships (feminine).
  package func relationships(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "relationship", other: "relationships"),
      cy: WelshForms(
        zero: "perthnasoedd", one: "berthynas", two: "berthynas", few: "perthynas",
        many: "pherthynas", other: "perthynas"))
  }

  /// Rows of an answer (feminine; `rh` keeps its sound after `un`).
  package func rows(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "row", other: "rows"),
      cy: WelshForms(
        zero: "rhesi", one: "rhes", two: "res", few: "rhes", many: "rhes", other: "rhes"))
  }

  /// Cells of a table (feminine).
  package func cells(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "cell", other: "cells"),
      cy: WelshForms(
        zero: "celloedd", one: "gell", two: "gell", few: "cell", many: "chell", other: "cell"))
  }

  /// Bytes (masculine).
  package func bytes(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "byte", other: "bytes"),
      cy: WelshForms(
        zero: "beitiau", one: "beit", two: "feit", few: "beit", many: "beit", other: "beit"))
  }

  /// Seconds (feminine; the plural of the noun is `eiliadau`).
  package func seconds(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "second", other: "seconds"),
      cy: WelshForms(
        zero: "eiliadau", one: "eiliad", two: "eiliad", few: "eiliad", many: "eiliad",
        other: "eiliad"))
  }

  /// Records (masculine).
  package func records(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "record", other: "records"),
      cy: WelshForms(
        zero: "cofnodion", one: "cofnod", two: "gofnod", few: "chofnod", many: "chofnod",
        other: "cofnod"))
  }

  /// Values (masculine).
  package func values(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "value", other: "values"),
      cy: WelshForms(
        zero: "gwerthoedd", one: "gwerth", two: "werth", few: "gwerth", many: "gwerth",
        other: "gwerth"))
  }

  /// Columns (feminine).
  package func columns(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "column", other: "columns"),
      cy: WelshForms(
        zero: "colofnau", one: "golofn", two: "golofn", few: "colofn", many: "cholofn",
        other: "colofn"))
  }

  /// Pairs (masculine).
  package func pairs(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "pair", other: "pairs"),
      cy: WelshForms(
        zero: "parau", one: "pâr", two: "bâr", few: "phâr", many: "phâr", other: "pâr"))
  }

  /// Times that something happens (masculine).
  package func times(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "time", other: "times"),
      cy: WelshForms(
        zero: "troeon", one: "tro", two: "dro", few: "thro", many: "thro", other: "tro"))
  }

  /// Reports of studies (masculine).
  package func reports(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "report", other: "reports"),
      cy: WelshForms(
        zero: "adroddiadau", one: "adroddiad", two: "adroddiad", few: "adroddiad",
        many: "adroddiad",
        other: "adroddiad"))
  }

  /// Options for action (masculine).
  package func optionsCount(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "option", other: "options"),
      cy: WelshForms(
        zero: "opsiynau", one: "opsiwn", two: "opsiwn", few: "opsiwn", many: "opsiwn",
        other: "opsiwn"))
  }

  /// Blocks of a search (masculine).
  package func blocks(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "block", other: "blocks"),
      cy: WelshForms(
        zero: "blociau", one: "bloc", two: "floc", few: "bloc", many: "bloc", other: "bloc"))
  }

  /// Terms of a search (masculine).
  package func terms(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "term", other: "terms"),
      cy: WelshForms(
        zero: "termau", one: "term", two: "derm", few: "therm", many: "therm", other: "term"))
  }

  /// Wider lines of a drawing (feminine: the adjective changes too).
  package func widerLines(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "wider line", other: "wider lines"),
      cy: WelshForms(
        zero: "llinellau lletach", one: "llinell letach", two: "linell letach",
        few: "llinell letach", many: "llinell letach", other: "llinell letach"))
  }

  /// Long lines of a drawing (feminine).
  package func longLines(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "long line", other: "long lines"),
      cy: WelshForms(
        zero: "llinellau hir", one: "llinell hir", two: "linell hir", few: "llinell hir",
        many: "llinell hir", other: "llinell hir"))
  }

  /// Nodes and relationships, as a list of two.
  package func graphSize(nodes: Int, relationships: Int) -> String {
    "\(self.nodes(nodes)), \(self.relationships(relationships))"
  }

  /// The number of things in what is said in English whatever the language is: of the contents of files,
  /// by what reads them, and of plugins.
  package static func counted(_ number: Int, _ one: String, _ other: String) -> String {
    "\(number) \(number == 1 ? one : other)"
  }
}
