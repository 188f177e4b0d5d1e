import CypherPlan

/// A plan that is ready to run.
package struct RunningPlan {
  package let root: Operator
  /// The source of an inner plan's rows.
  let argument: ArgumentOperator?

  /// Builds the operators of `pipeline`, one a step.
  package init(_ pipeline: Pipeline, context: ExecutionContext) {
    var lowering = Lowering(context)
    for index in pipeline.steps.indices { lowering.append(index, of: pipeline) }
    root = lowering.root
    argument = lowering.argument
  }
}
