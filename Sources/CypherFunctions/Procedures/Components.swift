import GraphModel

extension Procedure {
  static let components = Procedure(
    "dbms.components", [],
    columns: [.init("name", .string), .init("versions", .list), .init("edition", .string)],
    summary: "The engine and its version, as clients of other openCypher engines ask for it.",
    volatility: .immutable
  ) { (_, _) throws(Diagnostic) in
    [["Dolen", [.string(EngineVersion.current)], "embedded"]]
  }
}
