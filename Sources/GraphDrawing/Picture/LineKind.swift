import EvidenceKit
import GraphModel
import WordCatalog

/// What tells lines apart: the type of the relationship, or its stance, or both.
public struct LineKind: Hashable, Sendable {
  /// The type; empty where it does not matter.
  public var type: Text
  /// The stance, where it matters.
  public var stance: Stance?

  init(type: Text, stance: Stance?) {
    self.type = type
    self.stance = stance
  }

  /// The kind of a relationship.
  init(_ relationship: Relationship.Contents, _ coloring: PictureSettings.Coloring) {
    switch coloring {
    case .stance: self.init(type: "", stance: Stance(relationship))
    case .label:
      // A type of the vocabulary has a look that tells its stance, or has none.
      let isKnown = EdgeStyle.known[relationship.type] != nil
      self.init(type: relationship.type, stance: isKnown ? nil : Stance(relationship))
    }
  }

  /// The kind in the words of a language.
  public func name(in words: Words) -> String {
    let stance = stance?.text(in: words)
    if type.isEmpty { return stance ?? words.otherRelationships }
    return VisibleName.of(type) + (stance.map { ", \($0)" } ?? "")
  }

  /// The looks of kinds: those of stances and of the vocabulary, and one each for others.
  static func styles(for kinds: Set<LineKind>) -> [LineKind: EdgeStyle] {
    let types = EdgeStyle.styles(
      for: Set(kinds.filter { $0.stance == nil && !$0.type.isEmpty }.map(\.type)))
    var styles: [LineKind: EdgeStyle] = [:]
    for kind in kinds {
      if let stance = kind.stance {
        styles[kind] = .of(stance)
      } else {
        styles[kind] =
          kind.type.isEmpty ? EdgeStyle("#8C8C8C", .solid, .vee, width: 8) : types[kind.type]
      }
    }
    return styles
  }
}

extension LineKind: Comparable {
  /// By type, then by stance.
  public static func < (a: LineKind, b: LineKind) -> Bool {
    if a.type != b.type { return a.type < b.type }
    let order = Stance.allCases
    let places = [a, b].map { kind in kind.stance.flatMap(order.firstIndex) ?? order.count }
    return places[0] < places[1]
  }
}

/// A name from a graph as a picture may show it.
enum VisibleName {
  /// At most 60 characters, a picture of each that cannot be seen.
  static func of(_ name: Text) -> String {
    let text = name.string
    guard let end = text.index(text.startIndex, offsetBy: 60, limitedBy: text.endIndex),
      end < text.endIndex
    else { return text }
    return text[..<end] + "…"
  }
}
