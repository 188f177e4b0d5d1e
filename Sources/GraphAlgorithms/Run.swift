/// A run of plain numbers of fixed length, which an algorithm reads and writes without bounds checks.
///
/// An array would do the same, but for the check of each index and the question whether it is shared.
///
///     let distances = Run<UInt32>(graph.nodeCount, of: .max)
///     distances[source] = 0
public final class Run<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Sendable by hand: whoever makes one writes it before others read it.

  /// How many numbers there are.
  public let count: Int
  @usableFromInline let storage: UnsafeMutablePointer<Element>

  /// `count` times the same number.
  public init(_ count: Int, of element: Element) {
    self.count = count
    storage = .allocate(capacity: max(count, 1))
    storage.initialize(repeating: element, count: count)
  }

  /// The numbers of an array.
  public convenience init(_ elements: [Element]) {
    self.init(copying: elements.count) { storage in
      for (index, element) in elements.enumerated() {
        (storage + index).initialize(to: element)
      }
    }
  }

  /// `count` numbers that `body` writes, all of them.
  private init(copying count: Int, _ body: (UnsafeMutablePointer<Element>) -> Void) {
    self.count = count
    storage = .allocate(capacity: max(count, 1))
    body(storage)
  }

  /// The first `count` numbers.
  func prefix(_ count: Int) -> Run {
    if count == self.count { return self }
    return Run(copying: count) { $0.initialize(from: storage, count: count) }
  }

  deinit { storage.deallocate() }

  /// The number at `index`, which must be less than ``count``.
  @inlinable public subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count, "index \(index) is outside 0..<\(count)")
      return storage[index]
    }
    set {
      assert(index >= 0 && index < count, "index \(index) is outside 0..<\(count)")
      storage[index] = newValue
    }
  }

  /// The number at `index`, which must be less than ``count``.
  @inlinable public subscript(index: UInt32) -> Element {
    get { self[Int(index)] }
    set { self[Int(index)] = newValue }
  }

  /// Writes `element` everywhere.
  public func fill(_ element: Element) { storage.update(repeating: element, count: count) }
}
