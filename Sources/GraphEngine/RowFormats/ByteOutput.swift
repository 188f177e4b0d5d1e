import Platform

/// Where answers and messages go: a sink of bytes that may be looked at, such as a terminal.
public protocol ByteOutput: ByteSink {
  /// Changes how the text that follows looks, where there are looks.
  ///
  /// Writers ask for styles only where ``RowLayout/color`` says so. An output that does not know
  /// better writes the sequence that a terminal obeys.
  func write(_ style: TextStyle) throws
  /// Ends what is being written where nobody waits for it any more; asked by who works long between one
  /// piece and the next.
  func checkLimits() throws
}

extension ByteOutput {
  /// Writes the sequence that a terminal obeys.
  public func write(_ style: TextStyle) throws { try write(style.sequence) }
  /// Does nothing.
  public func checkLimits() throws {}
}

/// Where bytes go; see ``ByteOutput`` for what a row format writes to.
public typealias ByteSink = Platform.ByteSink
