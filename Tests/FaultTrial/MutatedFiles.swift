import Foundation
import GraphEngine
import GraphTestKit

/// Reads, copies, checks and salvages graphs whose files were damaged at random.
///
/// Whatever was damaged, reading and copying end in an error or give what the file held before, and a
/// check does not call sound what cannot be read.
struct MutatedFiles {
  /// What became of the files.
  struct Tally {
    var refused = 0
    var reported = 0
    var salvaged = 0
    var lostAll = 0
    var harmless = 0
    var problems: [String] = []
  }

  private let folder: String
  private let original: [UInt8]
  private let text: String
  /// How many pages the file has.
  var pageCount: Int { original.count / 4096 }

  /// Makes the graph in the empty folder at `folder`.
  init(in folder: String) throws {
    self.folder = folder
    let session = Session(folder: folder, probes: Workload.all[0].probes)
    for step in Workload.all[1].setup + [.load(rows: 900)] { try session.perform(step) }
    text = try GraphDump.text(of: session.opened(), probes: Workload.all[0].probes)
    try session.close()
    original = Array(FileManager.default.contents(atPath: session.path) ?? Data())
  }

  /// Damages the file `count` times.
  func run(_ count: Int, _ random: inout SeededGenerator) throws -> Tally {
    var tally = Tally()
    // The pages zeroed one after the other, then damage of every kind.
    for number in 0..<(pageCount + count) {
      var bytes = original
      let change: String
      if number < pageCount {
        change = zero(number, of: &bytes)
      } else {
        change = mutate(&bytes, &random)
      }
      let path = "\(folder)/g.dolen"
      guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
        throw TrialFailure("the file cannot be written")
      }
      let report = try ChildProcess.run { write in look(write) }
      let before = tally.problems.count
      if report.signal != 0 { tally.problems.append("\(change): signal \(report.signal)") }
      if FileManager.default.contents(atPath: path) != Data(bytes) {
        tally.problems.append("\(change): the file was changed")
      }
      if try FileManager.default.contentsOfDirectory(atPath: folder) != ["g.dolen"] {
        tally.problems.append("\(change): files were left beside it")
      }
      if tally.problems.count > before { print("file \(number)") }
      for line in report.lines { note(line, change, &tally) }
    }
    return tally
  }

  private func note(_ line: String, _ change: String, _ tally: inout Tally) {
    switch line {
    case "refused": tally.refused += 1
    case "reported": tally.reported += 1
    case "salvaged": tally.salvaged += 1
    case "lost": tally.lostAll += 1
    case "harmless": tally.harmless += 1
    default: tally.problems.append("\(change): \(line)")
    }
  }

  /// What a user does with a file of which he does not know that it is damaged.
  private func look(_ write: (String) -> Void) {
    let path = "\(folder)/g.dolen"
    let copy = "\(folder)/copy.dolen"
    var failures = 0
    // Each on its own: what one of them has read must not help another.
    for (way, body): (String, (Graph) throws -> Graph) in [
      ("reading", { $0 }),
      (
        "a copy",
        { graph in
          try graph.backup(to: copy, replacing: true)
          return try Graph.open(copy, access: .readOnly)
        }
      ),
    ] {
      do {
        let graph = try Graph.open(path, access: .readOnly)
        let given = try GraphDump.text(of: try body(graph), probes: Workload.all[0].probes)
        if given != text {
          write("\(way) gave other data: \(Trial.difference(of: given, from: text))")
        }
        try graph.close()
      } catch {
        failures += 1
      }
    }
    try? FileManager.default.removeItem(atPath: copy)
    do {
      let graph = try Graph.open(path, access: .readOnly)
      let problems = try graph.check()
      try graph.close()
      if problems.isEmpty, failures > 0 { write("a check calls sound what cannot be read") }
      if problems.isEmpty { return write("harmless") }
      write("reported")
    } catch {
      write("refused")
    }
    do {
      _ = try Graph.salvaged(from: path)
      write("salvaged")
    } catch {
      write("lost")
    }
  }

  /// Zeroes a page, counted from 0, and says so.
  private func zero(_ page: Int, of bytes: inout [UInt8]) -> String {
    let range = page * 4096..<(page + 1) * 4096
    bytes.replaceSubrange(range, with: [UInt8](repeating: 0, count: 4096))
    return "page \(page) zeroed"
  }

  /// Damages `bytes` and says how.
  private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) -> String {
    let page = 4096
    let pages = bytes.count / page
    func aPage() -> Range<Int> {
      let number = Int.random(in: 0..<pages, using: &random)
      return number * page..<(number + 1) * page
    }
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      return "a bit at \(place)"
    case 1:
      for _ in 0..<Int.random(in: 2...40, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      return "some bytes"
    case 2:
      bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
      return "cut to \(bytes.count)"
    case 3:
      let (first, second) = (aPage(), aPage())
      let kept = Array(bytes[first])
      bytes.replaceSubrange(first, with: Array(bytes[second]))
      bytes.replaceSubrange(second, with: kept)
      return "pages \(first.lowerBound / page) and \(second.lowerBound / page) swapped"
    case 4: return zero(Int.random(in: 0..<pages, using: &random), of: &bytes)
    default:
      // The heads of pages, where their structure is.
      let one = aPage()
      for offset in 0..<16 where Bool.random(using: &random) {
        bytes[one.lowerBound + offset] = UInt8.random(in: 0...255, using: &random)
      }
      return "the head of page \(one.lowerBound / page)"
    }
  }
}
