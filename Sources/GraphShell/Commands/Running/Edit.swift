import Platform
import PluginKit
import WordCatalog

extension CommandDescription {
  static let edit = CommandDescription(
    "edit", aliases: ["e"], { $0.editSummary },
    shell: ShellForm(
      [.optional("STATEMENT", .cypher)], details: { words, _ in words.editDetails }))
}

extension ShellCommand {
  /// Lets the user write a statement with an editor.
  static let edit = ShellCommand(.edit, reachesOut: true) { state, argument in
    [.edit(argument.isEmpty ? state.lastStatement ?? "" : argument)]
  }
}

extension ShellSession {
  /// Lets the user go on with `text` in an editor, and runs what is saved.
  func edit(_ text: String) throws {
    guard console.canAsk else { throw ShellFailure(.query, state.words.editorNeedsTerminal) }
    let editor = ShellFiles.editor
    let file = try ScratchFile(text.isEmpty ? "" : text + ";\n")
    defer { file.remove() }
    try console.flush()
    let code = try CommandPipe.run("\(editor) '\(file.path)'")
    guard code == 0 else {
      throw ShellFailure(.query, state.words.editorFailed(editor, code: Int(code)))
    }
    let written = try InputFile.text(of: file.path).trimmingBlanks()
    guard !written.isEmpty else { return notice(state.words.nothingWritten) }
    notice(written)
    runText(written)
  }
}

/// A file for as long as an editor needs it.
private struct ScratchFile {
  let path: String

  /// A new file with that text, for nobody else to read.
  init(_ text: String) throws {
    let folder = ShellFiles.environment("TMPDIR") ?? "/tmp"
    var name = Array("\(folder)/dolen-XXXXXX.cypher".utf8CString)
    let descriptor = mkstemps(&name, 7)
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else {
      throw FileError("create", path, String(cString: strerror(errno)), code: errno)
    }
    let output = FileOutput(descriptor: descriptor, name: path)
    defer { close(descriptor) }
    try output.write(text)
    try output.flush()
  }

  func remove() { unlink(path) }
}

extension ShellFiles {
  /// The user's editor.
  static var editor: String { environment("VISUAL") ?? environment("EDITOR") ?? "vi" }
}
