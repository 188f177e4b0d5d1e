import GraphModel
import PluginKit

/// A graph folder that is there already and whose order an export keeps, so that a change of one
/// value is a change of one line.
struct GraphFolderModel {
  let manifest: GraphFolderManifest
  /// The columns of each file.
  private(set) var columns: [GraphFolderManifest.Contents: [BulkColumn]] = [:]
  /// The schema, as it stands.
  private(set) var schema: [UInt8]?

  init(path: String) throws {
    let source = try ImportSource(path: path)
    manifest = try GraphFolderManifest(source)
    for file in manifest.files {
      let csv = CSVReader(try source.entry(file.path).stream())
      columns[file.contents] = try BulkHeader(csv).columns
    }
    if source.contains(GraphFolderFormat.schema) {
      schema = try source.entry(GraphFolderFormat.schema).stream()
        .readAll(limit: GraphFolderFormat.manifestLimit)
    }
  }

  func path(of contents: GraphFolderManifest.Contents) -> String? {
    manifest.files.first { $0.contents == contents }?.path
  }
}
