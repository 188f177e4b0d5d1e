import GraphEngine
import WordCatalog

/// What an export wrote, and what the format could not hold.
///
///     44 nodes, 102 relationships, 38201 bytes
///     not held: labels shortened to 200 characters (2, first: node 17)
public struct ExportReport: Sendable {
  /// Nodes written.
  public var nodes = 0
  /// Relationships written.
  public var relationships = 0
  /// Rows written, of an answer; nil of a graph.
  public var rows: Int?
  /// Bytes written, which the caller fills in.
  public var bytes = 0
  /// What the format could not hold.
  public private(set) var losses: [Loss] = []
  /// What the user should know, though nothing is lost.
  public private(set) var notes: [String] = []

  /// Something that the format could not hold.
  public struct Loss: Hashable, Sendable {
    /// What it is, in words that fit any number, such as `values of type Point left out`.
    public var what: String
    /// How often.
    public var count: Int
    /// The first place, such as `node 17, location`.
    public var example: String
  }

  /// Nothing yet.
  public init() {}

  /// Counts something that the format could not hold, once or `count` times.
  public mutating func noteLoss(
    _ what: String, count: Int = 1, example: @autoclosure () -> String
  ) {
    if let index = losses.firstIndex(where: { $0.what == what }) {
      losses[index].count += count
    } else {
      losses.append(Loss(what: what, count: count, example: example()))
    }
  }

  /// Adds a note, once.
  public mutating func note(_ text: String) {
    if !notes.contains(text) { notes.append(text) }
  }
}

extension ExportReport: CustomStringConvertible {
  /// It in English; see ``text(_:)``.
  public var description: String { text(.english) }

  /// The counts on one line; then losses and notes, a line each.
  public func text(_ words: Words) -> String {
    let elements = words.graphSize(nodes: nodes, relationships: relationships)
    var lines = ["\(rows.map(words.rows) ?? elements), \(words.bytes(bytes))"]
    lines += losses.map { words.notHeld($0.what, count: $0.count, first: $0.example) }
    lines += notes.map(words.note)
    // What of it is data, or a plugin's, begins no line.
    return lines.map(DisplayText.escaped).joined(separator: "\n")
  }
}
