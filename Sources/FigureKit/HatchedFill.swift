/// A fill that is told from others without its colour: in grey, on paper, by eyes that see few colours.
///
///     let fill = HatchedFill.all[1]
///     fill.define(in: &writer, id: "layer-1")
///     fill.paint(id: "layer-1")            // url(#layer-1)
public struct HatchedFill: Hashable, Sendable {
  /// The colour beneath, as `#RRGGBB`.
  public var color: String
  /// What is drawn over it.
  public var hatch: Hatch

  /// Lines or dots over a colour.
  public enum Hatch: String, CaseIterable, Sendable {
    case none
    case rising
    case dotted
    case level
    case crossed
    case falling
    case upright
  }

  /// A colour with a hatch over it.
  public init(_ color: String, _ hatch: Hatch = .none) {
    self.color = color
    self.hatch = hatch
  }

  /// Fills for things in order, of which no two have a hatch in common until all are used: the colours are
  /// those of Okabe and Ito, "Color Universal Design" (2008).
  public static let all: [HatchedFill] = [
    HatchedFill("#0072B2"), HatchedFill("#E69F00", .rising), HatchedFill("#56B4E9", .dotted),
    HatchedFill("#009E73", .level), HatchedFill("#CC79A7", .crossed),
    HatchedFill("#D55E00", .falling), HatchedFill("#BDBDBD", .upright),
  ]

  /// The fill of the thing at a place.
  public static func at(_ index: Int) -> HatchedFill { all[index % all.count] }

  /// Writes what ``paint(id:)`` refers to; nothing for a plain colour.
  public func define(in writer: inout SVGWriter, id: String) {
    guard hatch != .none else { return }
    let side = 6.0
    writer.open(
      "pattern",
      [
        "id": id, "width": SVGWriter.number(side), "height": SVGWriter.number(side),
        "patternUnits": "userSpaceOnUse",
      ])
    writer.empty("rect", ["width": "6", "height": "6", "fill": color])
    if hatch == .dotted {
      writer.empty("circle", ["cx": "3", "cy": "3", "r": "1.3", "fill": "#000000"])
    } else {
      writer.empty("path", ["d": path, "fill": "none", "stroke": "#000000", "stroke-width": "1"])
    }
    writer.close("pattern")
  }

  /// The value of `fill` for what ``define(in:id:)`` has written.
  public func paint(id: String) -> String { hatch == .none ? color : "url(#\(id))" }

  /// Lines that go on in the next square.
  private var path: String {
    switch hatch {
    case .none, .dotted: ""
    case .rising: "M-1 1L1 -1M0 6L6 0M5 7L7 5"
    case .falling: "M5 -1L7 1M0 0L6 6M-1 5L1 7"
    case .level: "M0 3L6 3"
    case .upright: "M3 0L3 6"
    case .crossed: "M0 3L6 3M3 0L3 6"
    }
  }
}
