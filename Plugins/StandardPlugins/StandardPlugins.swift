import AnswerTablesPlugin
import BulkCSVPlugin
import CypherScriptPlugin
import CytoscapePlugin
import DOTPlugin
import GEXFPlugin
import GraphFolderPlugin
import GraphMLPlugin
import GraphTextPlugin
import HTMLPagePlugin
import JSONGraphsPlugin
import JSONLinesPlugin
import MermaidPlugin
import ObsidianPlugin
import PluginKit
import RDFPlugin
import ReferencesPlugin
import ReviewTextPlugin
import ReviewsPlugin
import SVGPlugin
import TablesPlugin
import WordPlugin

/// The formats that come with the program: one line each.
public enum StandardPlugins {
  /// All of them, as a registry of its own, to which a program may add others.
  public static var registry: PluginRegistry {
    PluginRegistry([
      .adjacencyList,
      .bibTeX,
      .bulkCSV,
      .crossref,
      .cslJSON,
      .csv,
      .cx2,
      .cyjs,
      .cypherScript,
      .docx,
      .dot,
      .edgeList,
      .endNoteXML,
      .enw,
      .eppi,
      .gexf,
      .gml,
      .graphFolder,
      .graphML,
      .hetio,
      .htmlPage,
      .json,
      .jsonLD,
      .jsonLines,
      .kumu,
      .lgl,
      .markdown,
      .mermaid,
      .nbib,
      .nodeLink,
      .nTriples,
      .obsidian,
      .ods,
      .openAlex,
      .pajek,
      .pubMedXML,
      .reviewText,
      .ris,
      .sif,
      .svg,
      .table,
      .triG,
      .turtle,
      .webOfScience,
      .xlsx,
    ])
  }
}
