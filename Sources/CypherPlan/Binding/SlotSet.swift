import HashTreeCollections

/// A set of slots.
///
/// Plans keep one at every step, each little different from the one before: the set shares what it
/// has in common with its copies, so that a long plan takes memory and time in proportion to its
/// steps and not to their square (Steindorfer and Vinju, "Optimizing Hash-Array Mapped Tries for Fast
/// and Lean Immutable JVM Collections").
///
///     var live: SlotSet = [1, 2]
///     let before = live  // costs nothing
///     live.insert(3)  // O(log slots)
package typealias SlotSet = TreeSet<Int>
