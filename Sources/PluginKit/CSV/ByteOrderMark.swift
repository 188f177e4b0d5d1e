extension UnsafeBufferPointer<UInt8> {
  /// What follows the byte order mark of UTF-8, where there is one.
  ///
  /// Files that are put end to end have their marks in between, before a header that is there again.
  package var withoutMark: Slice<UnsafeBufferPointer<UInt8>> {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    return starts(with: mark) ? dropFirst(mark.count) : self[...]
  }
}
