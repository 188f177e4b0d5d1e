import Foundation
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

/// Counts what it is handed.
private struct CountingSink: GraphSink {
  var nodes = 0
  mutating func add(_ node: ImportedNode) { nodes += 1 }
  mutating func add(_ relationship: ImportedRelationship) {}
  mutating func skip(_ record: RecordKind, _ reason: String, at place: SourcePlace) {}
  mutating func reject(_ record: RecordKind, _ error: ImportError, text: String?) throws {
    throw error
  }
  mutating func warn(_ message: String, at place: SourcePlace) {}
}

@Suite(.enabled(if: Interpreter.python)) struct PipeSpeedTests {
  /// Processor time of this thread, in seconds: other tests run beside.
  private static var time: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test func recordsPassThePipeFastEnough() throws {
    let count = 300_000
    let script = """
      import sys
      sys.stdin.readline()
      out = sys.stdout
      out.write('{"type":"hello","protocol":1}\\n')
      for start in range(0, \(count), 1000):
          out.write("".join(
              '{"type":"node","id":%d,"labels":["Study"],"properties":{"id":%d,"title":"A study of trust"},"line":%d}\\n'
              % (i, i, i + 1) for i in range(start, start + 1000)))
      out.write('{"type":"done","nodes":\(count),"relationships":0}\\n')
      """
    try PluginFolder.python(script) { folder throws in
      let ability = try #require(try folder.registry.importer(named: "trial").importing)
      let importer = try ability.prepared().worker
      var sink = CountingSink()
      let start = Self.time
      try importer.read(ImportSource([], name: "a"), into: &sink)
      let rate = Double(count) / (Self.time - start)
      #expect(sink.nodes == count)
      print("pipe: \(Int(rate)) records a second of processor time")
      // Assertions are on in this configuration; the program is about twice as fast.
      #expect(rate > 100_000)
    }
  }
}
