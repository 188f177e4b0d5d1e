import GraphModel

/// How the nodes of a label look, in every picture.
///
/// Each label has a shape and a fill of its own, so that the picture can be read in black and white
/// and by people who do not see some colours. The colours are those of Okabe and Ito, "Color
/// Universal Design" (2008, jfly.uni-koeln.de/color), and greys; on dark fills the text is white.
public struct NodeStyle: Hashable, Sendable {
  /// The outline.
  public var shape: Shape
  /// The colour within.
  public var fill: Fill
  /// What is added to the outline.
  public var style: Trait

  /// An outline, as Graphviz calls it.
  public enum Shape: String, CaseIterable, Hashable, Sendable {
    case box
    case box3d
    case cds
    case component
    case cylinder
    case ellipse
    case folder
    case hexagon
    case house
    case note
    case tab
  }

  /// What is added to an outline, as Graphviz calls it.
  public enum Trait: String, Hashable, Sendable {
    case plain = ""
    case bold
    case diagonals
    case rounded
  }

  /// A style of the given parts.
  public init(_ shape: Shape, _ fill: Fill, _ style: Trait = .plain) {
    self.shape = shape
    self.fill = fill
    self.style = style
  }

  /// A fill, from light to dark.
  public enum Fill: String, CaseIterable, Hashable, Sendable {
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
    public var text: String {
      switch self {
      case .blue, .black: "#FFFFFF"
      default: "#000000"
      }
    }
  }

  /// The styles of the evidence vocabulary, the same in every picture.
  public static let known: [Text: NodeStyle] = [
    "Study": NodeStyle(.note, .white),
    "Factor": NodeStyle(.box, .blue, .rounded),
    "Theme": NodeStyle(.box, .skyBlue, .rounded),
    "Model": NodeStyle(.box, .orange),
    "Category": NodeStyle(.folder, .orange),
    "Sector": NodeStyle(.house, .yellow),
    "Outcome": NodeStyle(.ellipse, .bluishGreen),
    "Barrier": NodeStyle(.box, .vermillion, .diagonals),
    "Action": NodeStyle(.cds, .yellow),
    "Step": NodeStyle(.cds, .skyBlue),
    "Programme": NodeStyle(.box3d, .reddishPurple),
    "Place": NodeStyle(.ellipse, .paleGrey),
    "Organisation": NodeStyle(.component, .grey),
    "Person": NodeStyle(.ellipse, .grey),
    "Review": NodeStyle(.note, .black),
    "Question": NodeStyle(.hexagon, .yellow),
    "Database": NodeStyle(.cylinder, .skyBlue),
    "Website": NodeStyle(.tab, .skyBlue),
    "SearchBlock": NodeStyle(.folder, .grey),
    "SearchGroup": NodeStyle(.folder, .white),
    "Finding": NodeStyle(.hexagon, .bluishGreen),
    "SearchTerm": NodeStyle(.box, .paleGrey),
    "Criterion": NodeStyle(.box, .yellow, .diagonals),
    "ExtractionField": NodeStyle(.tab, .paleGrey),
    "FlowStage": NodeStyle(.box, .white, .bold),
    "Section": NodeStyle(.tab, .white),
    "UnresolvedCitation": NodeStyle(.box, .white, .diagonals),
  ]

  /// Styles for the given labels: those of the vocabulary, and one each for others, by name.
  public static func styles(for labels: Set<Text>) -> [Text: NodeStyle] {
    var styles: [Text: NodeStyle] = [:]
    var taken: Set<NodeStyle> = []
    for label in labels {
      guard let style = known[label] else { continue }
      styles[label] = style
      taken.insert(style)
    }
    let shapes: [Shape] = [.box, .ellipse, .hexagon, .folder, .tab, .component, .box3d, .house]
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
      styles[label] = free.popFirst() ?? NodeStyle(.box, .white)
    }
    return styles
  }
}
