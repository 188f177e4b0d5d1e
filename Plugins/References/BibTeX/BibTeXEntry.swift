/// An entry of BibTeX as it is written: its fields with macros put in, but with their LaTeX.
struct BibTeXEntry: Sendable {
  struct Field: Sendable {
    var name: String
    var value: String
    var offset: Int
  }

  var type: String
  var key: String?
  var fields: [Field] = []
  /// Where it begins in the text.
  var offset: Int

  /// The value of the first field of that name, which is in lower case.
  func first(_ name: String) -> String? { fields.first { $0.name.lowercased() == name }?.value }
}
