import EvidenceKit
import FigureKit

extension Stance {
  /// What stands for it in every figure; of two stances neither colour nor hatch is the same.
  var fill: HatchedFill {
    switch self {
    case .supports: HatchedFill("#009E73")
    case .barrier: HatchedFill("#D55E00", .falling)
    case .mixed: HatchedFill("#CC79A7", .crossed)
    case .neutral: HatchedFill("#FFFFFF", .dotted)
    }
  }
}
