extension Duration {
  /// The duration for people: `0.35 ms`, `12 ms`, `3.4 s`, `2 min 5 s`.
  var readable: String {
    let (seconds, attoseconds) = components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    switch microseconds {
    case ..<10_000: return "\(Duration.decimal(microseconds / 10, places: 2)) ms"
    case ..<1_000_000: return "\(microseconds / 1000) ms"
    case ..<60_000_000: return "\(Duration.decimal(microseconds / 100_000, places: 1)) s"
    default: return "\(seconds / 60) min \(seconds % 60) s"
    }
  }

  private static func decimal(_ value: Int64, places: Int) -> String {
    let unit: Int64 = places == 1 ? 10 : 100
    let rest = String(value % unit)
    let zeros = String(repeating: "0", count: max(0, places - rest.utf8.count))
    return "\(value / unit).\(zeros)\(rest)"
  }
}
