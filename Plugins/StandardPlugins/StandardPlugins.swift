import BulkCSVPlugin
import CypherScriptPlugin
import CytoscapePlugin
import DOTPlugin
import GEXFPlugin
import GraphFolderPlugin
import GraphMLPlugin
import GraphTextPlugin
import JSONGraphsPlugin
import JSONLinesPlugin
import MermaidPlugin
import ObsidianPlugin
import PluginKit
import RDFPlugin
import ReferencesPlugin
import TablesPlugin

/// The formats that come with the program: one line each.
public enum StandardPlugins {
  /// All of them, as a registry of its own, to which a program may add others.
  public static var registry: PluginRegistry {
    PluginRegistry([
      .bibTeX,
      .bulkCSV,
      .crossref,
      .cslJSON,
      .dot,
      .endNoteXML,
      .enw,
      .adjacencyList,
      .cx2,
      .cyjs,
      .cypherScript,
      .edgeList,
      .gexf,
      .gml,
      .graphFolder,
      .graphML,
      .hetio,
      .jsonLines,
      .nbib,
      .openAlex,
      .pubMedXML,
      .ris,
      .webOfScience,
      .ods,
      .table,
      .xlsx,
      .kumu,
      .mermaid,
      .nTriples,
      .obsidian,
      .pajek,
      .sif,
      .triG,
      .turtle,
    ])
  }
}
