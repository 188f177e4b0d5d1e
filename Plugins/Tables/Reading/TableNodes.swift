import GraphModel
import PluginKit

/// The nodes of a group, by the numbers of their ids.
final class TableNodes {
  let group: RelationshipRun.Group
  /// Whether the node of each number has been handed on; nodes that are gathered are, at the end.
  private var handed: [Bool] = []

  init(_ name: Text) { group = RelationshipRun.Group(name, TextNumbers()) }

  @inline(__always)
  func number(of id: UnsafeBufferPointer<UInt8>) -> Int { group.ids.number(of: id).number }

  func number(of id: Text) -> Int { group.ids.number(of: id).number }

  /// Whether ``hand(_:)`` was called with a number.
  @inline(__always)
  func isHanded(_ number: Int) -> Bool { number < handed.count && handed[number] }

  /// Notes that a node is handed on; false where it was before.
  func hand(_ number: Int) -> Bool {
    if isHanded(number) { return false }
    if number >= handed.count {
      handed.append(contentsOf: repeatElement(false, count: group.ids.count - handed.count))
    }
    handed[number] = true
    return true
  }

  func reference(_ number: Int) -> NodeReference {
    NodeReference(number, of: group.ids, in: group.name)
  }
}
