/// A point in a transaction that can be gone back to.
public struct Savepoint: Hashable, Sendable {
  let number: Int
}
