import Foundation
import GraphEngine
import GraphModel
import JSONLinesPlugin
import PluginKit
import Testing

@testable import PluginKit

/// Points that lie nowhere: refused wherever values come in, with the place and the reason.
@Suite struct PointRangeTests {
  /// Coordinates in the forms of the formats, and what is wrong with them.
  static let faults: [(srid: Int, x: String, y: String, reason: String)] = [
    (4326, "181", "1", "The longitude 181.0 is out of range"),
    (4326, "-180.5", "1", "The longitude -180.5 is out of range"),
    (4326, "1", "91", "The latitude 91.0 is out of range"),
    (4326, "1", "-90.01", "The latitude -90.01 is out of range"),
    (4979, "1", "1", "A point of srid 4979 needs a number z"),
    (1234, "1", "1", "A point needs an srid of"),
    (7203, #"{"$float":"NaN"}"#, "1", "The coordinate 'x' is NaN"),
    (7203, "1", #"{"$float":"Infinity"}"#, "The coordinate 'y' is Infinity"),
  ]

  @Test(arguments: faults)
  func tagsOfJSON(_ fault: (srid: Int, x: String, y: String, reason: String)) throws {
    let value = #"{"$point":{"srid":\#(fault.srid),"x":\#(fault.x),"y":\#(fault.y)}}"#
    let json = #"{"type":"node","id":1,"labels":["A"],"properties":{"p":\#(value)}}"#
    let graph = Graph()
    let error = #expect(throws: ImportError.self) {
      _ = try graph.read(
        ImportSource(Array(json.utf8), name: "a.jsonl"), as: .jsonLines, OptionSettings())
    }
    #expect(error?.description.contains(fault.reason) == true, "\(error?.description ?? "")")
    #expect(error?.description.hasPrefix("a.jsonl:1:") == true, "\(error?.description ?? "")")
    #expect(graph.statistics.nodeCount == 0)
    // What a file has stored already is read as it is.
    let isRange = fault.reason.hasPrefix("The ")
    #expect((try? JSONReader.stored.value(of: Text(value))) != nil || !isRange)
  }

  @Test(arguments: [
    (#"{"crs":"wgs-84","latitude":91,"longitude":1}"#, "The latitude 91.0 is out of range"),
    (#"{"crs":"wgs-84","latitude":1,"longitude":181}"#, "The longitude 181.0 is out of range"),
    (#"{"crs":"moon","x":1,"y":1}"#, "Its system 'moon' is not known"),
    (#"{"srid":1234,"x":1,"y":1}"#, "Its system 1234 is not known"),
  ])
  func pointsOfAPOC(_ point: String, _ reason: String) throws {
    let json = #"{"type":"node","id":"1","labels":["A"],"properties":{"p":[\#(point)]}}"#
    let error = #expect(throws: ImportError.self) {
      _ = try Graph().read(
        ImportSource(Array(json.utf8), name: "a.json"), as: .jsonLines, OptionSettings())
    }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    ("{latitude: 91, longitude: 1}", "The latitude 91.0 is out of range"),
    ("{latitude: 1, longitude: 181}", "The longitude 181.0 is out of range"),
    ("{x: 181, y: 1, crs: 'wgs-84'}", "The longitude 181.0 is out of range"),
    ("{x: nan, y: 1}", "The coordinate 'x' is NaN"), ("{x: 1e999, y: 1}", "'x' is Infinity"),
    ("{x: 1, y: 1, srid: 1234}", "its system is not known or does not fit"),
    ("{latitude: 1, longitude: 1, crs: 'cartesian'}", "its system is not known or does not fit"),
  ])
  func columnsOfCSV(_ text: String, _ reason: String) throws {
    let error = #expect(throws: OptionError.self) { try BulkType.point.value(of: Text(text)) }
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  /// Rows of files from before points were checked may hold any, on nodes and on relationships.
  @Test func pointsOfOldFiles() throws {
    let point = #"{"$point":{"srid":4326,"x":1.0,"y":91.0}}"#
    let value = try JSONReader.stored.value(of: Text(point))
    let json = "{\"p\":\(point)}"
    try Fixture.withTemporaryFolder { folder in
      let path = "\(folder)/old.dolen"
      try BulkLoader(path: path).load { loader in
        let field = BulkProperties.Field(key: try loader.note(key: "p"), content: .value(value))
        try json.utf8CString.withUnsafeBytes { bytes in
          let properties = BulkProperties(
            json: .init(rebasing: bytes.bindMemory(to: UInt8.self).dropLast()), fields: [field])
          let labels = try loader.labels(["A"])
          let node = try loader.addNode(labels: labels, properties: properties)
          try loader.addRelationship(
            type: try loader.type("T"), start: node, end: node, properties: properties)
        }
      }
      try BulkLoader(path: path).load { loader in
        try loader.updateNode(0, adding: ["B"], setting: ["q": 1])
        try loader.updateRelationship(0, setting: ["q": 2])
        var found: [MapValue] = []
        try loader.forEachNode { found.append($2) }
        try loader.forEachRelationship { found.append($1.properties) }
        #expect(found == [["p": value, "q": 1], ["p": value, "q": 2]])
      }
      // A source that is not small beside the file goes past all transactions, and meets such rows too.
      let records =
        #"{"type":"node","id":1,"labels":["C"]}"#
        + String(repeating: " ", count: 1 << 18)
      let source = ImportSource(Array(records.utf8), name: "a.jsonl")
      #expect(GraphFile(path).takesAtOnce(source))
      _ = try GraphFile(path).importAtOnce(from: source, as: .jsonLines)
    }
  }

  @Test func whatLiesOnTheEdgeIsAPoint() throws {
    for text in ["{latitude: 90, longitude: -180}", "{x: 1e300, y: -4}", "{x: 1, y: 2, z: 3}"] {
      _ = try BulkType.point.value(of: Text(text))
    }
  }
}
