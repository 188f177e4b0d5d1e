// swift-tools-version: 6.1
import PackageDescription

/// Settings of every target: Swift 6 mode, and internal checks in the configuration that the
/// tests build (`DOLEN_CHECKS=1`, set by `scripts/test`).
let settings: [SwiftSetting] =
  Context.environment["DOLEN_CHECKS"] == nil
  ? [] : [.define("INTERNAL_CHECKS"), .unsafeFlags(["-assert-config", "Debug"])]

let collections = Target.Dependency.product(
  name: "OrderedCollections", package: "swift-collections")
/// Sets and dictionaries whose copies share what they have in common.
let sharing = Target.Dependency.product(
  name: "HashTreeCollections", package: "swift-collections")

/// The formats of graphs that come with the program, as ``format(_:uses:)`` has met them.
var formats: [Target.Dependency] = []

/// A format of graphs: a folder of `Plugins`, which uses the kit and nothing of the other formats.
///
/// - Parameter embeds: Files that go into the program as they are.
@MainActor func format(
  _ name: String, uses: [Target.Dependency] = [], embeds: [String] = []
) -> Target {
  formats.append(.byName(name: "\(name)Plugin"))
  return .target(
    name: "\(name)Plugin", dependencies: ["GraphModel", "PluginKit", "WordCatalog"] + uses,
    path: "Plugins/\(name)", exclude: ["README.md"],
    resources: embeds.map { .embedInCode($0) }, swiftSettings: settings)
}

let package = Package(
  name: "dolen",
  platforms: [.macOS(.v15)],
  products: [
    // What others build on, lowest first; each has a package in Examples/ that is built by a test.
    .library(name: "GraphModel", targets: ["GraphModel"]),
    .library(name: "GraphEngine", targets: ["GraphEngine", "WordCatalog"]),
    .library(name: "EvidenceKit", targets: ["EvidenceKit", "WordCatalog"]),
    .library(name: "PluginKit", targets: ["PluginKit", "WordCatalog"]),
    .executable(name: "dolen", targets: ["dolen"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  // One line per layer, lowest first. A target may use only what stands above it in this list;
  // `.ci/check-layers` holds that.
  targets: [
    .systemLibrary(
      name: "CSQLite", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "CPageChecksums", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CReadline", linkerSettings: [.linkedLibrary("readline")]),
    .target(name: "CThreadStack"),
    .target(name: "CSubprocess"),
    .target(name: "Platform", swiftSettings: settings),
    .target(name: "WordCatalog", swiftSettings: settings),
    // Words as people print, mutate and misprint them, and how alike two of them are.
    .target(name: "WordForms", swiftSettings: settings),
    // Boxes, widths of text, SVG: what every figure is drawn with.
    .target(name: "FigureKit", swiftSettings: settings),
    // Where boxes and lines lie; knows nothing of graphs but who is joined with whom.
    .target(name: "GraphLayout", dependencies: ["FigureKit"], swiftSettings: settings),
    .target(
      name: "GraphModel", dependencies: ["Platform", collections], swiftSettings: settings),
    .target(
      name: "GraphStore", dependencies: ["Platform", "GraphModel", "CSQLite", "CPageChecksums"],
      swiftSettings: settings),
    .target(
      name: "GraphIndex", dependencies: ["Platform", "GraphModel"], swiftSettings: settings),
    .target(
      name: "CypherSyntax", dependencies: ["GraphModel", "CThreadStack"], swiftSettings: settings),
    // Algorithms over rows of neighbours; knows nothing of where they come from.
    .target(
      name: "GraphAlgorithms", dependencies: ["Platform", "GraphModel"], swiftSettings: settings),
    .target(
      name: "CypherFunctions",
      dependencies: ["Platform", "GraphModel", "GraphAlgorithms", collections],
      swiftSettings: settings),
    .target(
      name: "CypherPlan",
      dependencies: ["GraphModel", "GraphIndex", "CypherSyntax", "CypherFunctions", sharing],
      swiftSettings: settings),
    .target(
      name: "CypherRuntime",
      dependencies: [
        "Platform", "GraphModel", "GraphIndex", "CypherSyntax", "CypherPlan", "CypherFunctions",
        collections, sharing,
      ],
      swiftSettings: settings),
    .target(
      name: "GraphEngine",
      dependencies: [
        "Platform", "WordCatalog", "WordForms", "GraphModel", "GraphStore", "GraphIndex",
        "CypherSyntax", "GraphAlgorithms", "CypherFunctions", "CypherPlan", "CypherRuntime",
      ],
      swiftSettings: settings),
    // Other programs, run within bounds: of time, of memory, of what they write.
    .target(
      name: "Subprocesses", dependencies: ["Platform", "CSubprocess", "GraphEngine"],
      swiftSettings: settings),
    .target(
      name: "EvidenceKit", dependencies: ["WordCatalog", "GraphModel", "GraphEngine"],
      swiftSettings: settings),
    // Records of one work: how they are found, brought together and parted again.
    .target(
      name: "Duplicates", dependencies: ["GraphModel", "GraphEngine"], swiftSettings: settings),
    .target(
      name: "PluginKit",
      dependencies: [
        "Platform", "WordCatalog", "GraphModel", "GraphEngine", "Duplicates", "CZlib",
      ],
      swiftSettings: settings),
    // The text of a published review: its sections, its citations, the studies that it cites.
    .target(name: "ReviewReading", dependencies: ["WordForms"], swiftSettings: settings),
    // Reads XML for formats whose files come from strangers.
    .target(name: "XMLParsing", dependencies: ["PluginKit"], swiftSettings: settings),
    // What formats of other programs have in common: typed attributes, labels in a text, XML's escapes.
    .target(
      name: "ExchangeKit", dependencies: ["GraphModel", "PluginKit", "WordCatalog"],
      swiftSettings: settings),
    // How labels and types look in every picture, and graphs laid out as pictures.
    .target(
      name: "GraphDrawing",
      dependencies: [
        "WordCatalog", "FigureKit", "GraphLayout", "GraphModel", "EvidenceKit", "PluginKit",
      ],
      swiftSettings: settings),
    // What reviewers publish of a graph: gap maps, claims, screening flows, search strategies.
    .target(
      name: "EvidenceFigures",
      dependencies: [
        "WordCatalog", "FigureKit", "GraphModel", "GraphEngine", "EvidenceKit", "PluginKit",
        "GraphDrawing", collections,
      ],
      resources: ["page.html", "page.css", "data.js", "map.js", "claims.js", "tools.js"].map {
        .embedInCode("Page/\($0)")
      }, swiftSettings: settings),
    // What is wrong or doubtful in a graph: rules, each with a code, a place and a fix.
    .target(
      name: "EvidenceChecks",
      dependencies: [
        "WordCatalog", "GraphModel", "GraphEngine", "EvidenceKit", "Duplicates", "EvidenceFigures",
      ], swiftSettings: settings),
    // Files of Office: members that are XML, in one archive.
    .target(
      name: "OfficePackages", dependencies: ["CZlib", "Platform", "PluginKit", "ExchangeKit"],
      swiftSettings: settings),
    .target(
      name: "PluginHost",
      dependencies: [
        "Platform", "WordCatalog", "GraphModel", "CypherFunctions", "GraphEngine", "PluginKit",
        "Subprocesses",
      ],
      swiftSettings: settings),
    format("AnswerTables", uses: ["GraphEngine", "ExchangeKit"]),
    format("BulkCSV", uses: ["ExchangeKit"]),
    format("CypherScript", uses: ["CypherSyntax", "GraphEngine", "ExchangeKit"]),
    format("GraphFolder", uses: ["ExchangeKit"]),
    format("GraphText", uses: ["ExchangeKit"]),
    format("JSONGraphs", uses: ["ExchangeKit"]),
    format("JSONLines", uses: ["GraphEngine"]),
    format("DOT", uses: ["FigureKit", "GraphDrawing", "ExchangeKit"]),
    format(
      "HTMLPage",
      uses: ["FigureKit", "GraphLayout", "GraphDrawing", "EvidenceKit"],
      embeds: ["page.html", "page.css", "data.js", "view.js", "lists.js", "details.js", "tools.js"]
        .map { "Page/\($0)" }),
    format("References", uses: ["Duplicates", "XMLParsing"]),
    format("Reviews", uses: ["ExchangeKit"]),
    format("ReviewText", uses: ["Platform", "Subprocesses", "ReviewReading"]),
    format("Tables", uses: ["XMLParsing", "ExchangeKit", "OfficePackages"]),
    format("Word", uses: ["ExchangeKit", "OfficePackages", "GraphEngine"]),
    format("Mermaid", uses: ["ExchangeKit"]),
    format("Obsidian", uses: ["ExchangeKit"]),
    format("SVG", uses: ["FigureKit", "GraphLayout", "GraphDrawing"]),
    format("RDF", uses: ["ExchangeKit"]),
    format("Cytoscape", uses: ["ExchangeKit"]),
    format("GEXF", uses: ["ExchangeKit", "XMLParsing"]),
    format("GraphML", uses: ["ExchangeKit", "XMLParsing"]),
    .target(
      name: "StandardPlugins", dependencies: ["PluginKit"] + formats,
      path: "Plugins/StandardPlugins", swiftSettings: settings),
    .target(
      name: "GraphShell",
      dependencies: [
        "Platform", "WordCatalog", "GraphModel", "CypherSyntax", "CypherFunctions", "GraphEngine",
        "EvidenceKit", "Duplicates", "PluginKit", "ReviewReading", "EvidenceFigures",
        "EvidenceChecks", "Subprocesses", "CSubprocess", collections,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "dolen",
      dependencies: [
        "Platform", "WordCatalog", "GraphModel", "CypherSyntax", "GraphStore", "GraphEngine",
        "GraphShell",
        "PluginKit", "PluginHost", "StandardPlugins", "CReadline", "EvidenceFigures",
        "EvidenceChecks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // Tests; `scripts/test` builds and runs them.
    .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
    .target(name: "CFaultInjection", path: "Tests/CFaultInjection"),
    .target(
      name: "GraphTestKit", dependencies: ["GraphModel", "GraphEngine"],
      path: "Tests/GraphTestKit", swiftSettings: settings),
    .executableTarget(
      name: "FaultTrial",
      dependencies: ["GraphModel", "GraphEngine", "GraphTestKit", "CFaultInjection", "CSQLite"],
      path: "Tests/FaultTrial", swiftSettings: settings),
    .testTarget(
      name: "FaultTests", dependencies: ["GraphTestKit", "FaultTrial"], swiftSettings: settings),
    .testTarget(
      name: "WordTests", dependencies: ["WordCatalog", "GraphTestKit"], swiftSettings: settings),
    .testTarget(
      name: "GraphLayoutTests", dependencies: ["FigureKit", "GraphLayout"],
      swiftSettings: settings),
    .testTarget(
      name: "GraphModelTests", dependencies: ["GraphModel"], swiftSettings: settings),
    .testTarget(
      name: "GraphStoreTests",
      dependencies: ["GraphModel", "GraphStore", "CPageChecksums", "GraphTestKit"],
      swiftSettings: settings),
    .testTarget(
      name: "CypherSyntaxTests", dependencies: ["GraphModel", "CypherSyntax"],
      swiftSettings: settings),
    .testTarget(
      name: "GraphAlgorithmsTests", dependencies: ["GraphModel", "GraphAlgorithms"],
      swiftSettings: settings),
    .testTarget(
      name: "CypherFunctionsTests", dependencies: ["GraphModel", "CypherFunctions"],
      swiftSettings: settings),
    .testTarget(
      name: "GraphIndexTests", dependencies: ["GraphModel", "GraphIndex", "GraphTestKit"],
      swiftSettings: settings),
    .testTarget(
      name: "CypherPlanTests",
      dependencies: [
        "GraphModel", "GraphIndex", "CypherSyntax", "CypherFunctions", "CypherPlan", "GraphEngine",
        "GraphTestKit",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CypherRuntimeTests",
      dependencies: [
        "Platform", "GraphModel", "GraphIndex", "CypherSyntax", "CypherFunctions", "CypherPlan",
        "CypherRuntime", "GraphTestKit",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "StoredIndexTests",
      dependencies: [
        "Platform", "GraphModel", "GraphStore", "GraphIndex", "GraphEngine", "GraphTestKit",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "SessionTests",
      dependencies: ["CypherFunctions", "GraphModel", "GraphStore", "GraphEngine", "GraphTestKit"],
      swiftSettings: settings),
    .testTarget(
      name: "LanguageTests", dependencies: ["GraphTestKit"], swiftSettings: settings),
    .testTarget(
      name: "GuardTests",
      dependencies: [
        "GraphModel", "CypherSyntax", "CypherFunctions", "GraphEngine", "GraphTestKit",
        "CAllocationCounter",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PluginTests",
      dependencies: [
        "Platform", "WordCatalog", "FigureKit", "GraphLayout", "GraphModel", "GraphEngine",
        "EvidenceKit", "PluginKit", "XMLParsing", "ExchangeKit", "GraphDrawing",
        "StandardPlugins", "GraphTestKit",
      ] + formats,
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "FigureTests",
      dependencies: [
        "WordCatalog", "FigureKit", "GraphModel", "GraphEngine", "EvidenceKit", "PluginKit",
        "GraphDrawing", "EvidenceFigures", "GraphFolderPlugin", "StandardPlugins", "XMLParsing",
        "GraphTestKit",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "EvidenceCheckTests",
      dependencies: [
        "WordCatalog", "GraphModel", "GraphEngine", "EvidenceKit", "PluginKit", "EvidenceFigures",
        "EvidenceChecks", "StandardPlugins", "GraphTestKit",
      ], swiftSettings: settings),
    .testTarget(
      name: "SearchTests",
      dependencies: [
        "WordForms", "GraphModel", "GraphEngine", "PluginKit", "StandardPlugins", "GraphTestKit",
      ], swiftSettings: settings),
    .testTarget(
      name: "XMLParsingTests", dependencies: ["PluginKit", "XMLParsing"], swiftSettings: settings),
    .testTarget(
      name: "ReviewReadingTests",
      dependencies: [
        "Platform", "WordForms", "GraphModel", "GraphEngine", "PluginKit", "ReviewReading",
        "ReviewTextPlugin",
        "GraphFolderPlugin", "StandardPlugins",
        "GraphShell", "WordCatalog",
      ],
      exclude: ["Texts", "Screening", "Searches", "Identities.cases"], swiftSettings: settings),
    .testTarget(
      name: "ReferenceTests",
      dependencies: [
        "GraphModel", "GraphEngine", "PluginKit", "StandardPlugins", "ReferencesPlugin",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "DuplicateTests",
      dependencies: [
        "GraphModel", "GraphEngine", "Duplicates", "PluginKit", "StandardPlugins",
        "ReferencesPlugin", "JSONLinesPlugin",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "TableTests",
      dependencies: [
        "GraphModel", "GraphEngine", "PluginKit", "StandardPlugins", "TablesPlugin", "GraphTestKit",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PluginHostTests",
      dependencies: [
        "GraphModel", "CypherFunctions", "GraphEngine", "PluginKit", "PluginHost", "Subprocesses",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "SubprocessTests", dependencies: ["Platform", "Subprocesses"],
      swiftSettings: settings),
    .testTarget(
      name: "BulkLoadTests", dependencies: ["GraphModel", "GraphEngine", "PluginKit"],
      swiftSettings: settings),
    .testTarget(
      name: "ConformanceTests",
      dependencies: ["GraphModel", "CypherFunctions", "GraphEngine", "GraphTestKit"],
      swiftSettings: settings),
    .testTarget(
      name: "DifferentialTests",
      dependencies: ["GraphModel", "CypherPlan", "GraphEngine", "GraphTestKit"],
      swiftSettings: settings),
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "GraphModel", "CypherSyntax", "GraphAlgorithms", "CypherFunctions", "GraphEngine",
        "PluginKit", "StandardPlugins", "GraphShell", "GraphTestKit", "WordCatalog",
        "EvidenceChecks",
        "dolen",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ShellTests",
      dependencies: [
        "WordCatalog", "GraphModel", "GraphEngine", "PluginKit", "StandardPlugins", "GraphShell",
        "GraphTestKit",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CommandLineTests", dependencies: ["dolen", "GraphTestKit"],
      swiftSettings: settings),
    .testTarget(name: "QueryLibraryTests", swiftSettings: settings),
    .testTarget(
      name: "SavedQueryTests",
      dependencies: ["GraphModel", "GraphEngine", "GraphShell", "StandardPlugins"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
