import GraphModel
import PluginKit

/// Values, names and maps as expressions of openCypher that every engine reads back.
enum CypherLiteral {
  /// A name in backticks, whatever it looks like; between these the language has no escapes, so that NUL,
  /// which no text file holds, becomes U+FFFD.
  static func name(_ name: Text) -> String {
    var result = "`"
    for scalar in name.string.unicodeScalars {
      switch scalar {
      case "`": result += "``"
      case "\0": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "`"
  }

  /// The map of `properties`, and what else is to stand in it.
  static func map(_ properties: MapValue, and more: String? = nil) throws -> String {
    var entries = try properties.entries.map { key, value in
      "\(name(key)): \(try expression(value))"
    }
    if let more { entries.append(more) }
    return "{" + entries.joined(separator: ", ") + "}"
  }

  /// An expression whose value is `value`.
  ///
  /// - Throws: ``ExportError`` where no expression is.
  static func expression(_ value: Value) throws -> String {
    switch value {
    case .null, .boolean: return value.cypherText
    case .text(let text): return Value.quoted(text)
    // The number alone is one more than the largest, before its sign is seen.
    case .integer(.min): return "(-9223372036854775807 - 1)"
    case .integer(let integer): return String(integer)
    case .float(let float): return self.float(float)
    case .list(let items):
      return "[" + (try items.map(expression)).joined(separator: ", ") + "]"
    case .map(let map): return try self.map(map)
    case .date: return call("date", value)
    case .localTime: return call("localtime", value)
    case .time: return call("time", value)
    case .localDateTime: return call("localdatetime", value)
    case .dateTime: return call("datetime", value)
    case .duration: return call("duration", value)
    case .point(let point):
      let third = point.z.map { ", z: \(float($0))" } ?? ""
      return "point({srid: \(point.system.rawValue), x: \(float(point.x)), y: \(float(point.y))"
        + "\(third)})"
    case .node, .relationship, .path:
      throw ExportError("A property cannot be \(value.typePhrase)")
    }
  }

  private static func float(_ float: Double) -> String {
    if float.isNaN { return "(0.0 / 0.0)" }
    if float.isInfinite { return float < 0 ? "(-1.0 / 0.0)" : "(1.0 / 0.0)" }
    return Value.floatText(float)
  }

  private static func call(_ function: String, _ value: Value) -> String {
    "\(function)(\(Value.quoted(Text(value.isoText ?? ""))))"
  }
}
