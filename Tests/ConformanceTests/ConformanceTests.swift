import Foundation
import Testing

/// Every scenario of the openCypher TCK, in process, at the strictest level.
@Suite(
  "openCypher TCK",
  .enabled(if: !TCKFolder.features.isEmpty, "there is no TCK in \(TCKFolder.url.path())"))
struct ConformanceTests {
  @Test("Scenarios", arguments: TCKFolder.features)
  func scenarios(of feature: TCKFolder.Feature) throws {
    for scenario in try feature.scenarios() {
      do {
        try ScenarioRunner.run(scenario, graphs: TCKFolder.graphs)
        #expect(
          skippedScenarios[scenario.id] == nil,
          "\(scenario.id) passes: take it from the list of skipped scenarios")
      } catch let failure as ScenarioFailure {
        if let reason = skippedScenarios[scenario.id] {
          print("skipped: \(scenario.id): \(reason)")
        } else {
          Issue.record("\(failure)")
        }
      }
    }
  }

  @Test("Every feature was found, and every skipped scenario is one")
  func complete() throws {
    let scenarios = try TCKFolder.features.flatMap { try $0.scenarios() }
    print("openCypher TCK: \(scenarios.count) scenarios in \(TCKFolder.features.count) features")
    let ids = Set(scenarios.map(\.id))
    #expect(ids.count == scenarios.count, "two scenarios have one id")
    let unknown = skippedScenarios.keys.filter { !ids.contains($0) }
    #expect(unknown.isEmpty, "there is no scenario \(unknown)")
    // A reader that loses outlines would read far fewer.
    #expect(scenarios.count > TCKFolder.features.count * 10)
  }
}
