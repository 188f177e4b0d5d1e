import GraphLayout
import GraphModel
import WordCatalog

/// How a graph is made a picture.
public struct PictureSettings: Sendable {
  /// Which way it is laid out.
  public var layout = LayoutKind.auto
  /// Where lines lead, in layers.
  public var direction = LayoutDirection.lr
  /// The languages in which the picture must be readable; boxes hold the longest name.
  public var languages: [Language]
  /// The property that names nodes before all others; empty for none.
  public var nameProperty: Text = ""
  /// What colours tell.
  public var coloring = Coloring.label
  /// Whether relationships of one kind between the same nodes are one line.
  public var merges = true
  /// Whether lines carry their type.
  public var typesOnLines = TypesOnLines.auto
  /// Whether a legend explains labels and types.
  public var hasLegend = true
  /// The most nodes; those with the most relationships are shown.
  public var nodeLimit = 2_000
  /// The longest name, in characters.
  public var nameLimit = 120

  /// What colours tell.
  public enum Coloring: String, CaseIterable, Sendable {
    /// The label of a node, the type of a relationship.
    case label
    /// What a relationship says of the thing: for, against, both, neither; nodes are white.
    case stance
  }

  /// Whether lines carry their type.
  public enum TypesOnLines: String, CaseIterable, Sendable {
    /// Where there are few lines and no legend explains them.
    case auto
    /// Always.
    case always
    /// Never.
    case never
  }

  /// The usual settings.
  public init(languages: [Language] = [.en]) { self.languages = languages }

  /// The most relationships for each node that may be shown.
  static let relationshipsPerNode = 5
}
