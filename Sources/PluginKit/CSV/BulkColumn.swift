import GraphModel

/// One column of a bulk CSV file, as its header describes it: `year:int`, `id:ID(Study)`.
public struct BulkColumn: Hashable, Sendable {
  /// What the column says about its row.
  public enum Role: Hashable, Sendable {
    /// The identity of a node among those of the group.
    case id(group: Text)
    /// The node of the group at which a relationship starts.
    case start(group: Text)
    /// The node of the group at which a relationship ends.
    case end(group: Text)
    /// Labels of a node: parted by `;`, or a list of JSON where the column's type is that.
    case label
    /// The type of a relationship.
    case type
    /// A property.
    case property
    /// Nothing.
    case ignored
  }

  /// The key of the property that the column holds; empty where it holds none.
  public var key: Text
  /// What the column says about its row.
  public var role: Role
  /// The type of its values, or of the items of its lists.
  public var type: BulkType
  /// Whether its values are lists, their items parted by `;`.
  public var isList: Bool

  /// A column that holds the property `key`.
  public init(
    _ key: Text, role: Role = .property, type: BulkType = .string, isList: Bool = false
  ) {
    self.key = key
    self.role = role
    self.type = type
    self.isList = isList
  }

  /// Whether a header cannot have both columns: they hold the same property, or say the same about
  /// a row, of which there is one.
  func clashes(with other: BulkColumn) -> Bool {
    if !key.isEmpty, key == other.key, role != .ignored, other.role != .ignored { return true }
    switch (role, other.role) {
    case (.id, .id), (.start, .start), (.end, .end), (.label, .label), (.type, .type): return true
    default: return false
    }
  }

  /// Whether the column is an id that the node keeps as a property.
  var keepsID: Bool { if case .id = role { !key.isEmpty } else { false } }

  /// What to do where ``clashes(with:)``.
  func clashHint(_ other: BulkColumn) -> String? {
    switch (role, other.role) {
    case (.id, .id): "A node has one id, in one group; make the other column a property"
    case (.label, .label): "Labels stand in one column, parted by ';'"
    default: nil
    }
  }

  /// The byte between two items of a list.
  public static let itemSeparator = UInt8(ascii: ";")

  /// The column as the header writes it.
  public var text: Text {
    let suffix: String
    switch role {
    case .property:
      // A key with a colon needs a type behind it, or its last part would be read as one.
      let isPlain = type == .string && !isList && !key.string.utf8.contains(UInt8(ascii: ":"))
      suffix = isPlain ? "" : ":" + typeText
    case .id(let group): suffix = ":ID" + inParentheses(group) + idType
    case .start(let group): suffix = ":START_ID" + inParentheses(group)
    case .end(let group): suffix = ":END_ID" + inParentheses(group)
    case .label: suffix = ":LABEL" + (type == .json ? "{label-type:json}" : "")
    case .type: suffix = ":TYPE"
    case .ignored: suffix = ":IGNORE"
    }
    return Text(key.string + suffix)
  }

  private var typeText: String { type.rawValue + (isList ? "[]" : "") }
  private var idType: String { type == .string ? "" : "{id-type:\(type.rawValue)}" }
  private func inParentheses(_ group: Text) -> String { group.isEmpty ? "" : "(\(group))" }
}

extension BulkColumn {
  /// The value of `field` of the current record; nil where it is absent.
  ///
  /// - Throws: ``ImportError`` where the text is no value of the column's type.
  /// - Complexity: O(*n*) in the number of bytes.
  public func value(of field: Int, in csv: CSVReader) throws -> Value? {
    if csv.isAbsent(field) { return nil }
    do {
      return try csv.withBytes(of: field) { bytes in
        guard isList else { return try type.value(of: bytes) }
        if bytes.isEmpty { return .list([]) }
        return .list(
          try bytes.split(separator: Self.itemSeparator, omittingEmptySubsequences: false).map {
            try type.value(of: UnsafeBufferPointer(rebasing: $0))
          })
      }
    } catch let mismatch as BulkType.Mismatch {
      throw ImportError(
        "\(mismatch.message) (\(text))", at: csv.place(of: field), hint: mismatch.hint)
    }
  }

  /// The identity that `field` states, in one spelling for integers: 007 is 7.
  ///
  /// - Throws: ``ImportError`` where it is absent, empty or of another type.
  public func identity(of field: Int, in csv: CSVReader) throws -> Text {
    guard let value = try value(of: field, in: csv), value != .text("") else {
      throw ImportError(
        "The field \(text) is empty", at: csv.place(of: field),
        hint: "Every node needs an id, and every relationship two ends")
    }
    if case .integer(let integer) = value { return Text(String(integer)) }
    if case .text(let text) = value { return text }
    throw ImportError("An id is a text or an integer", at: csv.place(of: field))
  }
}
