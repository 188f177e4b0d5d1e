import FigureKit

/// An order of the boxes against which few lines lead.
///
/// Eades, Lin and Smyth, "A fast and effective heuristic for the feedback arc set problem" (1993):
/// sinks go to the end, sources to the front, and else the box that most more lines leave than enter
/// goes to the front. Lines that lead back are turned around while layers are found.
struct AcyclicOrder {
  /// The boxes, first to last.
  private(set) var order: [Int] = []
  /// For each line, whether it leads back; loops do not.
  private(set) var isReversed: [Bool]
  /// How many lines lead back.
  private(set) var reversedCount = 0

  /// - Complexity: O(*n* + *m*).
  init(_ graph: LayoutGraph) {
    let count = graph.nodes.count
    isReversed = [Bool](repeating: false, count: graph.edges.count)
    let links = Adjacency(
      count,
      graph.edges.lazy.enumerated().filter { $1.start != $1.end }.map {
        ($1.start, $1.end, $0)
      })
    var (entering, leaving) = ([Int](repeating: 0, count: count), [Int](repeating: 0, count: count))
    for node in 0..<count {
      leaving[node] = links.outgoing(node).count
      entering[node] = links.incoming(node).count
    }
    // Boxes by how many more lines leave than enter; one that has changed stands in its new place
    // too, and its old ones are passed over.
    let span = 2 * (leaving.max() ?? 0) + 2 * (entering.max() ?? 0) + 1
    let middle = span / 2
    var buckets = [[Int]](repeating: [], count: span + 1)
    var isDone = [Bool](repeating: false, count: count)
    var (sinks, sources): ([Int], [Int]) = ([], [])
    for node in (0..<count).reversed() {
      if leaving[node] == 0 {
        sinks.append(node)
      } else if entering[node] == 0 {
        sources.append(node)
      } else {
        buckets[middle + leaving[node] - entering[node]].append(node)
      }
    }
    var (front, back): ([Int], [Int]) = ([], [])
    var top = span

    func remove(_ node: Int) {
      isDone[node] = true
      for link in links.outgoing(node) where !isDone[link.node] {
        entering[link.node] -= 1
        settle(link.node)
      }
      for link in links.incoming(node) where !isDone[link.node] {
        leaving[link.node] -= 1
        settle(link.node)
      }
    }
    func settle(_ node: Int) {
      if leaving[node] == 0 {
        sinks.append(node)
      } else if entering[node] == 0 {
        sources.append(node)
      } else {
        let place = middle + leaving[node] - entering[node]
        buckets[place].append(node)
        top = max(top, place)
      }
    }
    while front.count + back.count < count {
      if let node = sinks.popLast() {
        if isDone[node] { continue }
        back.append(node)
        remove(node)
      } else if let node = sources.popLast() {
        if isDone[node] { continue }
        front.append(node)
        remove(node)
      } else {
        while top > 0, buckets[top].isEmpty { top -= 1 }
        guard let node = buckets[top].popLast() else { break }
        if isDone[node] || leaving[node] - entering[node] + middle != top { continue }
        front.append(node)
        remove(node)
      }
    }
    order = front + back.reversed()
    var place = [Int](repeating: 0, count: count)
    for (index, node) in order.enumerated() { place[node] = index }
    for (index, edge) in graph.edges.enumerated() where place[edge.start] > place[edge.end] {
      isReversed[index] = true
      reversedCount += 1
    }
  }
}

/// Who is joined with whom.
struct Adjacency {
  /// A neighbour, and the number of the line that leads there.
  struct Link {
    var node: Int
    var edge: Int
  }

  private var links: [[Link]]
  private var back: [[Link]]

  /// Lines by the numbers of their start, their end, and their own.
  init(_ count: Int, _ edges: some Sequence<(Int, Int, Int)>) {
    links = [[Link]](repeating: [], count: count)
    back = links
    for (start, end, number) in edges {
      links[start].append(Link(node: end, edge: number))
      back[end].append(Link(node: start, edge: number))
    }
  }

  /// Where lines lead from a box.
  func outgoing(_ node: Int) -> [Link] { links[node] }

  /// Where lines come from.
  func incoming(_ node: Int) -> [Link] { back[node] }
}
