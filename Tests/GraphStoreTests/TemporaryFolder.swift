import Foundation
import GraphStore
import GraphTestKit

/// A folder of its own for a test, removed when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "dolen-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { path + "/" + name }

  /// The names of all files in the folder.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

/// A program that was run to its end.
struct ProgramResult {
  var status: Int32
  var output: String
}

/// Runs the program `name`, found by PATH, to its end.
@discardableResult
func run(_ name: String, _ arguments: String...) throws -> ProgramResult {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: programPath(name) ?? name)
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return ProgramResult(
    status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
}

/// Whether there is a program of that name, which a test asks before it needs it.
func hasProgram(_ name: String) -> Bool { programPath(name) != nil }

/// Where the program `name` is, by PATH.
private func programPath(_ name: String) -> String? {
  (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
}

/// A Python process that does something with a file and then waits to be told to end.
final class PythonProcess {
  /// The number of the process that runs the script (a launcher may stand between it and us).
  let number: Int
  private let process = Process()
  private let input = Pipe()

  /// Starts `script` with `path` as `sys.argv[1]`, and returns when it has come to its end.
  ///
  /// The process then holds whatever the script opened, until ``finish()``.
  init(_ script: String, _ path: String) throws {
    BrokenPipes.areErrors
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: programPath("python3") ?? "python3")
    process.arguments = [
      "-c", script + "\nimport os\nprint(os.getpid(), flush=True)\nsys.stdin.readline()\n", path,
    ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    number = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
  }

  /// Lets the process go on to its end.
  func finish() {
    input.fileHandleForWriting.write(Data("\n".utf8))
    process.waitUntilExit()
  }
}

extension GraphStore {
  /// Runs `body` in a transaction.
  func inTransaction<R>(_ body: () throws -> R) throws -> R {
    try begin()
    let result = try body()
    try commit()
    return result
  }

  /// Adds a node with one label.
  @discardableResult
  func addNode(_ label: String, _ properties: String? = nil) throws -> Int {
    let symbol = try internSymbol(kind: .label, name: .init(label))
    let id = try allocateNodeIDs(1).lowerBound
    if let properties {
      try insertNode(id: id, labels: [symbol], properties: Array(properties.utf8))
    } else {
      try insertNode(id: id, labels: [symbol], properties: nil)
    }
    return id
  }

  /// Adds a relationship.
  @discardableResult
  func addRelationship(_ type: String, _ start: Int, _ end: Int) throws -> Int {
    let symbol = try internSymbol(kind: .relationshipType, name: .init(type))
    let id = try allocateRelationshipIDs(1).lowerBound
    try insertRelationship(id: id, type: symbol, start: start, end: end, properties: nil)
    return id
  }

  /// Every node as one text: `0:Study{"year":2015}`.
  func nodeTexts() throws -> [String] {
    var texts: [String] = []
    try forEachNode { node in
      let labels = node.labels.map { symbol($0)?.name.string ?? "?" }.joined(separator: "&")
      let properties = node.properties.map { String(decoding: $0, as: UTF8.self) } ?? ""
      texts.append("\(node.id):\(labels)\(properties)")
    }
    return texts
  }

  /// Every relationship as one text: `0:1-CITES->2`.
  func relationshipTexts() throws -> [String] {
    var texts: [String] = []
    try forEachRelationship { row in
      let type = symbol(row.type)?.name.string ?? "?"
      let properties = row.properties.map { String(decoding: $0, as: UTF8.self) } ?? ""
      texts.append("\(row.id):\(row.start)-\(type)->\(row.end)\(properties)")
    }
    return texts
  }
}

/// The bytes of the file at `path`.
func bytes(of path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Writes `bytes` to a new file at `path`.
func writeFile(_ bytes: [UInt8], to path: String) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: path))
}

/// The error that `body` throws, or nil.
func storeError(_ body: () throws -> Void) throws -> StoreError? {
  do {
    try body()
    return nil
  } catch let error as StoreError {
    return error
  }
}
