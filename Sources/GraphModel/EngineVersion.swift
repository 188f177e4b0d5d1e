/// The version of the engine, as `dbms.components()` and `--version` show it.
public enum EngineVersion {
  /// The version by the rules of Semantic Versioning 2.0.
  public static let current = "0.1.0"
}
