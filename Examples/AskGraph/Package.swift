// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "AskGraph",
  platforms: [.macOS(.v15)],
  // In a package of your own: .package(url: "…/dolen", branch: "main").
  dependencies: [.package(name: "dolen", path: "../..")],
  targets: [
    .executableTarget(
      name: "AskGraph",
      dependencies: [
        .product(name: "GraphEngine", package: "dolen"),
        .product(name: "GraphModel", package: "dolen"),
      ])
  ]
)
