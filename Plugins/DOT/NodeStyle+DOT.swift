import GraphDrawing

extension NodeStyle {
  /// The attributes.
  var attributes: String {
    let styles = style == .plain ? "filled" : "filled,\(style.rawValue)"
    let text = fill.text == "#000000" ? "" : ", fontcolor=\"\(fill.text)\""
    return
      "shape=\(shape.rawValue), style=\"\(styles)\", fillcolor=\"\(fill.rawValue)\"\(text)\(margin)"
  }

  /// Room that Graphviz forgets for the parts of a shape that are no box.
  private var margin: String {
    switch shape {
    case .cds: ", margin=\"0.2,0.12\""
    case .component: ", margin=\"0.2,0.08\""
    case .box3d: ", margin=\"0.14,0.1\""
    default: ""
    }
  }
}
