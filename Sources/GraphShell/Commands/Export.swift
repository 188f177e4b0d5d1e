import GraphEngine
import GraphModel
import PluginKit

extension ShellCommand {
  /// Exports the graph, what a query finds of it, or the rows of an answer.
  static let exportFile = ShellCommand(
    "export", argument: "FORMAT FILE [QUERY]", summary: Words.summary,
    details: { Words.details($0.exporters, RowFormats.all) },
    completion: [.exportFormat, .file, .cypher]
  ) { state, argument in
    var words = ArgumentReader(argument)
    guard let format = words.word() else { throw CommandMisused() }
    let (path, replacing) = try words.target()
    let options = words.options()
    var query = words.rest
    if query.utf8.last == UInt8(ascii: ";") { query.removeLast() }
    do {
      let transfer = state.transfer
      if let rowFormat = RowFormats.named(format), !transfer.exports(to: format) {
        guard !query.isEmpty, options.entries.isEmpty else {
          throw ShellFailure(.query, Words.needsQuery)
        }
        let target = try state.target(path, replacing: replacing)
        let count = try state.graph.run(query, parameters: state.parameters)
          .write(as: rowFormat, to: target)
        return [.notice(Words.rows(count, path))]
      }
      let report = try transfer.export(
        to: try state.exportPath(path), format: format, options: options,
        query: query.isEmpty ? nil : query, parameters: state.parameters, replacing: replacing)
      return [.notice("\(path): \(report)")]
    } catch let diagnostic as Diagnostic {
      throw ShellFailure(diagnostic, at: ScriptPlace(source: query))
    }
  }
}

extension ShellState {
  /// The file or folder that an export writes; `-` stays standard output.
  fileprivate func exportPath(_ path: String) throws -> String {
    if path == "-" { return path }
    guard path.hasPrefix("|") else { return resolved(path) }
    return try target(path, replacing: false).resolved
  }
}

private enum Words {
  static let summary = "Export the graph, a query's part of it, or rows"
  static let needsQuery = "A format of rows needs a query\nhint: :export csv FILE MATCH … RETURN …"

  static func rows(_ count: Int, _ path: String) -> String {
    "\(path): \(count) row\(count == 1 ? "" : "s")"
  }

  static func details(_ plugins: [FormatPlugin], _ rows: [any RowFormat]) -> String {
    let formats = plugins.compactMap { plugin in
      plugin.exportOptions.map { options in
        (["  \(plugin.name)  \(plugin.format.summary)"] + options.map { "    \($0.line)" })
          .joined(separator: "\n")
      }
    }
    let others = rows.map(\.name).filter { name in !plugins.contains { $0.name == name } }
    return """
      Without a query it is the whole graph; with one, the nodes, relationships and paths of its
      answer. The file appears whole or not at all; one that is there is left alone, unless --force
      stands behind its name, and a graph is never replaced. Options are written after FILE, as
      name=value.

      \(formats.joined(separator: "\n"))

      Rows, which need a query: \(others.joined(separator: ", ")). ':once FILE' takes any format.
      """
  }
}
