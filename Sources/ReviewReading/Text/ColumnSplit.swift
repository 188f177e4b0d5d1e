/// Pages whose lines hold two columns side by side, as a converter leaves them that keeps the layout: the
/// left column is read first.
struct ColumnSplit {
  /// A line, or the part of it in one column.
  struct Step {
    var line: Int
    var part: Range<Int>?
  }

  private var steps: [Step]?

  /// The gap between columns, in blanks.
  private static let gap = 3

  init(_ text: ReportText, _ lines: [Range<Int>], _ pageStarts: [Int]) {
    var all: [Step] = []
    var isSplit = false
    var first = 0
    for page in pageStarts.indices {
      let end = page + 1 < pageStarts.count ? pageStarts[page + 1] : text.scalars.count + 1
      var last = first
      while last < lines.count, text.lineStarts[last] < end { last += 1 }
      if last > first, let steps = Self.split(text, lines, first..<last) {
        all += steps
        isSplit = true
      } else {
        for line in first..<last { all.append(Step(line: line)) }
      }
      first = last
    }
    for line in first..<max(first, lines.count) { all.append(Step(line: line)) }
    steps = isSplit ? all : nil
  }

  /// The lines in the order in which they are read.
  func order(_ count: Int) -> [Step] { steps ?? (0..<count).map { Step(line: $0) } }

  /// The columns of a page; nil where it has one.
  private static func split(
    _ text: ReportText, _ lines: [Range<Int>], _ page: Range<Int>
  ) -> [Step]? {
    // Where the right column begins, counted over the lines with one gap.
    var counts: [Int: Int] = [:]
    var lengths: [Int: Int] = [:]
    var long = 0
    for line in page where lines[line].count > 30 {
      long += 1
      let gaps = gaps(text, lines[line])
      if gaps.count == 1 {
        let column = gaps[0].upperBound - text.lineStarts[line]
        counts[column, default: 0] += 1
        lengths[column, default: 0] += lines[line].upperBound - gaps[0].upperBound
      }
    }
    guard long >= 6,
      let common = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      common.key >= 25
    else { return nil }
    let columns = common.key - 2...common.key + 2
    let near = columns.reduce(0) { $0 + (counts[$1] ?? 0) }
    // Short cells on the right, numbers above all, are those of a table.
    guard near * 10 >= long * 6, columns.reduce(0, { $0 + (lengths[$1] ?? 0) }) >= near * 15 else {
      return nil
    }
    var left: [Step] = []
    var right: [Step] = []
    var steps: [Step] = []
    func flush() {
      steps += left + right
      left = []
      right = []
    }
    for line in page {
      let range = lines[line]
      let start = text.lineStarts[line]
      if range.isEmpty {
        left.append(Step(line: line))
      } else if range.lowerBound - start >= common.key - 3 {
        right.append(Step(line: line, part: range))
      } else if let gap = gaps(text, range).first(where: {
        abs($0.upperBound - start - common.key) <= 3
      }) {
        left.append(Step(line: line, part: range.lowerBound..<gap.lowerBound))
        right.append(Step(line: line, part: gap.upperBound..<range.upperBound))
      } else if range.upperBound - start <= common.key {
        left.append(Step(line: line, part: range))
      } else {
        // A line over both columns: what stands above it comes first.
        flush()
        steps.append(Step(line: line))
      }
    }
    flush()
    return steps
  }

  private static func gaps(_ text: ReportText, _ range: Range<Int>) -> [Range<Int>] {
    var gaps: [Range<Int>] = []
    var start: Int?
    for index in range {
      if text.scalars[index].isBlank {
        if start == nil { start = index }
      } else if let from = start {
        if index - from >= gap { gaps.append(from..<index) }
        start = nil
      }
    }
    return gaps
  }
}
