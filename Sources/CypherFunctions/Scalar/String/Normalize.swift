import GraphModel
// The standard library normalizes text for comparison; it has no public name for the result yet.
@_spi(_Unicode) import Swift

extension ScalarFunction {
  private static let normalForms = ["NFC", "NFD", "NFKC", "NFKD"]

  static let normalize = ScalarFunction(
    "normalize",
    [
      .init("text", .string),
      .init("form", .string, optional: true, words: normalForms),
    ],
    returns: .string,
    summary: "The text in a Unicode normalization form: NFC, unless NFD is asked for.",
    examples: [
      .init(["e\u{301}"], "\u{E9}"), .init(["\u{E9}", "NFD"], "e\u{301}"),
      .init(["w\u{302}", "NFC"], "\u{175}"), .init([nil], nil),
    ],
    volatility: .immutable,
    .contextual { (arguments, context) throws(Diagnostic) in
      let text = try arguments[0].text(for: "normalize").string
      let form: Text = arguments.count > 1 ? try arguments[1].text(for: "normalize") : "NFC"
      switch form.string.uppercased() {
      case "NFC": return try .string(gathered(text._nfc, context))
      case "NFD": return try .string(gathered(text._nfd, context))
      case "NFKC", "NFKD":
        throw Diagnostic(
          .unsupported, .runtime, "UnsupportedNormalForm",
          "normalize() does not know the compatibility form \(form)",
          hint: "Use NFC or NFD, which keep characters that look alike apart")
      default:
        throw .unknownWord(
          form, of: "normalize", expected: "normalization form", among: ["NFC", "NFD"])
      }
    })

  /// The text of code points that are worked out one after the other.
  private static func gathered(
    _ scalars: some Sequence<Unicode.Scalar>, _ context: any FunctionContext
  ) throws(Diagnostic) -> String {
    var text = String.UnicodeScalarView()
    var (count, bytes) = (0, 0)
    for scalar in scalars {
      text.append(scalar)
      count += 1
      bytes += UTF8.width(scalar)
      if count & 0x3FFF == 0 {
        try context.poll(0x4000)
        try context.need(bytes: bytes)
      }
    }
    return String(text)
  }
}
