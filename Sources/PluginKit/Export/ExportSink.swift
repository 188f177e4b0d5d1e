import Platform

/// Where an exporter puts its bytes.
///
/// A format of one file writes and is done. A format of a folder begins each file with
/// ``beginFile(_:)``.
public protocol ExportSink: ByteSink {
  /// Ends the file at hand and begins the one at `path`, inside the folder that is written.
  ///
  /// - Throws: ``ExportError`` where the output is a single file.
  func beginFile(_ path: String) throws
}
