import GraphModel

extension ScalarFunction {
  static let rand = ScalarFunction(
    "rand", [], returns: .float, summary: "A random number from 0 up to but without 1.",
    examples: [], volatility: .volatile, reads: .arguments,
    .contextual { (_, context) throws(Diagnostic) in
      // 53 random bits are the digits of a float; all results are equally likely.
      .float(Double(context.randomBits() >> 11) * 0x1p-53)
    })

  static let randomUUID = ScalarFunction(
    "randomUUID", [], returns: .string,
    summary: "A random identifier of 128 bits (RFC 9562, version 4).",
    examples: [], volatility: .volatile, reads: .arguments,
    .contextual { (_, context) throws(Diagnostic) in
      let high = context.randomBits() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
      let low = context.randomBits() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
      let digits = Array("0123456789abcdef".utf8)
      var text: [UInt8] = []
      for (word, dashes) in [(high, [8, 12]), (low, [0, 4])] {
        for place in 0..<16 {
          if dashes.contains(place) { text.append(UInt8(ascii: "-")) }
          text.append(digits[Int(word >> UInt64(60 - 4 * place) & 15)])
        }
      }
      return .string(String(decoding: text, as: UTF8.self))
    })
}
