import GraphEngine

/// What a session needs of the place where its answers are shown.
public protocol ShellConsole: AnyObject {
  /// Where answers go.
  var output: any ByteOutput { get }
  /// Where remarks, warnings and errors go.
  var notices: any ByteOutput { get }
  /// How wide the place for answers is and whether it has colours; asked anew for each answer.
  var layout: RowLayout { get }
  /// Whether remarks may be coloured.
  var colorsNotices: Bool { get }
  /// Whether somebody types and waits, who is told when a statement changed nothing.
  var isInteractive: Bool { get }
  /// Asks the user a question that is answered by yes or no; nil where nobody can be asked.
  func confirms(_ question: String) throws -> Bool?
  /// Makes sure that what was written is seen.
  func flush() throws
}
