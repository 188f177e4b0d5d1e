import PluginKit

/// An element with all that is in it, for parts of a document that are small.
///
/// A format reads its records one by one as elements, and never its document:
///
///     case .start(let start) where start.localName == "record":
///       let record = try reader.element(start)
///       let title = record.first("titles")?.first("title")?.text
public struct XMLElement: Sendable {
  /// The name without its prefix.
  public var name: String
  /// The name and the attributes.
  public var start: XMLStart
  /// Where it begins.
  public var place: SourcePlace
  /// Elements within, in their order.
  public var children: [XMLElement] = []
  /// All text within, that of elements among it.
  public var text = ""

  /// The first child of that name.
  public func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  /// The children of that name.
  public func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

  /// The element at a path of names, each the first child of that name.
  public func at(_ path: String...) -> XMLElement? {
    path.reduce(self as XMLElement?) { $0?.first($1) }
  }

  /// The value of an attribute.
  public subscript(attribute: String) -> String? { start[attribute] }
}

extension XMLPullReader {
  /// The element that `start`, the current event, begins; its end is taken.
  ///
  /// - Parameter limit: The most bytes of text and elements within it, so that one record cannot fill
  ///   memory.
  /// - Throws: As ``next()``; `ImportError` where the element is larger.
  public func element(_ start: XMLStart, limit: Int = 64 << 20) throws -> XMLElement {
    var room = limit
    return try element(start, &room)
  }

  private func element(_ start: XMLStart, _ room: inout Int) throws -> XMLElement {
    var element = XMLElement(name: start.localName, start: start, place: place)
    while true {
      switch try next() {
      case .start(let inner):
        room -= 200
        let child = try self.element(inner, &room)
        // The text of an element is held by all those around it.
        room -= child.text.utf8.count
        element.text += child.text
        element.children.append(child)
      case .text(let text):
        room -= text.utf8.count
        element.text += text
      case .end, .done: return element
      }
      if room < 0 {
        throw ImportError("The element <\(start.name)> is too large", at: element.place)
      }
    }
  }

  /// Passes over the element whose start is the current event, with all that is in it.
  ///
  /// - Throws: As ``next()``.
  public func skipElement() throws {
    let outside = depth - 1
    while depth > outside, try next() != .done {}
  }
}
