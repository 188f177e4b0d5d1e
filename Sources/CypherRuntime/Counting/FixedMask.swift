/// Yes or no for each of a few numbers, behind a pointer that stays where it is.
final class FixedMask {
  let pointer: UnsafePointer<Bool>

  /// Yes where all of `masks`, which are of one length, say yes.
  init(_ masks: [[Bool]]) {
    let count = masks.first?.count ?? 0
    let memory = UnsafeMutablePointer<Bool>.allocate(capacity: max(1, count))
    for index in 0..<count { memory[index] = masks.allSatisfy { $0[index] } }
    pointer = UnsafePointer(memory)
  }

  deinit { pointer.deallocate() }
}
