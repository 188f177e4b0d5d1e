import GraphModel
import Testing

@Suite struct TextTests {
  @Test func isComparedByBytes() {
    #expect("e\u{301}" as Text != "\u{E9}")
    #expect(Set<Text>(["e\u{301}", "\u{E9}", "\u{E9}"]).count == 2)
    let ascending: [Text] = ["", "B", "a", "ab", "e\u{301}", "\u{E9}", "\u{FFFD}", "\u{1F600}"]
    #expect(ascending.shuffled().sorted() == ascending)
  }

  @Test func orderIsThatOfCodePoints() {
    var values = RandomValues(seed: 4)
    for _ in 0..<2_000 {
      let a = values.text()
      let b = values.text()
      let scalars = { (text: Text) in text.string.unicodeScalars.map(\.value) }
      #expect((a < b) == scalars(a).lexicographicallyPrecedes(scalars(b)))
      #expect((a == b) == (scalars(a) == scalars(b)))
      #expect((a.order(to: b) == 0) == (a == b))
      if a == b { #expect(a.hashValue == b.hashValue) }
    }
  }

  @Test(arguments: [
    ("10.1000%2Fxyz", "10.1000/xyz"), ("%C3%a9", "\u{E9}"), ("a%20b%", "a b%"), ("100%2", "100%2"),
    ("%+F%-1%zz", "%+F%-1%zz"), ("%2525", "%25"), ("%FF", "%FF"), ("plain", "plain"), ("", ""),
  ])
  func percentSigns(_ text: String, _ decoded: String) { #expect(text.percentDecoded == decoded) }

  @Test func countsCodePoints() {
    #expect(("e\u{301}" as Text).codePointCount == 2)
    #expect(("\u{1F600}" as Text).codePointCount == 1)
  }
}

@Suite struct MapValueTests {
  @Test func keepsTheOrderButIgnoresItInComparing() {
    let a: MapValue = ["x": 1, "y": 2]
    let b: MapValue = ["y": 2, "x": 1.0]
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    #expect(a.keys == ["x", "y"])
    #expect(b.sorted.map(\.key) == ["x", "y"])
    #expect(a != ["x": 1])
    #expect(a != ["x": 1, "z": 2])
  }

  @Test func theLastOfEqualKeysCounts() {
    var map = MapValue([("k", 1), ("l", 2), ("k", 3)])
    #expect(map["k"] == 3)
    #expect(map.count == 2)
    map["k"] = nil
    #expect(map.keys == ["l"])
  }
}
