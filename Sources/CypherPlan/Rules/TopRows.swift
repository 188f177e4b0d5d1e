extension Rule {
  /// `ORDER BY … LIMIT k` keeps the k best rows instead of sorting all.
  static let topRows = Rule(name: "top-rows", keeps: [.sources]) { pipeline in
    var changed = false
    for index in pipeline.steps.indices.dropLast() {
      guard case .sort(let keys, nil) = pipeline.steps[index].operation,
        case .page(let skip, let limit?) = pipeline.steps[index + 1].operation
      else { continue }
      pipeline.steps[index].operation = .sort(keys, top: TopRows(skip: skip, limit: limit))
      changed = true
    }
    return changed
  }
}
