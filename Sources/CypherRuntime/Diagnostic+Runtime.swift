import GraphModel

/// The words of the runtime: what only the data, the clock or the machine shows.
extension Diagnostic {
  static var countOverflow: Diagnostic {
    Diagnostic(
      .arithmeticError, .runtime, "IntegerOverflow",
      "The number of rows does not fit into 64 bits",
      hint: "Count distinct values, or bound the length of the pattern")
  }

  static var interrupted: Diagnostic {
    Diagnostic(
      .interrupted, .runtime, "Interrupted", "The query was interrupted; nothing was changed")
  }

  static func timeLimit(_ seconds: Double) -> Diagnostic {
    Diagnostic(
      .limitExceeded, .runtime, "TimeLimit",
      "The query took longer than \(seconds) s and was stopped; nothing was changed",
      hint: "Allow more with --timeout SECONDS, or narrow the pattern")
  }

  static func memoryLimit(_ bytes: Int) -> Diagnostic {
    Diagnostic(
      .limitExceeded, .runtime, "MemoryLimit",
      "The query needs more than \(bytes / 1_048_576) MB of memory and was stopped",
      hint: "Allow more with --memory MB, or aggregate before ORDER BY, DISTINCT or collect()")
  }

  static func sharedMemoryLimit(_ bytes: Int) -> Diagnostic {
    Diagnostic(
      .limitExceeded, .runtime, "SharedMemoryLimit",
      "The queries of all sessions together need more than \(bytes / 1_048_576) MB of memory; this "
        + "one was stopped",
      hint: "Try again when others have ended, or give the database more: GraphDatabase.memory")
  }

  package static func parameterMissing(
    _ name: Text, known: [String], at span: SourceSpan? = nil
  ) -> Diagnostic {
    Diagnostic(
      .parameterMissing, .compile, "MissingParameter", "Parameter $\(name) has no value", at: span,
      hint: didYouMean(name.string, in: known) ?? "Give one: -P \(name)=value.")
  }

  static func notANode(_ value: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "A pattern needs a node here, but the value is \(value.typePhrase)")
  }

  static func notARelationship(_ value: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "A pattern needs a relationship here, but the value is \(value.typePhrase)")
  }

  static var deletedEntity: Diagnostic {
    Diagnostic(
      .entityNotFound, .runtime, "DeletedEntityAccess",
      "The node or relationship was deleted earlier in this statement",
      hint: "Read what you need of it in a WITH before DELETE")
  }

  static func badPredicate(_ value: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "A predicate must be true, false or null, but this is \(value.typePhrase)")
  }

  static func badCount(_ clause: String, _ value: Value) -> Diagnostic {
    if case .integer = value {
      return Diagnostic(
        .syntaxError, .runtime, "NegativeIntegerArgument", "\(clause) cannot be negative")
    }
    return Diagnostic(
      .syntaxError, .runtime, "InvalidArgumentType",
      "\(clause) needs an integer, but this is \(value.typePhrase)")
  }

  static func notAList(_ value: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "A list is needed here, but the value is \(value.typePhrase)")
  }

  static func noProperties(_ value: Value, key: Text) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "A \(value.typeName) has no properties, so '.\(key)' cannot be read")
  }

  static func mergeNull(_ key: Text) -> Diagnostic {
    Diagnostic(
      .semanticError, .runtime, "MergeReadOwnWrites",
      "MERGE cannot look for a '\(key)' that is null",
      hint: "Leave rows without a value out with WHERE … IS NOT NULL before MERGE")
  }

  static func createMissingEnd(_ type: Text) -> Diagnostic {
    Diagnostic(
      .semanticError, .runtime, "MissingNode",
      "A relationship :\(type) cannot be created because one of its nodes is null",
      hint: "An OPTIONAL MATCH before may have found nothing; filter with IS NOT NULL")
  }

  static func connectedNode(_ id: Int, _ count: Int) -> Diagnostic {
    Diagnostic(
      .constraintVerificationFailed, .runtime, "DeleteConnectedNode",
      "Node \(id) cannot be deleted because it still has \(count) relationship(s)",
      hint: "Use DETACH DELETE to delete them with it")
  }

  static func notDeletable(_ value: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "DELETE needs a node, relationship or path, but this is \(value.typePhrase)")
  }

  static func notAnEntity(_ value: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "Only nodes and relationships have properties to set, but this is \(value.typePhrase)")
  }

  static func notAMap(_ value: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "Properties are set from a map, node or relationship, but this is \(value.typePhrase)")
  }

  /// Whether other values would not raise the error, while the limits of the query leave no doubt.
  var isOfTheValues: Bool { type != .limitExceeded && type != .interrupted }
}
