import PluginKit
import WordCatalog

/// A mapping that ships: for sheets that programs for reviews write, known by their headers.
struct MappingPreset: Sendable {
  struct Property: Sendable {
    var key: String
    /// Names that the column has in one version of the program or another, in lower case.
    var columns: [String]
    /// Whether a cell may hold several values, parted by what the cells show, or by `;`.
    var isList = false
    var type: BulkType?
    /// What parts the values of a cell whatever the cells show, as the program always writes it.
    var separator: String?
  }

  struct Node: Sendable {
    var label: String
    /// Columns by which it is known: the first that has a value of its own in each row.
    var keys: [String]
    var keyName = "id"
    var properties: [Property] = []
    /// Keys of which no two rows have the same but by chance: where they do, the rows are not one node.
    var weakKeys: Set<String> = []
    /// The type of the relationship that leads to it from the first node.
    var type: String?
  }

  var title: String
  /// Of each group of names the header has one.
  var signs: [[String]]
  var nodes: [Node]

  static let all = [asreview, covidence, rayyan, zotero, gapMap]

  static let asreview = MappingPreset(
    title: "an export of ASReview",
    signs: [
      ["title", "primary_title"],
      [
        "asreview_label", "asreview_prior", "asreview_ranking", "asreview_included",
        "label_included", "included_label", "final_included", "included_flag",
      ],
    ],
    nodes: [
      Node(
        label: "Study", keys: ["record_id", "openalex_id", "doi", "title"],
        properties: [
          Property(key: "title", columns: ["title", "primary_title"]),
          Property(
            key: "authors", columns: ["authors", "author names", "first_authors"], isList: true),
          Property(key: "year", columns: ["year", "publication_year"], type: .int),
          Property(key: "keywords", columns: ["keywords"], isList: true),
          Property(
            key: "included",
            columns: [
              "asreview_label", "included", "label_included", "included_label", "final_included",
              "included_final", "included_flag", "asreview_included",
            ]),
        ],
        weakKeys: ["doi", "title"])
    ])

  static let covidence = MappingPreset(
    title: "an export of Covidence", signs: [["covidence #", "covidence number"], ["title"]],
    nodes: [
      Node(
        label: "Study", keys: ["covidence #", "covidence number"],
        properties: [
          Property(key: "authors", columns: ["authors"], isList: true),
          Property(key: "year", columns: ["published year"], type: .int),
        ]),
      Node(label: "Tag", keys: ["tags"], keyName: "name", type: "TAGGED"),
    ])

  static let rayyan = MappingPreset(
    title: "an export of Rayyan", signs: [["key"], ["title"], ["issn"], ["authors"], ["notes"]],
    nodes: [
      Node(
        label: "Study", keys: ["key"],
        properties: [
          Property(key: "authors", columns: ["authors"], isList: true, separator: " and "),
          Property(key: "year", columns: ["year"], type: .int),
        ])
    ])

  static let zotero = MappingPreset(
    title: "an export of Zotero",
    signs: [["key"], ["item type"], ["publication year"], ["manual tags"]],
    nodes: [
      Node(
        label: "Study", keys: ["key"],
        properties: [
          Property(key: "authors", columns: ["author"], isList: true),
          Property(key: "year", columns: ["publication year"], type: .int),
          Property(key: "tags", columns: ["manual tags"], isList: true),
        ])
    ])

  /// Sheets from which 3ie and Campbell draw evidence gap maps.
  static let gapMap = MappingPreset(
    title: "the sheet of an evidence gap map",
    signs: [
      ["title", "study title", "short title", "study", "reference"],
      interventions, outcomes,
    ],
    nodes: [
      Node(
        label: "Study",
        keys: [
          "id", "study id", "study_id", "eppi id", "item id", "record id", "uid", "doi", "title",
          "study title", "short title", "study", "reference",
        ],
        properties: [
          Property(key: "title", columns: ["title", "study title"]),
          Property(key: "authors", columns: ["authors", "author", "author(s)"], isList: true),
          Property(
            key: "year",
            columns: ["year", "year of publication", "publication year", "pub year"], type: .int),
        ]),
      Node(label: "Intervention", keys: interventions, keyName: "name", type: "EVALUATES"),
      Node(label: "Outcome", keys: outcomes, keyName: "name", type: "MEASURES"),
      Node(label: "Country", keys: ["country", "countries"], keyName: "name", type: "IN"),
    ])

  private static let interventions = [
    "intervention", "interventions", "intervention sub-category", "intervention subcategory",
    "intervention category", "intervention type", "intervention group", "intervention name",
  ]
  private static let outcomes = [
    "outcome", "outcomes", "outcome sub-category", "outcome subcategory", "outcome category",
    "outcome type", "outcome group", "outcome name", "outcome domain",
  ]
}

extension MappingGuess {
  /// The mapping that ships for such a header.
  func preset() -> MappingDraft? {
    guard
      let preset = MappingPreset.all.first(where: { preset in
        preset.signs.allSatisfy { column($0) != nil }
      }), let main = preset.nodes.first
    else { return nil }
    var draft = MappingDraft(reason: preset.title)
    var used: Set<Int> = []
    var nodes: [MappingDraft.Node] = []
    for node in preset.nodes.dropFirst() {
      guard let key = column(node.keys) else { continue }
      used.insert(key)
      nodes.append(
        MappingDraft.Node(
          label: node.label, name: nil, isKeyed: true,
          properties: [
            MappingDraft.Property(
              key: node.keyName, type: nil, column: columns[key].name,
              separator: columns[key].separator ?? .text(";"))
          ]))
      if let type = node.type {
        draft.links.append("rel \(main.label)-[:\(type)]->\(node.label) once")
      }
    }
    let key =
      main.keys.compactMap { column([$0]) }.first { columns[$0].isKey(ofRows: rowCount) }
      ?? main.keys.compactMap { column([$0]) }.first {
        columns[$0].filled == rowCount && columns[$0].missing.isEmpty
          && !main.weakKeys.contains(columns[$0].name.lowercased())
      }
    var properties: [MappingDraft.Property] = []
    if let key {
      used.insert(key)
      let name = columns[key].name.lowercased()
      properties.append(
        MappingDraft.Property(
          key: ["doi", "title"].contains(name) ? name : main.keyName, type: nil,
          column: columns[key].name, separator: nil))
      if !columns[key].isUnique {
        draft.notes.append(
          "The \(rowCount) rows have "
            + "\(Words.counted(columns[key].distinct.count, "value", "different values")) of "
            + "'\(columns[key].name)': rows with the same are one \(main.label), and what else differs "
            + "among them is told")
      }
    } else {
      draft.notes.append("No column names each row's \(main.label), so that rows have no key")
    }
    for property in main.properties {
      guard let index = column(property.columns), used.insert(index).inserted else { continue }
      var drafted = self.property(index, as: property.key)
      if property.isList {
        drafted.separator =
          property.separator.map { .text($0) } ?? columns[index].separator
        if drafted.separator != nil { drafted.type = nil }
      } else {
        drafted.separator = nil
        drafted.type =
          property.type == nil || columns[index].type == property.type
          ? self.property(index).type : nil
      }
      properties.append(drafted)
    }
    // What the preset does not know is kept as well.
    let rest = columns.indices.filter { !used.contains($0) && columns[$0].filled > 0 }
    let empty = columns.indices.filter { !used.contains($0) && columns[$0].filled == 0 }
    properties += self.properties(rest, besides: properties)
    if !empty.isEmpty {
      draft.settings.append(
        "ignore "
          + empty.map { MappingDraft.quoted(columns[$0].name) }.joined(separator: ", "))
    }
    draft.nodes =
      [
        MappingDraft.Node(
          label: main.label, name: nil, isKeyed: key != nil, properties: properties)
      ] + nodes
    return draft
  }
}
