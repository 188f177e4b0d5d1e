import EvidenceKit
import Foundation
import GraphModel
import Testing

@testable import DOTPlugin
@testable import GraphDrawing

/// That a drawing can be read in black and white, and by people who do not see some colours.
@Suite struct DrawingStyleTests {
  /// Relative luminance (WCAG 2.1).
  private func luminance(_ color: String) -> Double {
    let channels = stride(from: 1, to: 7, by: 2).map { start -> Double in
      let digits = color.dropFirst(start).prefix(2)
      let value = Double(Int(digits, radix: 16) ?? 0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  private func contrast(_ a: String, _ b: String) -> Double {
    let (x, y) = (luminance(a), luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  @Test(arguments: NodeStyle.Fill.allCases)
  func textIsLegible(_ fill: NodeStyle.Fill) {
    #expect(contrast(fill.rawValue, fill.text) >= 4.5)
  }

  @Test func labelsDifferWithoutColour() {
    let all = NodeStyle.known.sorted { $0.key < $1.key }
    for (i, a) in all.enumerated() {
      for b in all.dropFirst(i + 1) where a.value.shape == b.value.shape {
        guard a.value.style == b.value.style else { continue }
        #expect(
          contrast(a.value.fill.rawValue, b.value.fill.rawValue) >= 1.15, "\(a.key), \(b.key)")
      }
    }
  }

  @Test func linesDifferWithoutColour() {
    let stances = Stance.allCases.map(EdgeStyle.of)
    #expect(Set(stances.map { "\($0.line)\($0.head)" }).count == stances.count)
    for style in stances { #expect(contrast(style.color, "#FFFFFF") >= 2.8) }
  }

  @Test func everyLabelOfTheVocabularyHasAStyle() {
    let labels = Set(EvidenceSchema.standard.labels.map { Text($0.name) })
    #expect(Set(NodeStyle.known.keys) == labels)
  }

  @Test func othersGetStylesOfTheirOwn() {
    let labels = Set((0..<40).map { Text("Label \($0)") }).union(["Study", "Factor"])
    let styles = NodeStyle.styles(for: labels)
    #expect(Set(styles.values).count == labels.count)
    let types = Set((0..<30).map { Text("TYPE_\($0)") }).union(["SUPPORTS", "DISCUSSES"])
    #expect(Set(EdgeStyle.styles(for: types).values).count == types.count)
  }

  @Test(arguments: [
    ("short", "short"), ("", ""), ("one two three", "one two\nthree"), ("a\nb", "a\nb"),
    ("aaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa\naaaaa"), ("  x", "  x"),
  ])
  func wrapping(_ text: String, _ expected: String) {
    #expect(DOTText.wrapped(text, at: 10) == expected)
  }
}
