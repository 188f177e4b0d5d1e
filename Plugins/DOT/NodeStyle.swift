import GraphModel

/// How the nodes of a label look.
///
/// Each label has a shape and a fill of its own, so that the picture can be read in black and white
/// and by people who do not see some colours. The colours are those of Okabe and Ito, "Color
/// Universal Design" (2008, jfly.uni-koeln.de/color), and greys; on dark fills the text is white.
struct NodeStyle: Hashable {
  var shape: String
  var fill: Fill
  /// More of Graphviz's words for `style`, such as `rounded`.
  var style: String

  init(_ shape: String, _ fill: Fill, _ style: String = "") {
    self.shape = shape
    self.fill = fill
    self.style = style
  }

  /// A fill, from light to dark.
  enum Fill: String, CaseIterable {
    case white = "#FFFFFF"
    case paleGrey = "#E6E6E6"
    case yellow = "#F0E442"
    case grey = "#BDBDBD"
    case orange = "#E69F00"
    case skyBlue = "#56B4E9"
    case reddishPurple = "#CC79A7"
    case bluishGreen = "#009E73"
    case vermillion = "#D55E00"
    case blue = "#0072B2"
    case black = "#000000"

    /// The colour of text on it.
    var text: String {
      switch self {
      case .blue, .black: "#FFFFFF"
      default: "#000000"
      }
    }
  }

  /// The attributes.
  var attributes: String {
    let styles = style.isEmpty ? "filled" : "filled,\(style)"
    let text = fill.text == "#000000" ? "" : ", fontcolor=\"\(fill.text)\""
    return "shape=\(shape), style=\"\(styles)\", fillcolor=\"\(fill.rawValue)\"\(text)\(margin)"
  }

  /// Room that Graphviz forgets for the parts of a shape that are no box.
  private var margin: String {
    switch shape {
    case "cds": ", margin=\"0.2,0.12\""
    case "component": ", margin=\"0.2,0.08\""
    case "box3d": ", margin=\"0.14,0.1\""
    default: ""
    }
  }

  /// The styles of the evidence vocabulary, the same in every picture.
  static let known: [Text: NodeStyle] = [
    "Study": NodeStyle("note", .white),
    "Factor": NodeStyle("box", .blue, "rounded"),
    "Theme": NodeStyle("box", .skyBlue, "rounded"),
    "Model": NodeStyle("box", .orange),
    "Category": NodeStyle("folder", .orange),
    "Sector": NodeStyle("house", .yellow),
    "Outcome": NodeStyle("ellipse", .bluishGreen),
    "Barrier": NodeStyle("box", .vermillion, "diagonals"),
    "Action": NodeStyle("cds", .yellow),
    "Step": NodeStyle("cds", .skyBlue),
    "Programme": NodeStyle("box3d", .reddishPurple),
    "Place": NodeStyle("ellipse", .paleGrey),
    "Organisation": NodeStyle("component", .grey),
    "Person": NodeStyle("ellipse", .grey),
    "Review": NodeStyle("note", .black),
    "Question": NodeStyle("hexagon", .yellow),
    "Database": NodeStyle("cylinder", .skyBlue),
    "Website": NodeStyle("tab", .skyBlue),
    "SearchBlock": NodeStyle("folder", .grey),
    "SearchTerm": NodeStyle("box", .paleGrey),
    "Criterion": NodeStyle("box", .yellow, "diagonals"),
    "ExtractionField": NodeStyle("tab", .paleGrey),
    "FlowStage": NodeStyle("box", .white, "bold"),
    "Section": NodeStyle("tab", .white),
  ]

  /// Styles for the given labels: those of the vocabulary, and one each for others, by name.
  static func styles(for labels: Set<Text>) -> [Text: NodeStyle] {
    var styles: [Text: NodeStyle] = [:]
    var taken: Set<NodeStyle> = []
    for label in labels {
      guard let style = known[label] else { continue }
      styles[label] = style
      taken.insert(style)
    }
    let shapes = ["box", "ellipse", "hexagon", "folder", "tab", "component", "box3d", "house"]
    let fills: [Fill] = [
      .skyBlue, .yellow, .bluishGreen, .orange, .paleGrey, .reddishPurple, .blue,
    ]
    // Walking both lists at once changes shape and fill from one label to the next.
    let all = (0..<shapes.count * fills.count).map { i in
      NodeStyle(shapes[i % shapes.count], fills[(i + i / shapes.count) % fills.count])
    }
    var free = all.filter { !taken.contains($0) }[...]
    for label in labels.sorted() where styles[label] == nil {
      // Beyond 56 labels shapes repeat; the legend and the boxes still name them.
      styles[label] = free.popFirst() ?? NodeStyle("box", .white)
    }
    return styles
  }
}
