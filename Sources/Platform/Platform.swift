// The C library of the platform, which every layer above sees with this module: the one place that
// knows on which system the program runs.
#if canImport(Glibc)
  @_exported import Glibc
#elseif canImport(Musl)
  @_exported import Musl
#else
  @_exported import Darwin
#endif
