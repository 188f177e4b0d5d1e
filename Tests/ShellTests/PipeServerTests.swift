import GraphEngine
import GraphModel
import GraphShell
import Testing

/// The protocol of `dolen pipe`, request by request.
@Suite("Pipe")
struct PipeServerTests {
  private func answers(_ requests: [String], testing: Bool = true) throws -> [String] {
    var server = PipeServer(graph: Graph(), version: "0.0.0", isTesting: testing)
    return try requests.map { request in
      let output = MemoryOutput()
      try Array(request.utf8).withUnsafeBufferPointer { try server.answer($0, to: output) }
      let bytes = output.bytes
      #expect(bytes.last == 0x0A && !bytes.dropLast().contains(0x0A), "one line: \(request)")
      return String(decoding: bytes.dropLast(), as: UTF8.self)
    }
  }

  @Test(
    "A parameter that is a point of no place is refused",
    arguments: ["181,\"y\":1", "1,\"y\":91"])
  func pointOfNoPlace(_ coordinates: String) throws {
    let answer = try answers([
      #"{"op":"execute","query":"RETURN $p AS p","params":{"p":{"$point":{"srid":4326,"x":"#
        + coordinates + "}}}}"
    ])[0]
    #expect(answer.contains("error") && answer.contains("is out of range"), "\(answer)")
  }

  @Test(
    "Requests and responses",
    arguments: [
      (#"{"op":"hello"}"#, #"{"name":"dolen","version":"0.0.0"}"#),
      (
        #"{"op":"execute","query":"RETURN 1 AS a, 2.0 AS b, 'x' AS c"}"#,
        #"{"columns":["a","b","c"],"rows":[[1,2.0,"x"]]}"#
      ),
      (
        #"{"op":"execute","query":"RETURN $p AS p","params":{"p":{"$date":"2020-01-31"}}}"#,
        #"{"columns":["p"],"rows":[[{"$date":"2020-01-31"}]]}"#
      ),
      (
        #"{"op":"execute","query":"RETURN $p AS p","params":{"p":{"$float":1}}}"#,
        #"{"columns":["p"],"rows":[[1.0]]}"#
      ),
      (
        #"{"op":"execute","query":"RETURN $p AS p","params":{"p":{"$point":{"srid":4326,"x":1,"y":2}}}}"#,
        #"{"columns":["p"],"rows":[[{"$point":{"srid":4326,"x":1.0,"y":2.0}}]]}"#
      ),
      (#"{"op":"execute","query":"CREATE (:A)"}"#, #"{"columns":[],"rows":[]}"#),
      (#"{"op":"execute","query":"UNWIND [] AS x RETURN x"}"#, #"{"columns":["x"],"rows":[]}"#),
      (#"{"op":"snapshot"}"#, #"{"nodes":[],"rels":[]}"#),
      (#"{"op":"reset"}"#, #"{"ok":true}"#),
      (#"{"op":"no such"}"#, #"{"unsupported":true}"#),
    ])
  func request(_ request: String, _ response: String) throws {
    #expect(try answers([request]) == [response])
  }

  @Test(
    "A malformed line is answered and the pipe goes on",
    arguments: [
      "", "x", "[]", "{}", #"{"op":1}"#, #"{"op":"execute"}"#, #"{"op":"execute","query":1}"#,
      #"{"op":"execute","query":"RETURN 1","params":[]}"#, #"{"op":"procedure"}"#,
      #"{"op":"procedure","name":"a","args":[],"results":[],"columns":["x"],"rows":[[]]}"#,
    ])
  func malformed(_ request: String) throws {
    let answers = try answers([request, #"{"op":"hello"}"#])
    #expect(answers[0].hasPrefix(#"{"error":{"type":"ProtocolError""#), "\(answers[0])")
    #expect(answers[1].contains("dolen"))
  }

  @Test("An error carries type, phase, detail and place")
  func error() throws {
    let answer = try answers([#"{"op":"execute","query":"RETURN x"}"#])[0]
    #expect(
      answer.hasPrefix(
        #"{"error":{"type":"SyntaxError","phase":"compile","detail":"UndefinedVariable","#))
    #expect(answer.contains(#""start":7,"end":8"#))
  }

  @Test("A query that fails among its rows gives no half an answer")
  func lateError() throws {
    let answer = try answers([
      #"{"op":"execute","query":"UNWIND [1, 0] AS x RETURN 1 / x AS y"}"#
    ])[0]
    #expect(answer.hasPrefix(#"{"error":{"type":"ArithmeticError""#))
    #expect(!answer.contains("rows"))
  }

  @Test("A snapshot has all nodes and relationships")
  func snapshot() throws {
    let answers = try answers([
      #"{"op":"execute","query":"CREATE (:A {n: 1})-[:R {w: 2.5}]->(:B:C)"}"#,
      #"{"op":"snapshot"}"#,
    ])
    #expect(answers[1].contains(#""labels":["A"],"props":{"n":1}"#))
    #expect(answers[1].contains(#""type":"R","#))
    #expect(answers[1].contains(#""props":{"w":2.5}"#))
  }

  @Test("A procedure answers from its table; null and numbers meet as they should")
  func procedure() throws {
    let register = """
      {"op":"procedure","name":"test.p","args":[{"name":"in","type":"FLOAT?"}],\
      "results":[{"name":"out","type":"STRING?"}],"columns":["in","out"],\
      "rows":[[{"$float":42.0},"close"],[null,"nix"],[{"$float":1.5},"other"]]}
      """
    func call(_ argument: String) -> String {
      #"{"op":"execute","query":"CALL test.p(\#(argument)) YIELD out RETURN out"}"#
    }
    let answers = try answers([
      register, call("42.0"), call("42"), call("null"), call("7.0"), #"{"op":"reset"}"#, call("1"),
    ])
    #expect(answers[0] == #"{"ok":true}"#)
    #expect(answers[1] == #"{"columns":["out"],"rows":[["close"]]}"#)
    #expect(answers[2] == answers[1])
    #expect(answers[3] == #"{"columns":["out"],"rows":[["nix"]]}"#)
    #expect(answers[4] == #"{"columns":["out"],"rows":[]}"#)
    #expect(answers[6].contains("ProcedureNotFound"))
  }

  @Test("Tests only: an ordinary pipe neither resets nor registers")
  func notTesting() throws {
    #expect(
      try answers([#"{"op":"reset"}"#, #"{"op":"procedure","name":"a"}"#], testing: false)
        == [#"{"unsupported":true}"#, #"{"unsupported":true}"#])
  }
}
