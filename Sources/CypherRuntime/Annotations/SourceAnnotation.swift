import GraphIndex
import GraphModel

/// Which sources stand behind the elements of a graph: what a schema says of them.
package protocol ElementSources {
  /// The sources of a node, of which it needs one; nil where it is there whatever is left out.
  func sources(of node: NodePosition, _ view: GraphView) -> [NodePosition]?
  /// The sources of a relationship, beside those of its ends; nil where it needs none.
  func sources(of relationship: RelationshipHandle, _ view: GraphView) -> [NodePosition]?
}

/// Sources are the nodes with one label; what hangs on none of them is structure.
///
/// A relationship with a source at an end rests on it because it holds only with both its ends.
package struct LabelledSources: ElementSources {
  /// By label set: whether its nodes are sources.
  private let isSource: [Bool]

  /// - Parameter label: The label of sources, such as `Study`.
  package init(label: Text, in view: GraphView) {
    let number = view.labels.number(of: label)
    isSource = view.labelSets.sets.map { set in number.map { set.contains($0) } ?? false }
  }

  package func sources(of node: NodePosition, _ view: GraphView) -> [NodePosition]? {
    isSource[view.labelSet(of: node)] ? [node] : nil
  }

  package func sources(of relationship: RelationshipHandle, _ view: GraphView) -> [NodePosition]? {
    nil
  }
}

/// Carries the sources that each row rests on: why-provenance, as the least groups of sources with which
/// alone the row would be in the answer.
package final class SourceAnnotation: Annotation {
  /// Makes the annotation of one run over a graph as it then is.
  package typealias Making = (GraphView) -> SourceAnnotation

  private let elements: any ElementSources
  private var sets: SourceSets
  /// What nodes bring that have sources, by node.
  private var known: [NodePosition: AnnotationHandle] = [:]

  /// - Parameter limit: How many groups a row may have before only its sources are kept.
  package init(_ elements: any ElementSources, limit: Int = 64) {
    self.elements = elements
    sets = SourceSets(limit: limit)
  }

  /// What a row rests on that has `handle` beside it.
  package func witnesses(_ handle: AnnotationHandle) -> Witnesses { sets[handle] }

  package func initial(of node: NodePosition, _ view: GraphView) -> AnnotationHandle {
    guard let sources = elements.sources(of: node, view) else { return .one }
    if let handle = known[node] { return handle }
    let handle = sets.anyOf(sources)
    known[node] = handle
    return handle
  }

  package func initial(of relationship: RelationshipHandle, _ view: GraphView) -> AnnotationHandle {
    let (start, end) = view.ends(of: relationship)
    let own = elements.sources(of: relationship, view).map { sets.anyOf($0) } ?? .one
    return product(own, product(initial(of: start, view), initial(of: end, view)))
  }

  package func product(_ a: AnnotationHandle, _ b: AnnotationHandle) -> AnnotationHandle {
    sets.product(a, b)
  }

  package func sum(_ a: AnnotationHandle, _ b: AnnotationHandle) -> AnnotationHandle {
    sets.sum(a, b)
  }

  package func spent() -> (bytes: Int, elements: Int) { sets.spent() }
}
