/// The name among `candidates` that `name` was probably meant to be, if any is near enough.
///
/// Shared by variables, labels, keys, functions, formats, commands and keywords, so that a typo is
/// answered in the same way everywhere. Letter case is ignored first; then the distance is
/// Damerau-Levenshtein in its restricted form (optimal string alignment), of at most a third of
/// the length.
///
///     nearest(to: "Stduy", in: ["Study", "Sector"])   // "Study"
///
/// - Complexity: O(*c* · *m* · *n*) for *c* candidates of length *n* and a name of length *m*.
public func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars)
  guard !wanted.isEmpty, wanted.count <= 100 else { return nil }
  let limit = max(1, wanted.count / 3)
  var best: (distance: Int, name: String)?
  for candidate in candidates where candidate.utf8.count <= 400 {
    let other = Array(candidate.lowercased().unicodeScalars)
    guard abs(other.count - wanted.count) <= limit, !other.isEmpty else { continue }
    let distance = alignmentDistance(wanted, other)
    guard distance <= limit, distance < max(wanted.count, other.count) else { continue }
    if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.name
}

/// "Did you mean 'X'?" for the nearest candidate, or nil.
public func didYouMean(_ name: String, in candidates: some Sequence<String>) -> String? {
  nearest(to: name, in: candidates).map { "Did you mean '\($0)'?" }
}

private func alignmentDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var before = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i] + [Int](repeating: 0, count: b.count)
    for j in 1...b.count {
      let cost = a[i - 1] == b[j - 1] ? 0 : 1
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        row[j] = min(row[j], before[j - 2] + 1)
      }
    }
    before = last
    last = row
  }
  return last[b.count]
}
