import GraphModel

/// All symbols of a graph, by number and by name. Symbols are only ever added at the end, so that a
/// rollback is a truncation.
struct StoredSymbols {
  private(set) var all: [Symbol] = []
  private var numbers: [Key: Int] = [:]

  private struct Key: Hashable {
    var kind: Symbol.Kind
    var name: Text
  }

  var count: Int { all.count }

  /// The symbol of the given number, or nil where there is none.
  subscript(id: Int) -> Symbol? { all.indices.contains(id) ? all[id] : nil }

  /// Whether `id` is the number of a symbol of that kind.
  func contains(_ id: Int, kind: Symbol.Kind) -> Bool {
    all.indices.contains(id) && all[id].kind == kind
  }

  /// The number of a name, or nil where it is not used.
  func number(of name: Text, kind: Symbol.Kind) -> Int? { numbers[Key(kind: kind, name: name)] }

  /// Adds a symbol; false where its number is not the next, or the name is there already.
  mutating func append(_ symbol: Symbol) -> Bool {
    let key = Key(kind: symbol.kind, name: symbol.name)
    guard symbol.id == all.count, numbers[key] == nil else { return false }
    all.append(symbol)
    numbers[key] = symbol.id
    return true
  }

  /// Forgets the symbols from number `count` on.
  mutating func truncate(to count: Int) {
    while all.count > count, let last = all.popLast() {
      numbers[Key(kind: last.kind, name: last.name)] = nil
    }
  }
}
