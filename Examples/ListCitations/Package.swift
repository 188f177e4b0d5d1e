// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "ListCitations",
  platforms: [.macOS(.v15)],
  // In a package of your own: .package(url: "…/dolen", branch: "main").
  dependencies: [.package(name: "dolen", path: "../..")],
  targets: [
    .executableTarget(
      name: "ListCitations",
      dependencies: [
        .product(name: "EvidenceKit", package: "dolen"),
        .product(name: "GraphEngine", package: "dolen"),
        .product(name: "GraphModel", package: "dolen"),
      ])
  ]
)
