/// The first of `count` places that does not precede what is sought; `count` where all do.
///
/// - Parameter precedes: Whether the element at a place comes before it; true up to some place and
///   false from there on.
/// - Complexity: O(log *count*) questions.
@inline(__always)
func lowerBound(_ count: Int, _ precedes: (Int) -> Bool) -> Int {
  var low = 0
  var high = count
  while low < high {
    let middle = (low &+ high) / 2
    if precedes(middle) { low = middle &+ 1 } else { high = middle }
  }
  return low
}
