import CypherSyntax

/// What the truth of a quantifier rests on: on any of the elements that decide it alone, else on all,
/// and, where that there is no other element counts, on what is not there.
struct QuantifierBasis {
  private let quantifier: Quantifier
  private let annotation: any Annotation
  /// By row: the elements that each alone decide it.
  private var deciding: [AnnotationHandle]
  /// By row: all elements.
  private var all: [AnnotationHandle]

  init(_ quantifier: Quantifier, _ count: Int, _ annotation: any Annotation) {
    self.quantifier = quantifier
    self.annotation = annotation
    deciding = [AnnotationHandle](repeating: .zero, count: count)
    all = [AnnotationHandle](repeating: .one, count: count)
  }

  /// The truth of an element that makes the truth of the whole known: 0, 1, or none.
  private var decisive: UInt8? {
    switch quantifier {
    case .any, .none: 1
    case .all: 0
    case .single: nil
    }
  }

  /// Takes in an element: its truth as 0, 1 or 2, and what that rests on.
  mutating func add(_ truth: UInt8, _ handle: AnnotationHandle, of row: Int) {
    all[row] = annotation.product(all[row], handle)
    if truth == decisive { deciding[row] = annotation.sum(deciding[row], handle) }
  }

  /// What the truth of a row's quantifier rests on.
  func handle(_ row: Int, _ truth: Bool?) -> AnnotationHandle {
    switch (quantifier, truth) {
    case (.any, true), (.all, false), (.none, false): return deciding[row]
    case (.any, _): return all[row]
    default: return annotation.product(all[row], annotation.absence)
    }
  }
}
