import GraphModel

/// Names for the files of a graph folder: `nodes/Study.csv`, `relationships/CITES.csv`; with the
/// labels of the ends where a type has several kinds of them, `relationships/PART_OF.Step-Plan.csv`.
struct FileNames {
  /// In lower case, as some file systems do not tell `Study` and `STUDY` apart.
  private var taken: Set<String>

  init(taken: [String]) { self.taken = Set(taken.map { $0.lowercased() }) }

  mutating func path(
    of contents: GraphFolderManifest.Contents, among all: [GraphFolderManifest.Contents]
  ) -> String {
    switch contents {
    case .nodes(let label):
      return free("\(GraphFolderFormat.nodes)/\(label.map(Self.encoded) ?? "unlabelled")")
    case .relationships(let type, let start, let end):
      var starts: Set<Text> = []
      var kinds = 0
      for case .relationships(type, let start, _) in all {
        starts.insert(start)
        kinds += 1
      }
      let ends =
        kinds == 1
        ? ""
        : starts.count == 1
          ? ".\(Self.encoded(end))" : ".\(Self.encoded(start))-\(Self.encoded(end))"
      return free("\(GraphFolderFormat.relationships)/\(Self.encoded(type))\(ends)")
    }
  }

  private mutating func free(_ name: String) -> String {
    var path = "\(name).csv"
    var number = 2
    while !taken.insert(path.lowercased()).inserted {
      path = "\(name)~\(number).csv"
      number += 1
    }
    return path
  }

  /// A label or type as part of a file name: letters, digits, `_` and `-` stay, other bytes become
  /// `%` and two digits; a very long name is cut, as file systems take 255 bytes.
  private static func encoded(_ name: Text) -> String {
    var encoded = ""
    for scalar in name.string.unicodeScalars {
      if scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic
        || scalar.properties.numericType != nil
      {
        encoded.unicodeScalars.append(scalar)
      } else {
        for byte in String(scalar).utf8 {
          encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
      }
      if encoded.utf8.count > 64 { break }
    }
    return encoded.isEmpty ? "%" : encoded
  }
}
