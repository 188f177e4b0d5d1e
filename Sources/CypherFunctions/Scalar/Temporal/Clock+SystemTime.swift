import Platform

extension Clock {
  /// The system's time in UTC, in seconds and nanoseconds since 1970.
  static var systemTime: (second: Int, nanosecond: Int) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return (Int(time.tv_sec), Int(time.tv_nsec))
  }
}
