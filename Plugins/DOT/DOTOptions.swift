import PluginKit
import WordCatalog

/// How a graph is drawn.
public struct DOTOptions: FormatOptions {
  /// Which name of a node is shown; the other, or its id, where it has none.
  public var language = Language.en
  /// Whether the nodes of a label stand in a box.
  public var cluster = true
  /// Whether the shapes and lines are explained.
  public var legend = true
  /// Where the relationships point.
  public var rankdir = Direction.lr
  /// The program that places the nodes.
  public var layout = Layout.dot
  /// Whether lines carry their type.
  public var edgeLabels = EdgeLabels.auto
  /// Whether relationships of the same type between the same nodes are one line.
  public var merge = true
  /// The longest label, in characters.
  public var maxLabel = 120
  /// The title.
  public var title = ""

  /// The language of names, and of what the drawing itself says.
  public typealias Language = WordCatalog.Language

  /// Where relationships point, as Graphviz calls it.
  public enum Direction: String, CaseIterable, Sendable {
    /// From left to right.
    case lr
    /// From top to bottom.
    case tb
    /// From right to left.
    case rl
    /// From bottom to top.
    case bt
  }

  /// The program that places the nodes, as Graphviz calls it.
  public enum Layout: String, CaseIterable, Sendable {
    /// In ranks, along the direction of the relationships.
    case dot
    /// By springs, with boxes around labels.
    case fdp
    /// By springs.
    case neato
    /// By springs, for large graphs.
    case sfdp
    /// In rings around the middle.
    case twopi
    /// In circles.
    case circo
  }

  /// Whether lines carry their type.
  public enum EdgeLabels: String, CaseIterable, Sendable {
    /// Where there are few lines and no legend explains them.
    case auto
    /// Always.
    case always
    /// Never.
    case never
  }

  /// English, from left to right, in boxes, with a legend.
  public init() {}

  /// The options.
  public static let list: [FormatOption<DOTOptions>] = [
    .choice("language", \.language, "Which name of a node is shown; the other where it has none"),
    .text("title", \.title, "TEXT", "A title above the picture"),
    .flag("cluster", \.cluster, "A box around the nodes of each label"),
    .flag("legend", \.legend, "Explain shapes and lines"),
    .choice("rankdir", \.rankdir, "Where the relationships point"),
    .choice("layout", \.layout, "The program of Graphviz that places the nodes"),
    .choice("edge-labels", \.edgeLabels, "Write the type on each line"),
    .flag("merge", \.merge, "One line, with a number, for relationships of one type and ends"),
    .integer("max-label", \.maxLabel, 1...4_000, "The longest label, in characters"),
  ]
}
