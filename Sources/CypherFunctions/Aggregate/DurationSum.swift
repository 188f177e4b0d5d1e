import GraphModel

/// A sum of durations, in integers wide enough that only the result can be too large.
struct DurationSum {
  private var months: Int128 = 0
  private var days: Int128 = 0
  private var nanoseconds: Int128 = 0

  /// Adds `duration`, `times` times over; false where even the wide integers overflow.
  mutating func add(_ duration: DurationValue, times: UInt64) -> Bool {
    let total = Int128(duration.seconds) * 1_000_000_000 + Int128(duration.nanoseconds)
    return accumulate(&months, Int128(duration.months), times)
      && accumulate(&days, Int128(duration.days), times)
      && accumulate(&nanoseconds, total, times)
  }

  /// The sum, or nil where it is no duration of 64-bit parts.
  var value: DurationValue? {
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    let floor = rest < 0 ? seconds - 1 : seconds
    guard let months = Int(exactly: months), let days = Int(exactly: days),
      let seconds = Int(exactly: floor)
    else { return nil }
    let nanoseconds = Int(rest < 0 ? rest + 1_000_000_000 : rest)
    return DurationValue(months: months, days: days, seconds: seconds, nanoseconds: nanoseconds)
  }
}

/// Adds `value` times `times` to `sum`; false where that overflows.
func accumulate(_ sum: inout Int128, _ value: Int128, _ times: UInt64) -> Bool {
  let (product, tooLarge) = value.multipliedReportingOverflow(by: Int128(times))
  let (next, overflow) = sum.addingReportingOverflow(product)
  guard !tooLarge, !overflow else { return false }
  sum = next
  return true
}
