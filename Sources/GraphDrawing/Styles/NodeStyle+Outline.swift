import FigureKit

extension NodeStyle {
  /// Whether lines end at an ellipse instead of at a box.
  public var isRound: Bool { shape == .ellipse }

  /// How large the outline must be for a text of the given extent.
  public func extent(around text: Size) -> Size {
    let inner = Size(text.width + 16, text.height + 10)
    switch shape {
    case .ellipse: return Size(inner.width * 1.3, inner.height * 1.3 + 2)
    case .cds: return Size(inner.width + 14, inner.height)
    case .hexagon: return Size(inner.width + 16, inner.height)
    case .house: return Size(inner.width, inner.height + 10)
    case .cylinder: return Size(inner.width, inner.height + 12)
    case .component: return Size(inner.width + 10, inner.height)
    case .box3d: return Size(inner.width + 6, inner.height + 6)
    case .folder, .tab: return Size(inner.width, inner.height + 7)
    case .note, .box: return style == .diagonals ? Size(inner.width + 8, inner.height) : inner
    }
  }

  /// The middle of the text within the outline.
  public func textCenter(in box: Rectangle) -> Point {
    switch shape {
    case .house: box.center.moved(0, 5)
    case .cylinder: box.center.moved(0, 3)
    case .box3d: box.center.moved(-3, 3)
    case .folder, .tab: box.center.moved(0, 3.5)
    case .component: box.center.moved(4, 0)
    case .cds: box.center.moved(-4, 0)
    default: box.center
    }
  }

  /// The outline as data of an SVG path, which canvases draw, too: what is filled, and lines within.
  public func outline(in box: Rectangle) -> (filled: String, lines: String) {
    var (path, lines) = (PathData(), PathData())
    let (left, right, top, bottom) = (box.minX, box.maxX, box.minY, box.maxY)
    switch shape {
    case .box: path.box(box, radius: style == .rounded ? 7 : 0)
    case .ellipse: path.ellipse(box)
    case .note:
      let fold = 6.0
      path.polygon([
        Point(left, top), Point(right - fold, top), Point(right, top + fold), Point(right, bottom),
        Point(left, bottom),
      ])
      lines.polyline([
        Point(right - fold, top), Point(right - fold, top + fold), Point(right, top + fold),
      ])
    case .hexagon:
      path.polygon([
        Point(left + 8, top), Point(right - 8, top), Point(right, box.center.y),
        Point(right - 8, bottom), Point(left + 8, bottom), Point(left, box.center.y),
      ])
    case .house:
      path.polygon([
        Point(box.center.x, top), Point(right, top + 10), Point(right, bottom),
        Point(left, bottom), Point(left, top + 10),
      ])
    case .cds:
      path.polygon([
        Point(left, top), Point(right - 10, top), Point(right, box.center.y),
        Point(right - 10, bottom), Point(left, bottom),
      ])
    case .folder, .tab:
      let tab = min(26, box.size.width * 0.45)
      let start = shape == .folder ? right - tab - 4 : left
      path.polygon([
        Point(left, top + 6), Point(start, top + 6), Point(start + (shape == .folder ? 3 : 0), top),
        Point(start + tab, top), Point(start + tab + (shape == .folder ? 3 : 0), top + 6),
        Point(right, top + 6), Point(right, bottom), Point(left, bottom),
      ])
      if shape == .tab { lines.polyline([Point(left, top + 6), Point(left + tab, top + 6)]) }
    case .component:
      path.box(
        Rectangle(Point(left + 4, top), Size(box.size.width - 4, box.size.height)), radius: 0)
      for part in [0.25, 0.65] {
        lines.box(
          Rectangle(Point(left, top + box.size.height * part - 1), Size(8, 4)), radius: 0)
      }
    case .box3d:
      path.polygon([
        Point(left, top + 6), Point(left + 6, top), Point(right, top), Point(right, bottom - 6),
        Point(right - 6, bottom), Point(left, bottom),
      ])
      lines.polyline([
        Point(left, top + 6), Point(right - 6, top + 6), Point(right - 6, bottom),
      ])
      lines.polyline([Point(right - 6, top + 6), Point(right, top)])
    case .cylinder: path.cylinder(box, cap: 6, &lines)
    }
    if style == .diagonals {
      for (a, b, c, d) in [
        (left + 6, top, left, top + 6), (right - 6, top, right, top + 6),
        (left + 6, bottom, left, bottom - 6), (right - 6, bottom, right, bottom - 6),
      ] {
        lines.polyline([Point(a, b), Point(c, d)])
      }
    }
    return (path.text, lines.text)
  }
}
