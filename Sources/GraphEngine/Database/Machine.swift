import Platform

/// What the machine has.
public enum Machine {
  /// Half of the machine's memory in bytes, the default budget of a query; 1 GB where it cannot be
  /// found out.
  public static let halfOfMemory: Int = {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    return pages > 0 && size > 0 ? pages / 2 * size : 1 << 30
  }()

  /// How many processors may be used at once.
  public static let processors: Int = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}
