@main
struct Dolen {
  static func main() {}
}
