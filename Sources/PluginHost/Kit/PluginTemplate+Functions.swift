import PluginKit

// A plugin of one function and one procedure, to begin one's own with.
extension PluginTemplate {
  /// The files of a plugin called `name` that adds functions.
  ///
  /// - Throws: `OptionError` in languages that read no JSON by themselves.
  func functionFiles(_ name: String) throws -> [File] {
    let manifest = File(path: "plugin.json", text: functionManifest(name))
    switch self {
    case .python:
      return [manifest, File(path: "main.py", text: Self.pythonFunctions, isExecutable: true)]
    case .swift: return [manifest, File(path: "main.swift", text: Self.swiftFunctions)]
    case .bash, .r:
      throw OptionError(
        "There is no template of functions in this language, which reads no JSON by itself",
        hint: "Begin with --lang python or swift; with jq or jsonlite, any language will do")
    }
  }

  private func functionManifest(_ name: String) -> String {
    """
    {
      "name": "\(name)",
      "version": "0.1",
      "protocol": [1],
      "command": \(command),
      "kinds": [
        {
          "kind": "function",
          "name": "initials",
          "summary": "The first letters of the words of a text",
          "parameters": [{"name": "text", "type": "STRING"}],
          "returns": "STRING",
          "deterministic": true,
          "examples": [{"arguments": ["Ada Lovelace"], "result": "AL"}]
        },
        {
          "kind": "procedure",
          "name": "words",
          "summary": "The words of a text, each with its place",
          "parameters": [{"name": "text", "type": "STRING"}],
          "columns": [{"name": "word", "type": "STRING"}, {"name": "place", "type": "INTEGER"}],
          "deterministic": true,
          "examples": [{"arguments": ["a rose"], "rows": [["a", 1], ["rose", 2]]}]
        }
      ]
    }

    """
  }

  static let pythonFunctions = #"""
    import json, sys


    def say(**message):
        print(json.dumps(message), flush=True)


    def initials(text):
        return "".join(word[0] for word in text.split())


    def words(text):
        for place, word in enumerate(text.split(), 1):
            yield {"word": word, "place": place}


    functions, procedures = {"initials": initials}, {"words": words}

    json.loads(sys.stdin.readline())  # Dolen's greeting
    say(type="hello", protocol=1)
    for line in sys.stdin:
        call = json.loads(line)
        if call["type"] != "call":
            continue
        name, number, rows = call["name"], call["call"], call["rows"]
        if name in functions:
            values = []
            for row, arguments in enumerate(rows, 1):
                try:
                    values.append(functions[name](*arguments))
                except ValueError as error:
                    say(type="error", call=number, row=row, message=str(error))
                    break
            else:
                say(type="result", call=number, values=values)
        else:
            count = 0
            for row, arguments in enumerate(rows, 1):
                for found in procedures[name](*arguments):
                    say(type="row", row=row, values=found)
                    count += 1
            say(type="done", call=number, rows=count)

    """#

  /// Put together, so that nobody takes it for an import of this file.
  private static let foundation = ["import", "Foundation"].joined(separator: " ")

  static let swiftFunctions = #"""
    // A function and a procedure for queries.
    // Compile it once: swiftc -O main.swift -o main
    \#(foundation)

    func say(_ message: [String: Any]) throws {
      let data = try JSONSerialization.data(withJSONObject: message)
      FileHandle.standardOutput.write(data + Data("\n".utf8))
    }

    func initials(_ text: String) -> String {
      String(text.split(whereSeparator: \.isWhitespace).compactMap(\.first))
    }

    func words(_ text: String) -> [[Any]] {
      text.split(whereSeparator: \.isWhitespace).enumerated().map { [String($1), $0 + 1] }
    }

    _ = readLine()  // Dolen's greeting
    try say(["type": "hello", "protocol": 1])
    while let line = readLine() {
      let message = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard let call = message, call["type"] as? String == "call",
        let rows = call["rows"] as? [[Any]], let number = call["call"]
      else { continue }
      let texts = rows.map { $0.first as? String ?? "" }
      if call["name"] as? String == "initials" {
        try say(["type": "result", "call": number, "values": texts.map(initials)])
      } else {
        var count = 0
        for (index, text) in texts.enumerated() {
          let found = words(text)
          try say(["type": "rows", "row": index + 1, "rows": found])
          count += found.count
        }
        try say(["type": "done", "call": number, "rows": count])
      }
    }

    """#
}
