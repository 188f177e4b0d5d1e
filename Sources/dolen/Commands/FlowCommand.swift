import ArgumentParser
import EvidenceFigures
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// `dolen flow DB`: the PRISMA 2020 flow of a review, and whether its numbers agree.
struct FlowCommand: DescribedCommand {
  static let described = CommandDescription(
    "flow", { $0.flowSummary },
    program: .init(
      [.graphFile], options: [.flowDraft] + .figures, details: { $0.flowDetails },
      examples: [
        "dolen flow evidence.dolen", "dolen flow evidence.dolen -o prisma.svg",
        "dolen flow evidence.dolen -o prisma.dot --lang cy",
      ]))

  @Argument(.graphFile) var file: String

  @Flag(.flowDraft) var draft = false

  @OptionGroup var figure: FigureOptions

  var spoken: LanguageOptions { figure.spoken }
  var pluginOptions: PluginOptions { figure.plugins }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let words = words
    let title = figure.title ?? ""
    let width = figure.width
    var contradictions: [String] = []
    let code = figure.perform(on: file) { graph, _ in
      let flow = try ScreeningFlow(of: graph, epoch: FigureOptions.epoch)
      contradictions = flow.contradictions.map { $0.text(in: words) }
      if !contradictions.isEmpty, !draft {
        throw ShellFailure(
          .data,
          (contradictions + [words.flowContradicts(contradictions.count)]).joined(separator: "\n"))
      }
      var forms = FigureForms(flow.table(in: words))
      forms.screen = flow.screen(in: words)
      forms.svg = { flow.svg(title: title, width: width, in: words) }
      forms.dot = { flow.dot(title: title, in: words) }
      return forms
    }
    guard code == 0, !contradictions.isEmpty else { return code }
    let console = TerminalConsole(color: .never, isInteractive: false, words: words)
    return console.report(
      ShellFailure(
        .data,
        (contradictions + [words.flowContradicts(contradictions.count)]).joined(separator: "\n")))
  }
}

extension CommandOption {
  fileprivate static let flowDraft = CommandOption(flag: "draft") { $0.flowDraftHelp }
}
