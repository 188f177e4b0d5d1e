import EvidenceKit
import GraphModel

/// How the relationships of a type look.
///
/// What a line says never rests on its colour alone: supporting lines are solid with an arrow,
/// hindering ones dashed with a bar, as in diagrams of pathways.
public struct EdgeStyle: Hashable, Sendable {
  /// The colour, as `#RRGGBB`.
  public var color: String
  /// How the line is broken.
  public var line: Line
  /// What is at its end.
  public var head: Head
  /// In tenths of a point.
  public var width: Int
  /// Whether such a line pulls its nodes apart in the order in which they are placed. Lines between
  /// equals, and those that lead back to the study that a thing rests on, would only bend the rest.
  public var isRanked = true

  /// How a line is broken, as Graphviz calls it.
  public enum Line: String, CaseIterable, Hashable, Sendable {
    case solid
    case dashed
    case dotted
  }

  /// What is at the end of a line, as Graphviz calls it.
  public enum Head: String, CaseIterable, Hashable, Sendable {
    case normal
    case tee
    case diamond
    case vee
    case empty
    case dot = "odot"
    case none
  }

  /// A look of the given parts.
  public init(_ color: String, _ line: Line = .solid, _ head: Head = .normal, width: Int = 12) {
    self.color = color
    self.line = line
    self.head = head
    self.width = width
  }

  /// The width of a line that stands for `count` relationships, in tenths of a point: three times as
  /// many make a line about one point wider.
  public func width(count: Int) -> Int {
    var doublings = 0
    while count >> (doublings + 1) > 0 { doublings += 1 }
    return width + doublings * 6
  }

  /// How a line is broken whose statements are all hedged.
  public func line(hedged: Bool) -> Line { hedged && line == .solid ? .dashed : line }

  private static let black = "#000000"
  private static let grey = "#595959"
  private static let green = "#009E73"
  private static let vermillion = "#D55E00"
  private static let purple = "#CC79A7"
  private static let blue = "#0072B2"

  /// The look of a citation of that stance.
  public static func of(_ stance: Stance) -> EdgeStyle {
    switch stance {
    case .supports: EdgeStyle(green)
    case .barrier: EdgeStyle(vermillion, .dashed, .tee)
    case .mixed: EdgeStyle(purple, .solid, .diamond)
    case .neutral: EdgeStyle(grey, .dotted, .empty)
    }
  }

  /// The styles of the evidence vocabulary, the same in every picture.
  static let known: [Text: EdgeStyle] = {
    var styles: [Text: EdgeStyle] = [
      "DESCRIBES": EdgeStyle(black, .solid, .vee),
      "ALSO_DESCRIBES": EdgeStyle(black, .dotted, .vee),
      "CITED_IN": EdgeStyle(grey, .solid, .vee),
      "HINDERS": EdgeStyle(vermillion, .solid, .tee),
      "ALSO_HINDERS": EdgeStyle(vermillion, .dotted, .tee),
      "REPORTS": EdgeStyle(grey, .dashed, .vee),
      "DRAWS_ON": EdgeStyle(blue),
      "LEADS_TO": EdgeStyle(blue, .solid, .vee, width: 20),
      "ADVANCES": EdgeStyle(green, .solid, .vee),
      "OVERLAPS_WITH": EdgeStyle(purple, .solid, .none, width: 20),
      "POINTS_TO": EdgeStyle(purple, .dashed, .vee),
      "POSSIBLY_SAME_AS": EdgeStyle(black, .dotted, .none),
      "RESTS_ON": EdgeStyle(grey, .dotted, .vee),
      "REPORTED_IN": EdgeStyle(grey, .dotted, .dot),
      "OVERCOME_BY": EdgeStyle(green, .dashed, .empty),
      "ILLUSTRATES": EdgeStyle(black, .dashed, .empty),
      "PART_OF": EdgeStyle(grey, .solid, .dot),
      "IN_CATEGORY": EdgeStyle(grey, .solid, .empty),
      "NEXT": EdgeStyle(black, .solid, .normal, width: 20),
    ]
    for stance in Stance.allCases { styles[stance.relationshipType] = of(stance) }
    for type in ["OVERLAPS_WITH", "POINTS_TO", "POSSIBLY_SAME_AS", "RESTS_ON", "REPORTED_IN"] {
      styles[Text(type)]?.isRanked = false
    }
    return styles
  }()

  /// Styles for the given types: those of the vocabulary, and one each for others, by name.
  public static func styles(for types: Set<Text>) -> [Text: EdgeStyle] {
    var styles: [Text: EdgeStyle] = [:]
    for type in types { styles[type] = known[type] }
    let taken = Set(styles.values)
    var all: [EdgeStyle] = []
    for head in [Head.normal, .vee, .empty, .dot, .diamond] {
      for line in Line.allCases {
        for color in [black, blue, green, purple] { all.append(EdgeStyle(color, line, head)) }
      }
    }
    var free = all.filter { !taken.contains($0) }[...]
    for type in types.sorted() where styles[type] == nil {
      styles[type] = free.popFirst() ?? EdgeStyle(black)
    }
    return styles
  }
}
