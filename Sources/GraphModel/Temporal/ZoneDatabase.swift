import Platform

/// The time zones that the system knows.
///
/// Files are read once, on first use, from `$TZDIR` or the usual places. Distributions differ in
/// what they say of the years before 1970: some keep a history for every name, most follow the
/// zone database's default, in which zones that have agreed since 1970 are one. So that a query
/// gives the same answer everywhere, the default is restored for those years from the two tables
/// that come with the data (`zone.tab`, `zone1970.tab`).
public final class ZoneDatabase: Sendable {
  /// The system's zones.
  public static let shared = ZoneDatabase(directory: ZoneDatabase.systemDirectory())

  /// Where the zone files are; nil where the system has none.
  private let directory: String?
  private let cache = Monitor<Cache>(Cache())

  private struct Cache {
    /// Nil where a name is known not to be a zone.
    var zones: [String: Zone?] = [:]
    var tables: ZoneTables?
  }

  /// A zone's rules, and those that hold before 1970.
  struct Zone: Sendable {
    var rules: ZoneRules
    var earlyRules: ZoneRules?
  }

  /// The zones whose files are in `directory`.
  public init(directory: String?) { self.directory = directory }

  /// The offset of the zone `name` at `instant`, in seconds since 1970.
  ///
  /// - Throws: `ArgumentError` where there is no such zone or no zone data.
  public func offset(at instant: Int, in name: Text) throws(Diagnostic) -> Int {
    let zone = try zone(named: name.string)
    if instant < 0, let early = zone.earlyRules { return early.offset(at: instant) }
    return zone.rules.offset(at: instant)
  }

  /// What the clock of the zone `name` shows for a local time, as
  /// ``ZoneRules/resolve(local:preferred:)`` says.
  ///
  /// - Throws: `ArgumentError` where there is no such zone or no zone data.
  public func resolve(
    local: Int, preferred: Int? = nil, in name: Text
  ) throws(Diagnostic) -> (local: Int, offset: Int) {
    let zone = try zone(named: name.string)
    if local < 0, let early = zone.earlyRules {
      return early.resolve(local: local, preferred: preferred)
    }
    return zone.rules.resolve(local: local, preferred: preferred)
  }

  /// The zone of that name.
  func zone(named name: String) throws(Diagnostic) -> Zone {
    if let known = cache.withLock({ $0.zones[name] }) {
      if let known { return known }
      throw unknown(name)
    }
    guard let directory else {
      throw .zone(
        name, "cannot be looked up: this system has no zone data",
        hint: "Install the package tzdata, set TZDIR, or write an offset such as '+01:00'")
    }
    guard ZoneDatabase.isName(name) else {
      throw .zone(
        name, "is not a name of the zone database",
        hint: "Write a name such as 'Europe/London', or an offset such as '+01:00'")
    }
    guard let rules = rules(of: name, in: directory) else {
      cache.withLock { $0.zones[name] = .some(nil) }
      throw unknown(name)
    }
    let zone = Zone(rules: rules, earlyRules: earlyRules(of: name, rules, in: directory))
    cache.withLock { $0.zones[name] = zone }
    return zone
  }

  /// Whether `name` may be looked up as a file: parts of letters, digits, `+`, `-` and `_`.
  static func isName(_ name: String) -> Bool {
    guard (1...64).contains(name.utf8.count) else { return false }
    return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy { byte in
          (65...90).contains(byte & 0xDF) || (48...57).contains(byte)
            || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
        }
    }
  }

  private func rules(of name: String, in directory: String) -> ZoneRules? {
    readFile("\(directory)/\(name)", limit: 1 << 20).flatMap(ZoneRules.init(compiled:))
  }

  /// The rules before 1970 of the zone that `name` is joined to in the database's default form.
  private func earlyRules(
    of name: String, _ rules: ZoneRules, in directory: String
  ) -> ZoneRules? {
    let tables = cache.withLock { $0.tables } ?? ZoneTables(directory: directory)
    cache.withLock { $0.tables = tables }
    let joined = tables.candidates(for: name)
      .compactMap { self.rules(of: $0, in: directory) }
      .filter { $0.agreesSince1970(with: rules) }
    return joined.count == 1 ? joined[0] : nil
  }

  private func unknown(_ name: String) -> Diagnostic {
    let names = directory.map { fileNames(in: $0) } ?? []
    return .zone(
      name, "is not known",
      hint: didYouMean(name, in: names)
        ?? "Write a name such as 'Europe/London', or an offset such as '+01:00'")
  }

  /// The directory of `TZDIR`, or the first of the usual ones that exists.
  private static func systemDirectory() -> String? {
    var candidates = [
      "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo",
    ]
    if let set = getenv("TZDIR") { candidates.insert(String(cString: set), at: 0) }
    return candidates.first { access($0, R_OK | X_OK) == 0 }
  }
}

/// The database's tables of zones by country.
struct ZoneTables: Sendable {
  /// The countries of each name in `zone.tab`.
  private var country: [String: String] = [:]
  /// The names in `zone1970.tab` that a country's clocks follow.
  private var zones: [String: [String]] = [:]
  /// All names in `zone1970.tab`.
  private var canonical: Set<String> = []

  /// The tables in `directory`; empty where they are missing.
  init(directory: String) {
    for row in ZoneTables.rows("\(directory)/zone.tab") { country[row.name] = row.countries }
    for row in ZoneTables.rows("\(directory)/zone1970.tab") {
      canonical.insert(row.name)
      for code in row.countries.split(separator: ",") {
        zones[String(code), default: []].append(row.name)
      }
    }
  }

  /// The zones that `name` may be joined to; none where it stands for itself.
  func candidates(for name: String) -> [String] {
    guard !canonical.contains(name), let country = country[name] else { return [] }
    return zones[country] ?? []
  }

  private static func rows(_ path: String) -> [(countries: String, name: String)] {
    guard let bytes = readFile(path, limit: 1 << 20) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard !line.hasPrefix("#"), fields.count >= 3 else { return nil }
      return (String(fields[0]), String(fields[2]))
    }
  }
}

/// The bytes of a file of at most `limit` bytes, or nil where it cannot be read.
private func readFile(_ path: String, limit: Int) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 16_384)
  while bytes.count <= limit {
    let count = read(descriptor, &buffer, buffer.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { return nil }
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
  return nil
}

/// The names of all zone files below `directory`, for hints.
private func fileNames(in directory: String, below prefix: String = "") -> [String] {
  // No zone lies deeper than America/Argentina/Ushuaia.
  guard prefix.utf8.count(where: { $0 == UInt8(ascii: "/") }) < 3,
    let stream = opendir("\(directory)/\(prefix)")
  else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    // Zone names begin with a capital; `posix` and `right` hold copies, the rest are tables.
    guard let first = name.unicodeScalars.first, ("A"..."Z").contains(first),
      ZoneDatabase.isName(name)
    else { continue }
    let nested = fileNames(in: directory, below: "\(prefix)\(name)/")
    if nested.isEmpty { names.append(prefix + name) } else { names += nested }
  }
  return names
}
