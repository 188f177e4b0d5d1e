import Platform

/// The bytes that a plugin wrote and that were not looked at yet, line by line.
final class LineWindow {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var start = 0
  private var end = 0
  /// How many bytes from `start` on hold no line end.
  private var searched = 0
  private var line = 0..<0

  init(capacity: Int = 1 << 19) {
    self.capacity = capacity
    bytes = .allocate(capacity: capacity)
  }

  deinit { bytes.deallocate() }

  /// Bytes that wait for the end of their line.
  var pending: Int { end - start }

  /// Reads what is at hand: how many bytes, 0 at the end, -1 where `errno` has the reason.
  func read(from descriptor: Int32) -> Int {
    if start > 0, capacity - end < capacity / 2 {
      bytes.update(from: bytes + start, count: end - start)
      end -= start
      start = 0
    }
    if capacity - end < 4_096 {
      let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      grown.update(from: bytes + start, count: end - start)
      bytes.deallocate()
      bytes = grown
      capacity *= 2
      end -= start
      start = 0
    }
    let count = readBytes(
      descriptor, into: UnsafeMutableRawBufferPointer(start: bytes + end, count: capacity - end))
    if count > 0 { end += count }
    return count
  }

  /// Whether there is a line that has an end.
  var holdsLine: Bool {
    end > start + searched
      && memchr(bytes + start + searched, 0x0A, end - start - searched) != nil
  }

  /// Goes to the next line that has an end; false where there is none.
  func next() -> Bool {
    guard end > start + searched,
      let found = memchr(bytes + start + searched, 0x0A, end - start - searched)
    else {
      searched = end - start
      return false
    }
    let length = UnsafeRawPointer(found) - UnsafeRawPointer(bytes + start)
    line = start..<start + length
    if length > 0, bytes[line.upperBound - 1] == 0x0D {
      line = line.lowerBound..<line.upperBound - 1
    }
    start += length + 1
    searched = 0
    return true
  }

  /// Takes what is left for a line.
  func takeRest() -> Bool {
    guard end > start else { return false }
    line = start..<end
    start = end
    searched = 0
    return true
  }

  /// The current line, which stays until the next one is read.
  var current: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + line.lowerBound, count: line.count)
  }

  /// The beginning of what waits.
  func head(_ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: bytes + start, count: min(count, end - start)))
  }
}
