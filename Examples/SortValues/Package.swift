// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "SortValues",
  platforms: [.macOS(.v15)],
  // In a package of your own: .package(url: "…/dolen", branch: "main").
  dependencies: [.package(name: "dolen", path: "../..")],
  targets: [
    .executableTarget(
      name: "SortValues",
      dependencies: [.product(name: "GraphModel", package: "dolen")])
  ]
)
