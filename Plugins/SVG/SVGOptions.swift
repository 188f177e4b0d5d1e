import GraphDrawing
import GraphLayout
import GraphModel
import PluginKit
import WordCatalog

/// How a graph is drawn.
public struct SVGOptions: FormatOptions {
  /// Which way the graph is laid out.
  public var layout = LayoutKind.auto
  /// Where the relationships point, in layers.
  public var direction = LayoutDirection.lr
  /// Which name of a node is shown; the other, or its id, where it has none.
  public var language = WordCatalog.Language.en
  /// The property that names nodes.
  public var label = ""
  /// What colours tell.
  public var color = PictureSettings.Coloring.label
  /// Whether looks are explained.
  public var legend = true
  /// Whether lines carry their type.
  public var edgeLabels = PictureSettings.TypesOnLines.auto
  /// Whether relationships of the same type between the same nodes are one line.
  public var merge = true
  /// The most nodes.
  public var maxNodes = 2_000
  /// The longest name, in characters.
  public var maxLabel = 120
  /// The width in millimetres; 0 for as wide as it comes out.
  public var width = 0
  /// The title.
  public var title = ""

  /// English, in layers or by forces, with a legend.
  public init() {}

  /// The options.
  public static let list: [FormatOption<SVGOptions>] = [
    .choice("layout", \.layout, "In layers along the lines, or by forces; auto takes what suits"),
    .choice("direction", \.direction, "Where the relationships point, in layers"),
    .choice("language", \.language, "Which name of a node is shown; the other where it has none"),
    .text("label", \.label, "PROPERTY", "The property that names nodes before all others"),
    .choice("color", \.color, "What colours tell: labels and types, or stances"),
    .text("title", \.title, "TEXT", "A title above the picture"),
    .flag("legend", \.legend, "Explain shapes and lines"),
    .choice("edge-labels", \.edgeLabels, "Write the type on each line"),
    .flag("merge", \.merge, "One line, with a number, for relationships of one type and ends"),
    .integer(
      "max-nodes", \.maxNodes, 1...20_000, "The most nodes; those with most relationships stay"),
    .integer("max-label", \.maxLabel, 1...1_000, "The longest name, in characters"),
    .integer("width", \.width, 0...5_000, "The width in millimetres; 0: as it comes out"),
  ]

  /// The same, as pictures are made.
  var settings: PictureSettings {
    var settings = PictureSettings(languages: [language])
    settings.layout = layout
    settings.direction = direction
    settings.nameProperty = Text(label)
    settings.coloring = color
    settings.merges = merge
    settings.typesOnLines = edgeLabels
    settings.hasLegend = legend
    settings.nodeLimit = maxNodes
    settings.nameLimit = maxLabel
    return settings
  }
}
