import GraphDrawing
import GraphModel
import WordCatalog

/// The part of a drawing that explains its shapes and lines: a box of its own.
struct Legend {
  /// The labels to explain; none where boxes name them.
  var nodes: [Text: NodeStyle]
  var edges: [Text: EdgeStyle]
  var words: Words
  /// Whether the drawing runs to a side; else it runs up or down.
  var isHorizontal: Bool
  /// Whether some line is dashed because its statement is hedged.
  var hasHedged: Bool
  /// Whether nodes are placed in ranks; else by springs.
  var isRanked: Bool
  /// The largest number of relationships that one line stands for.
  var largestCount: Int

  /// How many samples stand side by side in a drawing that runs down.
  private static let rowLength = 7

  /// The box, empty where there is nothing to explain.
  var text: String {
    guard !nodes.isEmpty || !edges.isEmpty else { return "" }
    var lines = [
      "  subgraph \"cluster_legend\" {",
      "    label=\"\(words.legendTitle)\"; style=\"rounded\"; color=\"#000000\"; fontsize=13; margin=12;",
      "    node [tooltip=\" \", margin=\"0.05,0.02\", height=0.22]; edge [tooltip=\" \"];",
    ]
    let boxes = nodes.keys.sorted().enumerated().map { index, label in
      let name = DOTText.quoted(label.isEmpty ? words.noLabel : label.string, for: .label).text
      lines.append("    key_n\(index) [label=\(name), \(nodes[label]?.attributes ?? "")];")
      return (first: "key_n\(index)", last: "key_n\(index)")
    }
    let arrows = lineSamples(&lines)
    if !isHorizontal {
      lines += Self.rows(boxes) + Self.rows(arrows)
      let lastRow = boxes.dropFirst((boxes.count - 1) / Self.rowLength * Self.rowLength)
      if let above = lastRow.first {
        for arrow in arrows.prefix(Self.rowLength) {
          lines.append("    \(above.last) -> \(arrow.first) [style=invis];")
        }
      }
    }
    lines.append("  }")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The names of the first and the last node of a sample.
  private typealias Sample = (first: String, last: String)

  /// Holds samples in rows, one below the other, by lines that are not seen.
  private static func rows(_ samples: [Sample]) -> [String] {
    zip(samples, samples.dropFirst(rowLength)).map { above, below in
      "    \(above.last) -> \(below.first) [style=invis, weight=20];"
    }
  }

  /// A point, a line of the type's look, and the type's name.
  private func lineSamples(_ lines: inout [String]) -> [Sample] {
    var looks = edges.keys.sorted().map { type in
      (name: DOTText.shortened(type.string, to: 60).text, look: edges[type]?.sample() ?? "")
    }
    let common = LegendEntry.common(
      largestCount: largestCount, hasHedged: hasHedged, words: words)
    for entry in common { looks.append((entry.name, entry.style.sample(count: entry.count))) }
    // As wide as the longest name, so that in a column all begin at the same place.
    let longest = looks.map(\.name.count).max() ?? 0
    let width = isHorizontal ? "width=\(decimal(tenths: longest * 9 / 10 + 2)), " : ""
    return looks.enumerated().map { index, sample in
      let name = DOTText.quoted(sample.name, for: .label).text
      let label = isHorizontal ? name.dropLast() + "\\l\"" : name
      lines += [
        "    key_a\(index) [shape=point, width=0.04, height=0.04, color=\"#595959\", label=\"\"];",
        "    key_b\(index) [shape=plaintext, fontsize=10, \(width)label=\(label)];",
        "    key_a\(index) -> key_b\(index) [\(sample.look)\(isRanked ? ", weight=20" : "")];",
      ]
      return (first: "key_a\(index)", last: "key_b\(index)")
    }
  }
}
