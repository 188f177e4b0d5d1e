#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the machine has of memory.
public enum SystemMemory {
  /// Half of the machine's memory in bytes, the default budget of a query; 1 GB where it cannot be
  /// found out.
  public static let half: Int = {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    return pages > 0 && size > 0 ? pages / 2 * size : 1 << 30
  }()
}
