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
  /// Whether somebody can be asked.
  var canAsk: Bool { get }
  /// What shows an answer that may be longer than the screen; nil where there is no screen.
  func pager() -> (any AnswerPager)?
  /// Makes sure that what was written is seen.
  func flush() throws
}

extension ShellConsole {
  /// None.
  public func pager() -> (any AnswerPager)? { nil }
}

/// An output that shows what is longer than the screen page by page.
public protocol AnswerPager: ByteOutput {
  /// Says that nothing more comes, and waits until it has been read.
  func finish() throws
}

/// Whoever reads a long answer has seen enough.
public struct PagerLeft: Error {
  /// The news; there is nothing to add.
  public init() {}
}
