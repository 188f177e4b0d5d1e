import GraphModel
import Platform

/// Which import made something: when, from which files, by which format with which options.
///
/// It is part of every ``ImportReport``. Into the graph it goes only on request
/// (``ImportPolicy/record``), so that a graph holds its evidence and nothing else by default.
public struct ImportRun: Sendable {
  /// An identifier that no other run has.
  public var id: String
  /// The name of the format.
  public var format: String
  /// The source, as it was named.
  public var source: String
  /// The files that were read, with length and SHA-256.
  public var files: [ByteStream.Digest] = []
  /// Every option of the format and its value.
  public var options: [(name: String, value: String)]
  /// When the import began, in UTC.
  public var started: DateTimeValue

  /// The label of a run's node.
  public static let label: Text = "ImportRun"
  /// The property in which nodes and relationships carry the id of the run that created them.
  public static let property: Text = "import_run"

  /// A run that begins now.
  public init(format: String, source: String, options: [(name: String, value: String)]) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    started = DateTimeValue(utcSecond: Int(now.tv_sec))
    self.format = format
    self.source = source
    self.options = options
    let seed = "\(now.tv_sec).\(now.tv_nsec).\(getpid()).\(source)"
    id = "\(started.isoText)-\(SHA256.hexadecimal(of: Array(seed.utf8)).prefix(8))"
  }

  /// The properties of the run's node.
  var properties: MapValue {
    [
      "id": .string(id), "format": .string(format), "source": .string(source),
      "started": .dateTime(started),
      "files": .list(files.map { .string($0.name) }),
      "sha256": .list(files.map { .string($0.sha256) }),
      "options": .list(options.map { .string("\($0.name)=\($0.value)") }),
    ]
  }
}
