import PluginKit

/// A plugin that works, to begin one's own with: it reads lines of two ids.
public enum PluginTemplate: String, CaseIterable, Sendable {
  /// Python 3, without any package.
  case python
  /// Bash.
  case bash
  /// R, without any package.
  case r
  /// Swift, compiled once.
  case swift

  struct File {
    var path: String
    var text: String
    var isExecutable = false
  }

  /// What a new plugin does.
  public enum Offer: Sendable {
    /// It reads a format.
    case importer
    /// It adds a function and a procedure.
    case functions
  }

  /// The files of a plugin called `name`.
  ///
  /// - Throws: `OptionError` where the language has no template for that.
  func files(_ name: String, offering offer: Offer) throws -> [File] {
    if offer == .functions { return try functionFiles(name) }
    return [
      File(path: "plugin.json", text: manifest(name)),
      File(path: "samples/small.\(name)", text: "alice bob\nbob carol\n"),
    ] + program(name)
  }

  /// What is to be done before it can run; nil for nothing.
  public func preparation(_ name: String) -> String? {
    self == .swift ? "swiftc -O \(name)/main.swift -o \(name)/main" : nil
  }

  var command: String {
    switch self {
    case .python: #"["python3", "main.py"]"#
    case .bash: #"["bash", "main.sh"]"#
    case .r: #"["Rscript", "--vanilla", "main.R"]"#
    case .swift: #"["./main"]"#
    }
  }

  private func manifest(_ name: String) -> String {
    """
    {
      "name": "\(name)",
      "version": "0.1",
      "protocol": [1],
      "command": \(command),
      "kinds": [
        {
          "kind": "import",
          "title": "\(name)",
          "summary": "Two ids on each line",
          "extensions": ["\(name)"],
          "options": [
            {"name": "label", "type": "text", "default": "Thing", "summary": "The label of the nodes"}
          ]
        }
      ]
    }

    """
  }

  private func program(_ name: String) -> [File] {
    switch self {
    case .python: [File(path: "main.py", text: Self.pythonProgram, isExecutable: true)]
    case .bash: [File(path: "main.sh", text: Self.bashProgram, isExecutable: true)]
    case .r: [File(path: "main.R", text: Self.rProgram, isExecutable: true)]
    case .swift: [File(path: "main.swift", text: Self.swiftProgram)]
    }
  }
}
