#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The thread that queries run on: its stack is large whatever the shell's limits say.
enum EngineThread {
  private final class Job {
    let body: @Sendable () -> Int32
    var result: Int32 = 4

    init(_ body: @escaping @Sendable () -> Int32) { self.body = body }
  }

  /// Runs `body` on a thread with a stack of 8 MB and waits for its result.
  static func run(_ body: @escaping @Sendable () -> Int32) -> Int32 {
    let job = Job(body)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, 8 << 20)
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let box = Unmanaged.passRetained(job)
    let code = pthread_create(
      &thread, &attributes,
      { argument in
        #if canImport(Darwin)
          let job = Unmanaged<Job>.fromOpaque(argument).takeUnretainedValue()
          job.result = job.body()
        #else
          if let argument {
            let job = Unmanaged<Job>.fromOpaque(argument).takeUnretainedValue()
            job.result = job.body()
          }
        #endif
        return nil
      }, box.toOpaque())
    defer { box.release() }
    // Without a thread of its own the query has the stack of the main thread.
    guard code == 0 else { return body() }
    #if canImport(Darwin)
      if let thread { pthread_join(thread, nil) }
    #else
      pthread_join(thread, nil)
    #endif
    return job.result
  }
}
