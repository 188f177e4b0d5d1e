import FigureKit
import PluginKit
import WordCatalog

/// A page in one file: style, script and facts inside, and a policy that lets nothing else run or load.
///
/// Facts come from anywhere, so that they are JSON in which no reader of HTML can find an element, and
/// the page's script puts them into the document as text. The policy knows the one script and the one
/// style by their sums, whatever the facts may hold.
///
///     SelfContainedPage(title: "Gaps", style: css, body: html, script: js, …).text(facts: json)
public struct SelfContainedPage: Sendable {
  private let title: String
  private let style: String
  private let body: String
  private let script: String
  private let needsScript: String
  private let language: Language

  /// A page of the given parts.
  ///
  /// - Parameters:
  ///   - script: What runs, with functions that nobody else can reach.
  ///   - needsScript: What is said where scripts are off.
  public init(
    title: String, style: String, body: String, script: String, needsScript: String,
    language: Language
  ) {
    self.title = title
    self.style = style
    self.body = body
    self.script = "\n(() => {\n'use strict';\n\(script)})();\n"
    self.needsScript = needsScript
    self.language = language
  }

  /// The whole file, with facts that the script finds in the element `graph`.
  public func text(facts json: String) -> String {
    head + body + Self.element(of: json) + "<script>\(script)</script>\n</body>\n</html>\n"
  }

  private var head: String {
    let policy = [
      "default-src 'none'", "script-src 'sha256-\(Self.sum(script))'",
      "style-src 'sha256-\(Self.sum("\n" + style))'", "img-src data: blob:", "base-uri 'none'",
      "form-action 'none'",
    ].joined(separator: "; ")
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Dolen">
      <title>\(SVGWriter.escaped(title))</title>
      <style>
      \(style)</style>
      </head>
      <body>
      <noscript><p>\(SVGWriter.escaped(needsScript))</p></noscript>

      """
  }

  /// The facts, as JSON that no reader of HTML can take for anything else: `<`, `>` and `&`, with
  /// which an element, a comment or an entity would begin, and the two ends of lines that JavaScript
  /// has beside the usual ones, are written by their numbers.
  private static func element(of json: String) -> String {
    var bytes: [UInt8] = []
    let utf8 = Array(json.utf8)
    bytes.reserveCapacity(utf8.count + utf8.count / 16)
    var index = 0
    while index < utf8.count {
      switch utf8[index] {
      case UInt8(ascii: "<"): bytes += "\\u003c".utf8
      case UInt8(ascii: ">"): bytes += "\\u003e".utf8
      case UInt8(ascii: "&"): bytes += "\\u0026".utf8
      case 0xE2
      where index + 2 < utf8.count && utf8[index + 1] == 0x80
        && (utf8[index + 2] == 0xA8 || utf8[index + 2] == 0xA9):
        bytes += (utf8[index + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8
        index += 2
      default: bytes.append(utf8[index])
      }
      index += 1
    }
    return "<script type=\"application/json\" id=\"graph\">"
      + String(decoding: bytes, as: UTF8.self) + "</script>\n"
  }

  /// The SHA-256 of a text, as policies have it.
  private static func sum(_ text: String) -> String {
    let digits = Array(SHA256.hexadecimal(of: Array(text.utf8)))
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
    return Base64.text(of: bytes)
  }
}

/// Bytes in letters, as RFC 4648 has them.
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(of bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      var bits = 0
      for index in 0..<3 {
        bits = bits << 8 | (index < part.count ? Int(part[start + index]) : 0)
      }
      for index in 0..<4 {
        let isThere = index <= part.count
        result.append(isThere ? letters[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
