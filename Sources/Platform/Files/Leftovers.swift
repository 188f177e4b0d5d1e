/// What must not outlive the process, though a signal ends it before it could clean up: files under
/// construction, folders of plugins, plugins.
///
/// Who makes such a thing adds how it is done away with, and drops that when it has done it itself.
///
///     let entry = Leftovers.add { FileSystem.remove(path) }
///     defer { Leftovers.drop(entry) }
package enum Leftovers {
  /// What was added, to be dropped again.
  package struct Entry: Hashable, Sendable {
    fileprivate var number: Int
  }

  private struct Held {
    var entries: [Int: @Sendable () -> Void] = [:]
    var next = 0
  }

  private static let held = Monitor(Held())

  /// Notes how something is done away with: `remove` runs on another thread, while whoever has made the
  /// thing may still be at it, and must neither add nor drop.
  package static func add(_ remove: @escaping @Sendable () -> Void) -> Entry {
    held.withLock { held in
      held.next += 1
      held.entries[held.next] = remove
      return Entry(number: held.next)
    }
  }

  /// Forgets an entry; waits where all is being cleared, which the process does not outlive.
  package static func drop(_ entry: Entry) {
    held.withLock { held in _ = held.entries.removeValue(forKey: entry.number) }
  }

  /// Does away with all that there is, the latest first, and then does `last`, which ends the process.
  ///
  /// Nobody adds or drops meanwhile, so that no process is ended that is not ours any more, and nothing
  /// new is begun.
  package static func clear(then last: () -> Void) {
    held.withLock { held in
      for number in held.entries.keys.sorted(by: >) { held.entries[number]?() }
      held.entries = [:]
      last()
    }
  }
}
