import GraphIndex

/// Groups by place: the values of each key are numbered as they appear, and a table has a place for
/// each combination of numbers.
///
/// The keys of a dictionary may be a hundred thousand texts of which a query sees four hundred, so it
/// is those that were seen that count; the table grows with them until it would be too large.
struct DenseGroups {
  /// By key, by value: its number and one more; 0 where it has not been seen.
  private let numbers: [NodeMemory<UInt32>]
  /// By key: how many values have been seen, and for how many the table has places.
  private var seen: [Int]
  private var room: [Int]
  /// The group of each combination and one more, or 0.
  private var table: NodeMemory<UInt32>
  private var count = 0

  private var width: Int { numbers.count }

  /// The most combinations for which there is a place, and the most values of a key.
  private static let most = 1 << 22
  private static let mostValues: UInt64 = 1 << 26

  /// A table for keys that may have as many values each, the last for null, which is a word beyond the
  /// others; nil where that is too many.
  init?(domains: [UInt64]) {
    guard !domains.isEmpty, domains.allSatisfy({ $0 <= Self.mostValues }) else { return nil }
    numbers = domains.map { NodeMemory(count: Int($0)) }
    seen = domains.map { _ in 0 }
    room = domains.map { _ in 16 }
    guard domains.count <= 5 else { return nil }
    table = NodeMemory(count: room.reduce(1, *))
  }

  /// The group of each row, for the words of the keys row by row; nil where there are too many.
  ///
  /// - Parameter words: The words of all groups, to which those of new groups are added.
  mutating func groups(
    of keys: [UInt64], _ rows: Selection, words: inout [UInt64]
  ) -> [Int32]? {
    width == 1 ? single(keys, rows, &words) : combined(keys, rows, &words)
  }

  private mutating func single(
    _ keys: [UInt64], _ rows: Selection, _ words: inout [UInt64]
  ) -> [Int32]? {
    let (table, last) = (numbers[0].pointer, UInt64(numbers[0].count - 1))
    var result = [Int32](repeating: 0, count: rows.count)
    var count = UInt32(count)
    var isBeyond = false
    keys.withUnsafeBufferPointer { keys in
      result.withUnsafeMutableBufferPointer { result in
        var place = 0
        rows.forEach { row in
          let key = keys[place]
          place &+= 1
          if key >= last, key != UInt64(UInt32.max) { isBeyond = true }
          let index = Int(min(key, last))
          if table[index] == 0 {
            count += 1
            table[index] = count
            words.append(key)
          }
          result[row] = Int32(bitPattern: table[index] &- 1)
        }
      }
    }
    self.count = Int(count)
    return isBeyond ? nil : result
  }

  private mutating func combined(
    _ keys: [UInt64], _ rows: Selection, _ words: inout [UInt64]
  ) -> [Int32]? {
    // First the numbers of all values, so that the table has room for every combination.
    guard var places = numbered(keys), makeRoom(words) else { return nil }
    let (width, room) = (width, room)
    var result = [Int32](repeating: 0, count: rows.count)
    var count = UInt32(count)
    let table = table.pointer
    places.withUnsafeMutableBufferPointer { places in
      result.withUnsafeMutableBufferPointer { result in
        room.withUnsafeBufferPointer { room in
          var start = 0
          rows.forEach { row in
            var index = Int(places[start])
            var part = 1
            while part < width {
              index = index &* room[part] &+ Int(places[start &+ part])
              part &+= 1
            }
            if table[index] == 0 {
              count += 1
              table[index] = count
              words.append(contentsOf: keys[start..<(start &+ width)])
            }
            result[row] = Int32(bitPattern: table[index] &- 1)
            start &+= width
          }
        }
      }
    }
    self.count = Int(count)
    return result
  }

  /// The numbers of the values; nil where a value is beyond what was foreseen.
  private mutating func numbered(_ keys: [UInt64]) -> [UInt32]? {
    let width = width
    var isBeyond = false
    let result = [UInt32](unsafeUninitializedCapacity: keys.count) { result, filled in
      for part in 0..<width {
        let (table, last) = (numbers[part].pointer, UInt64(numbers[part].count - 1))
        var known = UInt32(seen[part])
        var place = part
        while place < keys.count {
          let key = keys[place]
          if key >= last, key != UInt64(UInt32.max) { isBeyond = true }
          let index = Int(min(key, last))
          if table[index] == 0 {
            known += 1
            table[index] = known
          }
          result[place] = table[index] &- 1
          place &+= width
        }
        seen[part] = Int(known)
      }
      filled = keys.count
    }
    return isBeyond ? nil : result
  }

  /// Makes the table large enough for the values seen; false where it would be too large.
  private mutating func makeRoom(_ words: [UInt64]) -> Bool {
    var wanted = room
    for part in 0..<width { while wanted[part] < seen[part] { wanted[part] *= 2 } }
    if wanted == room { return true }
    let size = wanted.reduce(1) { $0.multipliedReportingOverflow(by: $1).overflow ? .max : $0 * $1 }
    guard size <= Self.most else { return false }
    room = wanted
    table = NodeMemory(count: size)
    for group in 0..<count {
      var index = 0
      for part in 0..<width {
        let key = min(words[group * width + part], UInt64(numbers[part].count - 1))
        index = index * room[part] + Int(numbers[part].pointer[Int(key)]) - 1
      }
      table.pointer[index] = UInt32(group + 1)
    }
    return true
  }
}
