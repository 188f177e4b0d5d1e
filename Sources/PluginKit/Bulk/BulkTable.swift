import GraphModel

/// The files of one table of a bulk load: rows of nodes or of relationships.
///
///     Study=studies-header.csv,studies.csv      nodes with the label Study
///     Message:Post=posts.csv                    nodes with two labels, the header in the file
///     CITES=cites-header.csv,cites-*.csv        relationships of the type CITES
public struct BulkTable: Hashable, Sendable {
  /// What the rows are.
  public enum Kind: Hashable, Sendable {
    /// Nodes with these labels, besides those of a `:LABEL` column.
    case nodes(labels: [Text])
    /// Relationships of this type, where no `:TYPE` column says another.
    case relationships(type: Text?)
  }

  /// What the rows are.
  public var kind: Kind
  /// The files; the first line of the first is the header, everything after it is rows.
  public var files: [String]

  /// A table of the given files.
  public init(_ kind: Kind, files: [String]) {
    self.kind = kind
    self.files = files
  }

  /// Nodes, as the command line names them: `LABEL[:LABEL…]=FILE,FILE…`, or files alone.
  ///
  /// - Throws: ``OptionError`` where no file is named or a label is empty.
  public init(nodes text: String) throws(OptionError) {
    let (names, files) = try Self.parts(text, "--nodes", example: "Study=header.csv,studies.csv")
    let labels = names.map { $0.split(separator: ":", omittingEmptySubsequences: false) } ?? []
    guard !labels.contains(where: \.isEmpty) else {
      throw OptionError("--nodes \(text) has an empty label", hint: "Write LABEL:LABEL=FILE")
    }
    self.init(.nodes(labels: labels.map { Text(String($0)) }), files: files)
  }

  /// Relationships, as the command line names them: `TYPE=FILE,FILE…`, or files alone.
  ///
  /// - Throws: ``OptionError`` where no file is named or the type is empty.
  public init(relationships text: String) throws(OptionError) {
    let (name, files) = try Self.parts(
      text, "--relationships", example: "CITES=header.csv,cites.csv")
    guard name?.isEmpty != true else {
      throw OptionError("--relationships \(text) has an empty type", hint: "Write TYPE=FILE")
    }
    self.init(.relationships(type: name.map { Text(String($0)) }), files: files)
  }

  private static func parts(
    _ text: String, _ option: String, example: String
  ) throws(OptionError) -> (Substring?, [String]) {
    var name: Substring?
    var rest = text[...]
    if let equals = text.firstIndex(of: "=") {
      name = text[..<equals]
      rest = text[text.index(after: equals)...]
    }
    let files = rest.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard !files.contains("") else {
      throw OptionError(
        "\(option) \(text) names no file, or an empty one", hint: "\(option) \(example)")
    }
    return (name, files)
  }
}
