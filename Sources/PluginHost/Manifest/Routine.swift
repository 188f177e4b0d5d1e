import CypherFunctions
import GraphModel

extension PluginManifest {
  /// A function or procedure that a plugin adds to the language: all that is known of it before it is
  /// called.
  ///
  ///     {"kind": "function", "name": "slug", "summary": "A text as part of an address",
  ///      "parameters": [{"name": "text", "type": "STRING"}], "returns": "STRING",
  ///      "deterministic": true, "examples": [{"arguments": ["A b"], "result": "a-b"}]}
  public struct Routine: Hashable, Sendable {
    /// What is called.
    public enum Kind: String, Sendable {
      /// Gives a value for each row.
      case function
      /// Gives rows for each row.
      case procedure
    }

    /// A value that it takes or gives.
    public struct Parameter: Hashable, Sendable {
      /// The name.
      public var name: String
      /// The types.
      public var type: ValueType
      /// Whether it may be left out.
      public var isOptional = false

      /// The same for the catalog.
      var described: ScalarFunction.Parameter { .init(name, type, optional: isOptional) }
    }

    /// A call that it is tried with.
    public struct Example: Hashable, Sendable {
      /// What it is called with.
      public var arguments: [Value]
      /// The value of a function, or the list of lists that the rows of a procedure are; nil where the
      /// call has but to succeed.
      public var result: Value?
    }

    /// What it is.
    public var kind: Kind
    /// The name, without that of the plugin.
    public var name: String
    /// What it does.
    public var summary: String
    /// What it takes.
    public var parameters: [Parameter]
    /// Whether the last parameter may be repeated.
    public var isVariadic: Bool
    /// What it gives: the columns of a procedure; one for a function.
    public var results: [Parameter]
    /// Whether the same arguments always have the same answer.
    public var isDeterministic: Bool
    /// Whether it is called with nulls, which otherwise give null, or no rows, without a call.
    public var takesNulls: Bool
    /// Calls that it is tried with.
    public var examples: [Example]
  }

  /// The beginning of the names of its functions and procedures: its own name, in which a hyphen, which
  /// would be a minus in a query, is an underscore.
  public var namespace: String { Self.namespace(of: name) }

  /// The same of a plugin called `name`.
  static func namespace(of name: String) -> String {
    String(name.map { $0 == "-" ? "_" : $0 })
  }

  /// How a query names a routine: `gap_map.slug`.
  public func fullName(of routine: Routine) -> String { "\(namespace).\(routine.name)" }

  /// The routine as it is called: `slugs.slug(text :: STRING) :: STRING`.
  public func signature(of routine: Routine) -> String {
    var parts = routine.parameters.map { parameter in
      let text = "\(parameter.name) :: \(parameter.type)"
      return parameter.isOptional ? "[\(text)]" : text
    }
    if routine.isVariadic { parts.append("…") }
    let results = routine.results.map { "\($0.name) :: \($0.type)" }.joined(separator: ", ")
    let given =
      routine.kind == .function ? "\(routine.results.first?.type ?? .any)" : "(\(results))"
    return "\(fullName(of: routine))(\(parts.joined(separator: ", "))) :: \(given)"
  }
}
