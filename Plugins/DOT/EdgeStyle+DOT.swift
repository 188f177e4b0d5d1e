import GraphDrawing

extension EdgeStyle {
  /// The attributes of a line that stands for `count` relationships.
  func attributes(count: Int = 1, hedged: Bool = false) -> String {
    let style = line(hedged: hedged)
    return "color=\"\(color)\", style=\(style.rawValue), arrowhead=\(head.rawValue), "
      + "penwidth=\(decimal(tenths: width(count: count)))" + (isRanked ? "" : ", constraint=false")
  }

  /// The attributes of a line in the legend, which always counts for the placing.
  func sample(count: Int = 1) -> String {
    var sample = self
    sample.isRanked = true
    return sample.attributes(count: count)
  }
}

/// A decimal number of so many tenths; always with a point, whatever the language of the system.
func decimal(tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }
