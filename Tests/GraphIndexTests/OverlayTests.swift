import GraphModel
import GraphTestKit
import Testing

@testable import GraphIndex

/// Base and changes together show what plain dictionaries hold, after any changes, steps back and
/// foldings; and a frozen view shows what it showed.
@Suite("Overlay")
struct OverlayTests {
  @Test("Whatever was changed, taken back and folded, the view holds what it must")
  func randomChanges() throws {
    for number in 0..<UInt64(max(4, TestSettings.count(600) / 30)) {
      var history = GraphHistory(stream: 31 << 32 + number)
      for step in 0..<150 {
        history.step()
        history.view.overlay.checkInvariants(
          nodes: history.view.base.nodeCount, relationships: history.view.baseCount(ofType:))
        let found = contents(of: history.view)
        guard found != history.contents else { continue }
        Issue.record(
          """
          DOLEN_SEED=\(TestSettings.seed), history \(number), step \(step): \(history.last)
          \(difference(found, history.contents))
          """)
        return
      }
      try compareCounts(history.view, history.contents)
      for snapshot in history.snapshots {
        #expect(contents(of: snapshot.view) == snapshot.contents, "history \(number)")
        try compareCounts(snapshot.view, snapshot.contents)
      }
    }
  }

  @Test("A frozen view of an earlier mark shows what there was then")
  func earlierMark() {
    let view = GraphView()
    let (label, type, key) = (
      view.intern(label: "L"), view.intern(type: "T"), view.intern(key: "k")
    )
    let first = view.insertNode(id: 0, labelSet: view.intern(labelSet: [label]))
    let mark = view.mark
    let before = contents(of: view)
    let second = view.insertNode(id: 1, labelSet: 0)
    let handle = view.insertRelationship(id: 2, type: type, start: first, end: second)
    view.setNodeProperty(first, key: key, 1)
    view.setRelationshipProperty(handle, key: key, 2)
    let after = contents(of: view)
    #expect(contents(of: view.frozen(before: mark)) == before)
    #expect(contents(of: view) == after)
    #expect(before != after)
  }

  /// All that the view holds, asked for node by node and relationship by relationship.
  private func contents(of view: GraphView) -> GraphHistory.Contents {
    var contents = GraphHistory.Contents()
    for position in 0..<NodePosition(view.nodeLimit) where view.isLive(position) {
      var node = GraphHistory.Entity(labels: Set(view.labelSets[view.labelSet(of: position)]))
      for key in 0..<view.keys.count {
        let value = view.nodeProperty(position, key: key)
        if !value.isNull { node.properties[key] = value }
      }
      contents.nodes[view.nodeID(position)] = node
    }
    for type in 0..<view.types.count {
      view.forEachRelationship(type: type) { handle, start, end in
        var found = GraphHistory.Entity(
          type: type, start: view.nodeID(start), end: view.nodeID(end))
        for key in 0..<view.keys.count {
          let value = view.relationshipProperty(handle, key: key)
          if !value.isNull { found.properties[key] = value }
        }
        contents.relationships[view.relationshipID(handle)] = found
      }
    }
    return contents
  }

  /// The counts, ends and neighbours, which have ways of their own to be told.
  private func compareCounts(_ view: GraphView, _ contents: GraphHistory.Contents) throws {
    #expect(view.nodeCount == contents.nodes.count)
    #expect(view.relationshipCount == contents.relationships.count)
    for label in 0..<view.labels.count {
      let members = contents.nodes.filter { $0.value.labels.contains(label) }
      #expect(view.count(ofLabel: label) == members.count)
      let extent = view.extent(ofLabel: label)
      for id in members.keys {
        let position = try #require(view.position(ofNode: id))
        #expect(extent.contains { $0.contains(position) }, "L\(label) is said not to be at \(id)")
      }
    }
    for type in 0..<view.types.count {
      let own = contents.relationships.filter { $0.value.type == type }
      #expect(view.count(ofType: type) == own.count)
      if own.contains(where: { $0.value.start == $0.value.end }) {
        #expect(view.hasLoops(type: type))
      }
      for id in contents.nodes.keys {
        let position = try #require(view.position(ofNode: id))
        for direction in [Direction.outgoing, .incoming, .either] {
          var expected: [Int] = []
          for (number, relationship) in own {
            let (isOut, isIn) = (relationship.start == id, relationship.end == id)
            if direction == .outgoing ? isOut : (direction == .incoming ? isIn : isOut || isIn) {
              expected.append(number)
            }
          }
          var found: [Int] = []
          view.forEachNeighbor(of: position, type: type, direction: direction) { neighbor, handle in
            found.append(view.relationshipID(handle))
            let ends = view.ends(of: handle)
            #expect(ends.start == position ? ends.end == neighbor : ends.start == neighbor)
          }
          #expect(found.sorted() == expected.sorted(), "T\(type) of \(id), \(direction)")
          #expect(view.degree(of: position, type: type, direction: direction) == expected.count)
        }
      }
    }
  }

  private func difference(
    _ found: GraphHistory.Contents, _ expected: GraphHistory.Contents
  ) -> String {
    func lines(
      _ name: String, _ found: [Int: GraphHistory.Entity], _ expected: [Int: GraphHistory.Entity]
    ) -> [String] {
      Set(found.keys).union(expected.keys).sorted().filter { found[$0] != expected[$0] }.map {
        "\(name) \($0): \(String(describing: found[$0])), not \(String(describing: expected[$0]))"
      }
    }
    return
      (lines("node", found.nodes, expected.nodes)
      + lines("relationship", found.relationships, expected.relationships))
      .joined(separator: "\n")
  }
}
