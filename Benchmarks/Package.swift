// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "dolen-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "dolen", path: "..")],
  targets: [
    .executableTarget(
      name: "OperatorBenchmarks",
      dependencies: [.product(name: "GraphEngine", package: "dolen")])
  ])
