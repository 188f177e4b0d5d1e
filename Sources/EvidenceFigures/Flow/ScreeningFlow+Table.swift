import GraphModel
import WordCatalog

extension ScreeningFlow {
  /// The numbers of the boxes, in a file that the R package PRISMA2020 knows by `data` and `n`.
  public func table(in words: Words) -> FigureTable {
    var table = FigureTable(
      columns: [
        "data", "boxtext", "boxtext_cy", "n", "status", "sum", "stages", "lines",
      ])
    let wrong = wrongBoxes
    let (english, welsh) = (Words(.en), Words(.cy))
    for box in FlowBox.allCases where isShown(box) {
      let owners = stages.filter { $0.box == box }
      let count = counts[box]
      let status =
        wrong.contains(box)
        ? "contradiction"
        : count.map { $0.isDerived ? "derived" : "stated" } ?? "not stated"
      table.rows.append([
        .string(box.rawValue), .string(box.text(in: english, isUpdate: isUpdate)),
        .string(box.text(in: welsh, isUpdate: isUpdate)),
        count.map { .integer($0.number) } ?? .null, .string(status),
        count.flatMap { $0.sum.isEmpty ? nil : .string($0.sum) } ?? .null,
        owners.isEmpty ? .null : .string(owners.map(\.id).joined(separator: ";")),
        owners.compactMap(\.place).first.map { .string($0.text(in: words)) } ?? .null,
      ])
      for (reason, count) in reasons[box] ?? [] {
        table.rows.append([
          .string(box.rawValue), .string(reason), .string(reason),
          count.map { .integer($0.number) } ?? .null,
          .string(count.map { $0.isDerived ? "derived" : "stated" } ?? "not stated"), .null, .null,
          .null,
        ])
      }
    }
    return table
  }

  /// The numbers as people read them.
  public func screen(in words: Words) -> FigureTable {
    var table = FigureTable(
      columns: [words.boxHeading, "n", words.statusHeading, words.sumHeading, words.placeHeading])
    let wrong = wrongBoxes
    for box in FlowBox.allCases where isShown(box) {
      let count = counts[box]
      let status =
        wrong.contains(box)
        ? words.flowWrong
        : count.map { $0.isDerived ? words.flowDerived : words.flowStated } ?? words.notStated
      table.rows.append([
        .string(box.text(in: words, isUpdate: isUpdate)),
        count.map { .integer($0.number) } ?? .null, .string(status),
        count.flatMap { $0.sum.isEmpty ? nil : .string($0.sum) } ?? .null,
        stages.first { $0.box == box }?.place.map { .string($0.text(in: words)) } ?? .null,
      ])
    }
    return table
  }

  /// Whether the box is drawn.
  private func isShown(_ box: FlowBox) -> Bool {
    switch box {
    case .previousStudies, .previousReports, .totalStudies, .totalReports: isUpdate
    case .otherScreened: stages.contains { $0.box == .otherScreened }
    case .websites, .organisations, .citations, .otherSought, .otherNotRetrieved, .otherAssessed,
      .otherExcluded:
      hasOtherMethods
    default: true
    }
  }
}
