import GraphDrawing
import PluginKit
import WordCatalog

/// The file around the facts: what is the same on every page.
enum PageText {
  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static let script = [
    PackageResources.data_js, PackageResources.view_js, PackageResources.lists_js,
    PackageResources.details_js, PackageResources.tools_js,
  ].map(text).joined()

  /// The page that shows facts, called `title`.
  static func page(title: String, words: Words) -> SelfContainedPage {
    SelfContainedPage(
      title: title, style: text(PackageResources.page_css), body: text(PackageResources.page_html),
      script: script, needsScript: words.pageNeedsScript, language: words.language)
  }
}
