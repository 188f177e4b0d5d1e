import GraphModel

extension Value {
  /// The value as a property can hold it: null is none, and what holds maps, lists or nulls is JSON text.
  public var storable: Value? {
    switch self {
    case .null: return nil
    case .map, .node, .relationship, .path: return jsonText
    case .list: return isStorable ? self : jsonText
    default: return self
    }
  }

  /// The value that plain text looks like: an integer or a float in the one way to write it, else text.
  ///
  ///     Value(plain: "12")    // 12
  ///     Value(plain: "012")   // '012'
  public init(plain text: String) {
    if let number = Int(text), String(number) == text {
      self = .integer(number)
    } else if let number = Self.decimal(text) {
      self = .float(number)
    } else {
      self = .text(Text(text))
    }
  }

  private static func decimal(_ text: String) -> Double? {
    guard let first = text.utf8.first(where: { $0 != 0x2D }), (0x30...0x39).contains(first),
      text.utf8.contains(where: { $0 == 0x2E || $0 == 0x65 || $0 == 0x45 }),
      text.utf8.allSatisfy({
        (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
      }),
      let last = text.utf8.last, (0x30...0x39).contains(last),
      let number = Double(text), number.isFinite
    else { return nil }
    // More digits than a float has are a text, such as a version or an identifier.
    let digits = text.utf8.prefix { $0 != 0x65 && $0 != 0x45 }.count { (0x30...0x39).contains($0) }
    return digits <= 17 ? number : nil
  }

  private var jsonText: Value? {
    var writer = JSONWriter(mode: .plain)
    guard (try? writer.write(self)) != nil else { return nil }
    return .string(writer.text)
  }
}
