import GraphModel

extension ScalarFunction {
  static let reverse = ScalarFunction(
    "reverse", [.init("value", [.list, .string])], returns: [.list, .string],
    summary: "The elements of a list, or the Unicode code points of a text, from back to front.",
    examples: [
      .init(["raksO"], "Oskar"), .init(["ŵa"], "aŵ"), .init([[1, "a", nil]], [nil, "a", 1]),
      .init([nil], nil),
    ],
    .unary { (value) throws(Diagnostic) in
      switch value {
      case .list(let list): return .list(list.reversed())
      case .text(let text):
        return .text(text.reversed())
      default: throw .argument(value, of: "reverse", expected: "a List or a String")
      }
    })
}

extension Text {
  /// The code points from back to front, made in place: no more is needed than the text that comes of it.
  fileprivate func reversed() -> Text {
    withUTF8 { bytes in
      Text(
        String(unsafeUninitializedCapacity: bytes.count) { target in
          var end = bytes.count
          var start = 0
          while start < bytes.count {
            var next = start + 1
            while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
            end -= next - start
            for offset in 0..<(next - start) { target[end + offset] = bytes[start + offset] }
            start = next
          }
          return bytes.count
        })
    }
  }
}
