extension Rule {
  /// `ORDER BY … LIMIT k` keeps the k best rows instead of sorting all.
  static let topRows = Rule(name: "top-rows", keeps: [.sources]) { pipeline in
    var changed = false
    for index in pipeline.steps.indices.dropLast() {
      guard var sort = pipeline.steps[index].operation.as(Sort.self), sort.top == nil,
        let page = pipeline.steps[index + 1].operation.as(Page.self), let limit = page.limit
      else { continue }
      sort.top = Sort.Top(skip: page.skip, limit: limit)
      pipeline.steps[index].operation = sort
      changed = true
    }
    return changed
  }
}
