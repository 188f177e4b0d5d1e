import Foundation
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

@Suite struct ManifestTests {
  static let sound = PluginFolder.manifest(command: ["bash", "main.sh"])

  private func read(_ text: String) -> String {
    do {
      let manifest = try ManifestReader(Array(text.utf8), file: "plugin.json").manifest()
      return "\(manifest.title) \(manifest.kinds.map { $0.operation.rawValue })"
    } catch {
      return "\(error)"
    }
  }

  @Test func aSoundManifestIsRead() {
    #expect(read(Self.sound) == #"trial 1.2 ["import", "export"]"#)
    #expect(read("\u{FEFF}" + Self.sound).hasPrefix("trial 1.2"))
  }

  @Test(
    "A manifest that is wrong is told by member, place and cure",
    arguments: [
      ("{", "plugin.json:1:2: "),
      ("[]", "plugin.json:1:1: "),
      ("{}", "plugin.json:1:1: 'name' is missing\nhint: Write it in lower case with hyphens"),
      (
        sound.replacing("\"trial\", \"version\"", with: "\"Tri al\", \"version\""),
        "plugin.json:1:10: 'name' cannot be 'Tri al'\nhint: Write it in lower case"
      ),
      (sound.replacing("\"1.2\"", with: "1.2"), "plugin.json:1:30: 'version' is a text\nhint: "),
      (
        sound.replacing("[1]", with: "[2]"),
        "plugin.json:1:49: 'protocol' lists 2, and this Dolen speaks 1\nhint: It may need a later"
      ),
      (
        sound.replacing("\"bash\", ", with: "\"../bash\", "),
        "plugin.json:1:65: 'command' leads out of the plugin's folder: '../bash'"
      ),
      (
        sound.replacing("\"flag\"", with: "\"flog\""),
        "plugin.json:5:42: 'type' is 'flog'\nhint: Did you mean 'flag'?"
      ),
      (
        sound.replacing("\"default\": 7", with: "\"default\": 17"),
        "plugin.json:6:64: 'default' is not what the option takes, 1…9"
      ),
      (
        sound.replacing("[\"trial\"], \"sniff\"", with: "[\".trial\"], \"sniff\""),
        "plugin.json:3:61: 'extensions' has '.trial'\nhint: Write endings in lower case"
      ),
      (
        sound.replacing("{\"begins\": \"%trial\"}", with: "{}"),
        "plugin.json:3:81: 'sniff' has a rule that would fit any file"
      ),
      (
        sound.replacing("\"kind\": \"export\"", with: "\"kind\": \"import\""),
        "plugin.json:8:4: 'format' has the import of 'trial' twice"
      ),
    ])
  func wrongManifest(_ text: String, _ expected: String) {
    #expect(read(text).hasPrefix(expected), "\(read(text))")
  }

  @Test func kindsAndMembersOfTomorrowArePassedOver() {
    let text = Self.sound.replacing("\"kind\": \"export\"", with: "\"kind\": \"oracle\"")
      .replacing("{\"name\"", with: "{\"from\": \"tomorrow\", \"name\"")
    #expect(read(text) == #"trial 1.2 ["import"]"#)
  }

  @Test func nothingIsLookedForWhereAFormatOfTheProgramIsNamed() throws {
    let known = FormatPlugin(
      FormatInfo(name: "own", title: "Own", summary: "", extensions: [], holds: []),
      exporting: FormatAbility(options: []) { _ in throw OptionError("not made") })
    let plugins = PluginRegistry([known]) { _ in
      Issue.record("Plugins were looked for")
      return []
    }
    #expect(try plugins.exporter(named: "own").name == "own")
  }

  @Test func aBrokenManifestIsToldWhereItsFormatIsUsed() throws {
    try PluginFolder.with(["plugin.json": "{}"], trusted: false) { folder throws in
      let shown = try folder.failure()
      #expect(shown.hasPrefix("The plugin 'trial' cannot be used. "), "\(shown)")
      #expect(shown.contains("plugin.json:1:1: 'name' is missing\nhint: Write it in"), "\(shown)")
    }
  }

  @Test func theFirstOfANameWinsAndTheOtherIsShown() throws {
    try PluginFolder.with(["plugin.json": Self.sound, "main.sh": "marker"]) { folder throws in
      let second = "\(folder.root)/.dolen/plugins/other"
      try FileManager.default.createDirectory(
        atPath: second, withIntermediateDirectories: true)
      try Data(Self.sound.utf8).write(to: URL(filePath: "\(second)/plugin.json"))
      let found = PluginCatalog(folder.environment).plugins
      #expect(found.map(\.name) == ["trial", "trial"])
      #expect(found.map { $0.shadowedBy != nil } == [false, true])
      #expect(found.map(\.origin) == ["--plugin-dir", "project"])
      #expect(folder.registry.plugins.map(\.name) == ["trial"])
    }
  }
}
