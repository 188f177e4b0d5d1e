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

  /// Wider lines of a drawing (feminine: the adjective changes too).
  package func widerLines(_ number: Int) -> String {
    count(
      number, en: EnglishForms(one: "wider line", other: "wider lines"),
      cy: WelshForms(
        zero: "llinellau lletach", one: "llinell letach", two: "linell letach",
        few: "llinell letach", many: "llinell letach", other: "llinell letach"))
  }

  /// Nodes and relationships, as a list of two.
  package func graphSize(nodes: Int, relationships: Int) -> String {
    "\(self.nodes(nodes)), \(self.relationships(relationships))"
  }
}
