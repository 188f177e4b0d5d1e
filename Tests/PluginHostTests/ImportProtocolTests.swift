import GraphEngine
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

@Suite(.enabled(if: Interpreter.bash)) struct ImportProtocolTests {
  /// What a plugin of version 1 says. This text is never changed: such plugins are out there.
  static let versionOne = """
    read -r hello
    echo '{"type":"hello","protocol":1,"name":"trial","version":"1.2"}'
    echo '{"type":"relationship","label":"SUPPORTS","start":"s","end":7,"properties":{"page":4},"line":2}'
    echo '{"type":"node","id":"s","labels":["Study","Review"],"properties":{"id":"s","when":{"$date":"2020-01-31"},"n":9007199254740993,"f":{"$float":"NaN"},"l":["a","b"],"none":null},"key":"id","line":1}'
    echo '{"type":"node","id":7,"labels":["Factor"],"properties":{"id":"7"},"line":3,"tomorrow":{}}'
    echo '{"type":"progress","done":1,"total":2}'
    echo '{"type":"warn","message":"The year is missing","line":5}'
    echo '{"type":"skip","record":"node","reason":"a heading","line":6}'
    echo
    echo '{"type":"of-tomorrow","x":[]}'
    cat > /dev/null
    echo '{"type":"done","nodes":2,"relationships":1,"skipped":1}'
    """

  @Test func aPluginOfVersionOneWorksForEver() throws {
    try PluginFolder.bash(Self.versionOne) { folder throws in
      let graph = Graph()
      let report = try folder.importing("%trial\nx\n", into: graph)
      #expect(report.nodes.created == 2)
      #expect(report.relationships.created == 1)
      #expect(report.nodes.skipped == 1)
      #expect(
        report.warnings.map { "\($0.place): \($0.message)" } == ["a.trial:5: The year is missing"])
      #expect(report.run.files.map(\.count) == [9])
      let rows = try graph.run(
        """
        MATCH (s:Study:Review)-[r:SUPPORTS]->(f:Factor)
        RETURN s.when = date('2020-01-31') AND s.n = 9007199254740993 AND s.f <> s.f
          AND s.l = ['a', 'b'] AND s.none IS NULL AND r.page = 4 AND f.id = '7' AS right
        """)
      #expect(try rows.next()?["right", as: Bool.self] == true)
      // The key finds the node that is there.
      #expect(try folder.importing(into: graph).nodes.merged == 1)
    }
  }

  @Test func optionsComeAsJSON() throws {
    let script = """
      read -r hello
      echo '{"type":"hello","protocol":1}'
      [[ $hello == *'"options":{"label":"a \\"b\\"","deep":false,"most":9}'* ]] || exit 3
      [[ $hello == *'"source":{"name":"a.trial"}'* ]] || exit 4
      read -r first && [ "$first" = "%trial" ] || exit 5
      echo '{"type":"done","nodes":0,"relationships":0}'
      """
    try PluginFolder.bash(script) { folder throws in
      let settings: OptionSettings = ["label": "a \"b\"", "deep": "no", "most": "9"]
      #expect(try folder.importing("\u{FEFF}%trial\n", settings).read == 0)
      #expect(throws: OptionError.self) { try folder.importing("", ["most": "10"]) }
      #expect(throws: OptionError.self) { try folder.importing("", ["lable": "x"]) }
    }
  }

  @Test func aRejectedRecordStopsOrIsLeftOut() throws {
    let script = """
      read -r hello
      echo '{"type":"hello","protocol":1}'
      echo '{"type":"node","id":1,"labels":["A"]}'
      echo '{"type":"reject","record":"node","message":"No year","hint":"Add it","text":"x;y","line":4,"column":2}'
      echo '{"type":"done","nodes":1,"relationships":0,"skipped":1}'
      """
    try PluginFolder.bash(script) { folder throws in
      #expect(try folder.failure() == "a.trial:4:2: No year\nhint: Add it")
      let report = try folder.importing("", ["on-error": "skip"])
      #expect(report.nodes.created == 1)
      #expect(report.skipped.map(\.text) == ["x;y"])
    }
  }

  @Test func aMistakeInTheDataIsToldWithItsPlace() throws {
    let script = """
      read -r hello
      echo '{"type":"hello","protocol":1}'
      echo '{"type":"node","id":1,"labels":["A"]}'
      echo '{"type":"error","message":"The tag is unknown","line":3,"hint":"Write TY"}'
      """
    try PluginFolder.bash(script) { folder throws in
      #expect(try folder.failure() == "a.trial:3: The tag is unknown\nhint: Write TY")
    }
  }

  @Test func aDanglingLinkIsTheImportsConcern() throws {
    let script = """
      read -r hello
      echo '{"type":"hello","protocol":1}'
      echo '{"type":"node","id":1,"labels":["A"]}'
      echo '{"type":"relationship","label":"T","start":1,"end":2,"line":9}'
      echo '{"type":"done","nodes":1,"relationships":1}'
      """
    try PluginFolder.bash(script) { folder throws in
      #expect(try folder.failure().hasPrefix("a.trial:9: T ends at '2', which is not there"))
      #expect(try folder.importing("", ["dangling": "skip"]).relationships.skipped == 1)
    }
  }

  @Test(
    "Text is UTF-8 before the plugin has it",
    arguments: [
      (Array("a\nb".utf8) + [0xE9, 0x0A], "a.trial:2: The text is not valid UTF-8"),
      (Array("a\n\n\u{20AC}".utf8.dropLast()), "a.trial:3: The text is not valid UTF-8"),
      ([0xFF, 0xFE, 0x61, 0], "a.trial:1:1: The file is UTF-16"),
      ([UInt8](repeating: 0x61, count: 65_535) + Array("\u{1F52C}".utf8), "(nothing was thrown)"),
    ] as [([UInt8], String)])
  func encoding(_ bytes: [UInt8], _ expected: String) throws {
    let script = """
      read -r hello
      echo '{"type":"hello","protocol":1}'
      cat > /dev/null
      echo '{"type":"done","nodes":0,"relationships":0}'
      """
    try PluginFolder.bash(script) { folder throws in
      var shown = "(nothing was thrown)"
      do {
        _ = try Graph().importGraph(
          from: ImportSource(bytes, name: "a.trial"), as: folder.registry.importer(named: "trial"))
      } catch {
        shown = "\(error)"
      }
      #expect(shown.hasPrefix(expected), "\(shown)")
    }
  }

  @Test func fullPipesInBothDirectionsDoNotLock() throws {
    // Nothing is read before all is written, nor while: each side would wait for the other.
    let script = """
      read -r hello
      echo '{"type":"hello","protocol":1}'
      for i in {1..20000}; do echo "{\\"type\\":\\"node\\",\\"id\\":$i,\\"labels\\":[\\"A\\"]}"; echo "line $i" >&2; done
      cat > /dev/null
      echo '{"type":"done","nodes":20000,"relationships":0}'
      """
    try PluginFolder.bash(script) { folder throws in
      let text = String(repeating: "a line of text\n", count: 100_000)
      #expect(try folder.importing(text).nodes.created == 20_000)
    }
  }

  @Test func itRunsWithoutOurFilesAndVariables() throws {
    let script = """
      read -r hello
      echo '{"type":"hello","protocol":1}'
      open=$(ls /dev/fd/ 2>/dev/null | grep -c '^[3-9]\\|^..')
      unexpected=$(env | grep -v '^\\(PATH\\|HOME\\|LANG\\|TMPDIR\\|PYTHONUTF8\\|PYTHONDONTWRITEBYTECODE\\|PWD\\|SHLVL\\|_\\|OLDPWD\\|DOLEN_PLUGIN_RUN\\)=')
      [ -z "$unexpected" ] || { echo "$unexpected" >&2; exit 3; }
      [ "$(cat main.sh | wc -c)" -gt 0 ] && [ -d "$TMPDIR" ] || exit 4
      # Bash and ls may have one of their own each.
      [ "$open" -le 2 ] || { ls -l /dev/fd/ >&2; exit 5; }
      echo '{"type":"done","nodes":0,"relationships":0}'
      """
    try PluginFolder.bash(script) { folder throws in
      #expect(try folder.importing().read == 0)
    }
  }
}
