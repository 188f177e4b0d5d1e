/// Scenarios that are known to fail, each with the reason.
///
/// A reason expires: a scenario that stands here and passes, or that is in no feature file, fails the
/// run.
let skippedScenarios: [String: String] = [:]
