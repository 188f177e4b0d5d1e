/// A sum of floats that carries what rounding takes away (Neumaier 1974, "Rundungsfehleranalyse
/// einiger Verfahren zur Summation endlicher Summen"): the error does not grow with the number of
/// summands, and 10¹⁶ + 1 - 10¹⁶ is 1.
struct CompensatedSum {
  private var sum = 0.0
  private var compensation = 0.0

  /// Adds `value`, `times` times over.
  mutating func add(_ value: Double, times: UInt64) {
    guard times != 1 else {
      add(value)
      return
    }
    let weight = Double(times)
    let product = value * weight
    add(product)
    // The rounding error of the product itself, exact by a fused multiply and add.
    let error = (-product).addingProduct(value, weight)
    if error.isFinite { add(error) }
  }

  private mutating func add(_ value: Double) {
    let next = sum + value
    compensation +=
      sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
    sum = next
  }

  /// The sum; infinite or NaN where floats are.
  var value: Double { sum.isFinite ? sum + compensation : sum }
}
