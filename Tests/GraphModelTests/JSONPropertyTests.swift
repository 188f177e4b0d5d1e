import GraphModel
import Testing

/// A generator whose sequence a seed fixes, so that a failure can be run again (SplitMix64,
/// Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// Random values of every kind that the codec knows.
struct RandomValues {
  var generator: SeededGenerator
  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func value(depth: Int = 0) -> Value {
    switch Int.random(in: 0..<(depth < 4 ? 12 : 6), using: &generator) {
    case 0: return generator.chance(50) ? nil : temporal()
    case 1: return .boolean(generator.chance(50))
    case 2: return .integer(integer())
    case 3: return .float(float())
    case 4, 5: return .text(text())
    case 6, 7:
      return .list(
        (0..<Int.random(in: 0...5, using: &generator)).map { _ in value(depth: depth + 1) })
    case 8: return .map(map(depth: depth + 1))
    case 9: return .node(node(depth: depth + 1))
    case 10: return .relationship(relationship(depth: depth + 1))
    default: return .point(point())
    }
  }

  mutating func temporal() -> Value {
    let day = DateValue(epochDay: Int.random(in: -1_000_000...1_000_000, using: &generator))
    let time = LocalTimeValue(
      nanosecondOfDay: Int.random(in: 0..<86_400_000_000_000, using: &generator))
    let offset = Int.random(in: -64_800...64_800, using: &generator)
    let local = LocalDateTimeValue(date: day, time: time)
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: return .date(day)
    case 1: return .localTime(time)
    case 2: return .time(TimeValue(local: time, offset: offset))
    case 3: return .localDateTime(local)
    case 4: return .dateTime(DateTimeValue(local: local, offset: offset))
    case 5: return .dateTime(DateTimeValue(local: local, offset: 3_600, zone: "Europe/London"))
    default:
      return .duration(
        DurationValue(
          months: Int.random(in: -30...30, using: &generator),
          days: Int.random(in: -400...400, using: &generator),
          seconds: Int.random(in: -100_000...100_000, using: &generator),
          nanoseconds: Int.random(in: 0...999_999_999, using: &generator)))
    }
  }

  mutating func integer() -> Int {
    Int(truncatingIfNeeded: generator.next() >> UInt64.random(in: 0...63, using: &generator))
      * (generator.chance(50) ? 1 : -1)
  }

  mutating func float() -> Double {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return Double(bitPattern: generator.next())
    case 1: return Double(Int.random(in: -1_000...1_000, using: &generator)) / 8
    case 2: return Double.random(in: -1...1, using: &generator)
    default:
      return [0.0, -0.0, .nan, .infinity, -.infinity, 1e22, .leastNonzeroMagnitude][
        Int.random(in: 0..<7, using: &generator)]
    }
  }

  mutating func text() -> Text {
    let alphabet: [Unicode.Scalar] = [
      "a", "b", "$", "\"", "\\", "/", "\n", "\t", "\u{0}", "\u{1F}", "\u{7F}", "\u{E9}", "e",
      "\u{301}", "\u{2028}", "\u{1F600}", "\u{FFFF}", "\u{10FFFF}",
    ]
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...24, using: &generator) {
      scalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
    }
    return Text(String(scalars))
  }

  mutating func map(depth: Int) -> MapValue {
    var map = MapValue()
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      map[generator.chance(10) ? "$int" : text()] = value(depth: depth)
    }
    return map
  }

  mutating func node(depth: Int) -> Node {
    guard generator.chance(90) else { return Node(id: integer()) }
    return Node(id: integer(), contents: .init(labels: [text()], properties: map(depth: depth)))
  }

  mutating func relationship(depth: Int) -> Relationship {
    Relationship(
      id: integer(),
      contents: .init(type: text(), start: 1, end: integer(), properties: map(depth: depth)))
  }

  mutating func point() -> PointValue {
    guard generator.chance(50) else {
      return PointValue(system: .cartesian3D, x: 1, y: 2, z: 0.1)
    }
    // One that lies nowhere is not read.
    let latitude = float()
    return PointValue(
      system: .wgs84, x: 1.5,
      y: latitude.isFinite ? latitude.truncatingRemainder(dividingBy: 90) : 51.5)
  }
}

@Suite struct JSONPropertyTests {
  /// Equality of values ignores much (1 = 1.0, entities by identity); the texts do not.
  @Test(arguments: 0..<50 as Range<UInt64>)
  func whatIsWrittenReadsBackTheSame(seed: UInt64) throws {
    var values = RandomValues(seed: seed)
    for _ in 0..<100 {
      let value = values.value()
      var writer = JSONWriter()
      try writer.write(value)
      let back = try JSONReader().value(of: writer.bytes)
      var again = JSONWriter()
      try again.write(back)
      #expect(writer.text == again.text)
      if case .float(let a) = value, case .float(let b) = back, !a.isNaN {
        #expect(a.bitPattern == b.bitPattern)
      }
      if !writer.text.contains("NaN") { #expect(back == value) }
    }
  }

  @Test func plainTextIsAlwaysValidJSON() throws {
    var values = RandomValues(seed: 1)
    for _ in 0..<1_000 {
      var writer = JSONWriter(mode: .plain)
      try writer.write(values.value())
      _ = try JSONReader(tags: .ignore).value(of: writer.bytes)
    }
  }

  @Test func randomBytesAreReadOrRefused() {
    var generator = SeededGenerator(seed: 7)
    let alphabet =
      Array("{}[]\",:\\u0123456789-+.eEtrufalsn $imdpod\n".utf8) + [0x80, 0xC3, 0xFF, 0]
    var accepted = 0
    for _ in 0..<4_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      if (try? JSONReader().value(of: bytes)) != nil { accepted += 1 }
    }
    #expect(accepted < 2_000)
  }

  @Test func mutatedTextsAreReadOrRefused() throws {
    var values = RandomValues(seed: 3)
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2_000 {
      var writer = JSONWriter()
      try writer.write(values.value())
      var bytes = writer.bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
        case 1: bytes.remove(at: place)
        default: bytes.removeSubrange(place...)
        }
      }
      do throws(JSONError) {
        var again = JSONWriter()
        try again.write(try JSONReader().value(of: bytes))
      } catch {
        #expect(error.offset <= bytes.count)
      }
    }
  }
}
