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
    .variadic { (arguments) throws(Diagnostic) in
      let text = try arguments[0].text(for: "normalize").string
      let form: Text = arguments.count > 1 ? try arguments[1].text(for: "normalize") : "NFC"
      var scalars = String.UnicodeScalarView()
      switch form.string.uppercased() {
      case "NFC": for scalar in text._nfc { scalars.append(scalar) }
      case "NFD": for scalar in text._nfd { scalars.append(scalar) }
      case "NFKC", "NFKD":
        throw Diagnostic(
          .unsupported, .runtime, "UnsupportedNormalForm",
          "normalize() does not know the compatibility form \(form)",
          hint: "Use NFC or NFD, which keep characters that look alike apart")
      default:
        throw .unknownWord(
          form, of: "normalize", expected: "normalization form", among: ["NFC", "NFD"])
      }
      return .string(String(scalars))
    })
}
