import GraphModel
import PluginKit

/// One record of a bibliography, whatever format it stands in.
///
/// A reader puts all that a record states into it, and a writer takes all that its format has from
/// it. What has no field here is kept under the name that the format has for it (``extras``), so that
/// nothing is lost; what is not stated is absent.
struct Reference: Sendable {
  /// Where the record begins.
  var place: SourcePlace
  /// The type in the words of its format: `JOUR`, `inproceedings`.
  var type: String?
  /// What it is, where the type is known.
  var kind: ReferenceKind?
  /// What the record is called within its file: a citation key, the reference id.
  var key: String?
  /// The year, where a plain one is stated.
  var year: Int?
  /// The letter after the year: `a` in 2001a.
  var yearSuffix: String?
  /// The date, where more or something else than a year is stated: `2001-03`, `n.d.`.
  var date: String?
  private(set) var texts: [TextField: String] = [:]
  private(set) var lists: [ListField: [String]] = [:]
  private(set) var names: [NameRole: [PersonName]] = [:]
  /// What has no field, by the name that the format has for it, in the order of the record.
  private(set) var extras: [Extra] = []

  /// What has no field of its own.
  struct Extra: Hashable, Sendable {
    var name: String
    /// Texts, and numbers and booleans where the format tells them from texts.
    var values: [Value]
    /// Whether it is a list even where it has one value.
    var isList = false

    /// The values as texts.
    var texts: [String] { values.compactMap(JSONReferences.text) }
  }

  init(at place: SourcePlace) { self.place = place }

  subscript(field: TextField) -> String? {
    get { texts[field] }
    set { texts[field] = newValue?.trimmed.nonEmpty }
  }

  subscript(field: ListField) -> [String] {
    get { lists[field] ?? [] }
    set {
      let values = newValue.map(\.trimmed).filter { !$0.isEmpty }
      lists[field] = values.isEmpty ? nil : values
    }
  }

  subscript(role: NameRole) -> [PersonName] {
    get { names[role] ?? [] }
    // Taken out and put back, so that a name is added without a copy of all that are there.
    _modify {
      var list = names.removeValue(forKey: role) ?? []
      defer { names[role] = list.isEmpty ? nil : list }
      yield &list
    }
  }

  /// How many of a list are compared with one that is to be added: nobody writes more, and who does is
  /// not to wait for the square of it.
  private static let comparedLimit = 4_096

  /// Adds one of a list, which is there once: databases repeat keywords and addresses of pages.
  mutating func add(_ value: String, to field: ListField) {
    let value = value.trimmed
    guard !value.isEmpty, !self[field].prefix(Self.comparedLimit).contains(value) else { return }
    lists[field, default: []].append(value)
  }

  /// Sets a field where nothing, or the same, is there; false where it has another value, which the
  /// caller then keeps as an extra.
  mutating func offer(_ value: String, for field: TextField) -> Bool {
    let value = value.trimmed
    guard let old = self[field] else {
      self[field] = value
      return true
    }
    return old == value || value.isEmpty
  }

  /// Keeps what has no field.
  mutating func keep(_ value: String, as name: String) {
    keep(.string(value.trimmed), as: name)
  }

  /// Keeps what has no field: a text, a number or a boolean.
  mutating func keep(_ value: Value, as name: String) {
    guard JSONReferences.text(value) != nil else { return }
    if let index = extras.firstIndex(where: { $0.name == name }) {
      extras[index].values.append(value)
    } else {
      extras.append(Extra(name: name, values: [value]))
    }
  }

  /// Keeps texts of which there are as many as the record likes, each for itself.
  mutating func keep(list values: [String], as name: String) {
    let values = values.map(\.trimmed).filter { !$0.isEmpty }.map { Value.string($0) }
    guard !values.isEmpty else { return }
    if let index = extras.firstIndex(where: { $0.name == name }) {
      extras[index].values += values
      extras[index].isList = true
    } else {
      extras.append(Extra(name: name, values: values, isList: true))
    }
  }

  /// The values that are kept under `name`.
  func extra(_ name: String) -> [String] { extras.first { $0.name == name }?.texts ?? [] }

  /// Takes away what is kept under `name`, once it has found a field.
  mutating func dropExtra(_ name: String) { extras.removeAll { $0.name == name } }

  /// Sets year, letter and date from a stated date, where they are not set.
  mutating func setDate(_ stated: String) {
    let parsed = StatedDate(stated)
    if let year = parsed.year, self.year == nil {
      self.year = year
      yearSuffix = yearSuffix ?? parsed.suffix
    }
    if date == nil, parsed.year == nil || parsed.saysMore { date = parsed.text }
  }

  /// Takes the DOI out of an address, where no field has said it.
  mutating func takeDOIFromAddresses() {
    guard self[.doi] == nil else { return }
    self[.doi] =
      self[.urls].lazy.filter { $0.contains("doi.org/") || !$0.contains("://") }
      .compactMap { Identifier.doi($0) }.first
  }

  /// What a writer loses that writes `type`, where the record has one of another format.
  func lossOfType(written: String) -> [String] {
    guard let type, type != written else { return [] }
    return ["types of other formats, written as what comes nearest (\(type) as \(written))"]
  }

  /// Whether the record says nothing.
  var isEmpty: Bool {
    key == nil && texts.isEmpty && lists.isEmpty && names.isEmpty && extras.isEmpty && year == nil
      && date == nil
  }

  /// How a text cites it: `Harden & Thomas 2015`; the title where there are no authors.
  var label: String? {
    let families = (self[.authors].isEmpty ? self[.editors] : self[.authors]).map(\.family)
    let who: String? =
      switch families.count {
      case 0: nil
      case 1: families[0]
      case 2: "\(families[0]) & \(families[1])"
      default: "\(families[0]) et al."
      }
    guard let start = who ?? self[.title] else { return nil }
    return start + (year.map { " \($0)\(yearSuffix ?? "")" } ?? "")
  }
}
