import Foundation
import GraphEngine
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

/// Plugins that come in archives: unpacked within bounds, looked at, and refused where they lead astray.
@Suite(.serialized, .enabled(if: Interpreter.python)) struct InstallTests {
  /// Runs a script of Python in the folder of a test, which writes `x.zip`, `x.tar` or `x.tar.gz`.
  private func packed(
    _ script: String, _ body: (PluginFolder, PluginShelf) throws -> Void
  ) throws {
    try PluginFolder.with([:], trusted: false) { folder throws in
      let head = """
        import io, json, os, stat, tarfile, zipfile
        manifest = json.dumps({"name": "packed", "version": "1.0", "protocol": [1], "command": ["./main"],
          "kinds": [{"kind": "import", "summary": "s"}]})
        def tar(mode="w", name="x.tar"):
            return tarfile.open(name, mode, format=tarfile.PAX_FORMAT)
        def add(archive, name, text, mode=0o644, **more):
            info = tarfile.TarInfo(name)
            info.mode, info.size = mode, len(text)
            for key, value in more.items():
                setattr(info, key, value)
            archive.addfile(info, io.BytesIO(text.encode()))
        def zipped(*files):
            with zipfile.ZipFile("x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                for name, text, mode in files:
                    info = zipfile.ZipInfo(name)
                    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, mode << 16
                    archive.writestr(info, text)

        """
      let python = Process()
      python.executableURL = URL(filePath: "/usr/bin/env")
      python.arguments = ["python3", "-c", head + script]
      python.currentDirectoryURL = URL(filePath: folder.root)
      try python.run()
      python.waitUntilExit()
      try #require(python.terminationStatus == 0)
      try body(folder, PluginShelf(folder.environment))
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.root)/tmp") == [])
      #expect(!FileManager.default.fileExists(atPath: "\(folder.root)/escaped"))
    }
  }

  @Test(
    "An archive is installed",
    arguments: [
      (
        "x.zip",
        "zipped(('packed/plugin.json', manifest, 0o100644), ('packed/main', 'x', 0o100755))"
      ),
      (
        "x.zip",
        "zipped(('plugin.json', manifest, 0), ('main', 'x', 0o100755), ('d/', '', 0o40755))"
      ),
      (
        "x.tar",
        "a = tar(); add(a, 'p/plugin.json', manifest); add(a, 'p/main', 'x', 0o755); a.close()"
      ),
      (
        "x.tar.gz",
        "a = tar('w:gz', 'x.tar.gz'); add(a, './plugin.json', manifest); add(a, './main', 'x', 0o755);"
          + " add(a, './' + 'long/' * 30 + 'f', 'y'); a.close()"
      ),
    ])
  func installed(_ name: String, _ script: String) throws {
    try packed(script) { folder, shelf throws in
      let installed = try shelf.withCandidate(at: "\(folder.root)/\(name)") { candidate throws in
        #expect(candidate.name == "packed")
        return try shelf.install(candidate)
      }
      let main = "\(installed.folder)/main"
      #expect(try String(contentsOfFile: main, encoding: .utf8) == "x")
      #expect(FileManager.default.isExecutableFile(atPath: main))
    }
  }

  @Test(
    "An archive that leads astray is refused",
    arguments: [
      ("x.zip", "zipped(('../escaped', 'x', 0))", "leads out of the archive"),
      (
        "x.zip", "zipped(('plugin.json', manifest, 0), ('l', '/etc/passwd', 0o120777))",
        "is a link, a device or a pipe"
      ),
      ("x.zip", "zipped(('plugin.json', manifest, 0), ('a', '0' * (300 << 20), 0))", "more than"),
      ("x.zip", "open('x.zip', 'w').write('PK')", "no whole ZIP archive"),
      ("x.tar", "a = tar(); add(a, '../escaped', 'x'); a.close()", "leads out of it"),
      ("x.tar", "a = tar(); add(a, '/escaped', 'x'); a.close()", "leads out of it"),
      (
        "x.tar", "a = tar(); add(a, 'l', '', type=tarfile.SYMTYPE, linkname='/etc'); a.close()",
        "is a link"
      ),
      (
        "x.tar",
        "a = tar(); add(a, 'l', '', type=tarfile.LNKTYPE, linkname='/etc/passwd'); a.close()",
        "is a link"
      ),
      ("x.tar", "a = tar(); add(a, 'd', '', type=tarfile.CHRTYPE); a.close()", "is a device"),
      ("x.tar", "a = tar(); add(a, 'd', '', type=tarfile.FIFOTYPE); a.close()", "is a device"),
      ("x.tar", "a = tar(); add(a, 'a', 'x'); add(a, 'a', 'y'); a.close()", "has two files 'a'"),
      ("x.tar", "a = tar()\nfor i in range(5001): add(a, str(i), '')\na.close()", "more than 5000"),
      (
        "x.tar", "a = tar(); add(a, 'a', 'x' * 9000); a.close(); os.truncate('x.tar', 2048)",
        "cut off"
      ),
      ("x.tar", "open('x.tar', 'w').write('x' * 1024)", "is no TAR archive"),
      (
        "x.tar.gz", "a = tar('w:gz', 'x.tar.gz'); add(a, 'a', '0' * (300 << 20)); a.close()",
        "grow"
      ),
      ("x.tar", "a = tar(); add(a, 'a', 'x'); a.close()", "holds no plugin"),
      ("x.tar.xz", "open('x.tar.xz', 'w')", "packed in a way that is not read"),
    ])
  func refused(_ name: String, _ script: String, _ expected: String) throws {
    try packed(script) { folder, shelf throws in
      var shown = "(nothing was thrown)"
      do {
        try shelf.withCandidate(at: "\(folder.root)/\(name)") { _ in }
      } catch {
        shown = "\(error)"
      }
      #expect(shown.contains(expected), "\(shown)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder.root)/data/dolen/plugins/packed"))
    }
  }
}
