import PluginKit
import Testing

@Suite struct SHA256Tests {
  /// The examples of FIPS 180-4 (csrc.nist.gov, "Examples with Intermediate Values") and its
  /// commonly used long ones.
  @Test(arguments: [
    ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu", 1,
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
    ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func published(_ text: String, _ times: Int, _ digest: String) {
    let bytes = Array(String(repeating: text, count: times).utf8)
    #expect(SHA256.hexadecimal(of: bytes) == digest)
  }

  /// However the bytes are cut into pieces, the digest is the same; every length around a block is
  /// tried, as the padding changes there.
  @Test func pieces() {
    for length in 0...200 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let whole = SHA256.hexadecimal(of: bytes)
      for cut in [1, 3, 63, 64, 65] {
        var hash = SHA256()
        var rest = bytes[...]
        while !rest.isEmpty {
          Array(rest.prefix(cut)).withUnsafeBytes { hash.update($0) }
          rest = rest.dropFirst(cut)
        }
        #expect(hash.finalized() == whole, "\(length) bytes in pieces of \(cut)")
      }
    }
  }
}
