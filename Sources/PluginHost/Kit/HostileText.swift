import GraphEngine
import GraphModel
import Platform

/// Texts that break formats which do not look out.
enum HostileText {
  static let all = [
    "quotes \" and ' and `", "a,b;c\tand a line\nend", "</script><script>alert(1)</script>",
    "=HYPERLINK(\"http://example.org\")", "\\ \\n \\u0000 \\\\", "\u{202E}reversed\u{202C}",
    "e\u{301} é 文献 👩🏽‍🔬", "{\"type\":\"done\",\"nodes\":0,\"relationships\":0}", "%s %n $(id) `id`",
    "../../etc/passwd", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;",
    String(repeating: "long ", count: 5_000), " ", "\u{1B}]0;title\u{7}",
  ]

  /// A graph whose labels, types, keys and texts are of that kind.
  static func graph() throws -> Graph {
    let graph = Graph()
    _ = try graph.run(
      """
      UNWIND range(0, size($texts) - 1) AS i
      CREATE (a:Study:`a "label"\\n, <b>` {id: i, text: $texts[i], list: $texts, flag: true})
      CREATE (a)-[:SUPPORTS {text: $texts[i], weight: 0.1}]->(:Factor {id: 'f' + i})
      CREATE (a)-[:`A "TYPE"`]->(a)
      """, parameters: ["texts": .list(all.map { .string($0) })])
    return graph
  }
}

/// A pipe whose other end gives a byte at a time.
final class SlowPipe {
  /// The name by which its end can be opened.
  let path: String
  private let end: Int32
  private let thread: SystemThread?

  init(_ bytes: [UInt8]) throws(FileError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw FileSystem.failure("open", "a pipe", errno) }
    end = ends[0]
    path = "/dev/fd/\(end)"
    let writing = ends[1]
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    _ = fcntl(writing, F_SETFD, FD_CLOEXEC)
    ignoreBrokenPipe(writing)
    thread = SystemThread {
      for byte in bytes {
        let code = withUnsafeBytes(of: byte) { writeBytes(writing, $0) }
        if code != 0 { break }
        usleep(200)
      }
      close(writing)
    }
    if thread == nil { close(writing) }
  }

  deinit {
    close(end)
    thread?.join()
  }
}
