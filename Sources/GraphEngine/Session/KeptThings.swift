import Platform

/// What functions and procedures keep until their statement ends, for all threads that work on it: the
/// processes that answer for a plugin, say. When the last of the statement goes, so do they.
final class KeptThings: Sendable {
  private let things = Monitor<[String: any AnyObject & Sendable]>([:])

  /// What is kept under `name`, made where there is none.
  func thing<Thing: AnyObject & Sendable>(_ name: String, _ make: () -> Thing) -> Thing {
    things.withLock { things in
      if let known = things[name] as? Thing { return known }
      let made = make()
      things[name] = made
      return made
    }
  }
}
