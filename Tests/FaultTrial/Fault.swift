import CFaultInjection

/// How one system call goes wrong.
enum Fault: String, CaseIterable {
  case kill, tear, power
  case inputOutputOnce, inputOutputLasting
  case diskFullOnce, diskFullLasting
  case shortWrite

  /// The fault as the C target numbers it.
  var mode: Int32 {
    let mode =
      switch self {
      case .kill: fault_kill
      case .tear: fault_tear
      case .power: fault_power
      case .inputOutputOnce, .inputOutputLasting: fault_eio
      case .diskFullOnce, .diskFullLasting: fault_enospc
      case .shortWrite: fault_short
      }
    return Int32(mode.rawValue)
  }

  /// Whether all calls after the first go wrong, too.
  var isLasting: Bool { self == .inputOutputLasting || self == .diskFullLasting }

  /// Whether the process ends with the call.
  var isDeadly: Bool { self == .kill || self == .tear || self == .power }

  /// Whether the disk has no room.
  var isDiskFull: Bool { self == .diskFullOnce || self == .diskFullLasting }
}

/// One point of the search: the call of a number, in a workload, goes wrong in a way.
struct FaultPoint {
  /// The place of the workload in the list.
  var workload: Int
  var fault: Fault
  /// The number of the call, from 1.
  var call: Int
}
