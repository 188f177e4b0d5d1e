import GraphDrawing
import GraphLayout
import GraphModel
import PluginKit
import WordCatalog

/// How a page is made.
public struct PageOptions: FormatOptions {
  /// Which way the graph is laid out.
  public var layout = LayoutKind.auto
  /// Where the relationships point, in layers.
  public var direction = LayoutDirection.lr
  /// The language in which the page opens; it has a switch for the other.
  public var language = WordCatalog.Language.en
  /// The property that names nodes.
  public var label = ""
  /// What colours tell.
  public var color = PictureSettings.Coloring.label
  /// Whether relationships of the same type between the same nodes are one line.
  public var merge = true
  /// The most nodes.
  public var maxNodes = 2_000
  /// The longest name, in characters.
  public var maxLabel = 120
  /// The title.
  public var title = ""

  /// English first, in layers or by forces.
  public init() {}

  /// The options.
  public static let list: [FormatOption<PageOptions>] = [
    .choice("layout", \.layout, "In layers along the lines, or by forces; auto takes what suits"),
    .choice("direction", \.direction, "Where the relationships point, in layers"),
    .choice("language", \.language, "In which language the page opens; it can be switched there"),
    .text("label", \.label, "PROPERTY", "The property that names nodes before all others"),
    .choice("color", \.color, "What colours tell: labels and types, or stances"),
    .text("title", \.title, "TEXT", "The title of the page"),
    .flag("merge", \.merge, "One line for relationships of one type and ends"),
    .integer(
      "max-nodes", \.maxNodes, 1...20_000, "The most nodes; those with most relationships stay"),
    .integer("max-label", \.maxLabel, 1...1_000, "The longest name, in characters"),
  ]

  /// The same, as pictures are made: readable in both languages, names on lines where they are few.
  var settings: PictureSettings {
    var settings = PictureSettings(languages: Language.allCases)
    settings.layout = layout
    settings.direction = direction
    settings.nameProperty = Text(label)
    settings.coloring = color
    settings.merges = merge
    settings.nodeLimit = maxNodes
    settings.nameLimit = maxLabel
    return settings
  }
}
