/// A thread that does one thing: the one way in which the program starts threads.
///
///     let thread = SystemThread { work() }
///     thread?.join()
package final class SystemThread {
  /// The stack of a thread that runs queries, whatever the shell's limits say: expressions may be
  /// nested as deeply there as on any other.
  package static let stackSize = 8 << 20

  private final class Job: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  #if canImport(Darwin)
    private var thread: pthread_t?
  #else
    private var thread = pthread_t()
  #endif

  /// Starts `body`; nil where the system gives no thread.
  package init?(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, Self.stackSize)
    let job = Unmanaged.passRetained(Job(body))
    let code = pthread_create(
      &thread, &attributes,
      { argument in
        #if canImport(Darwin)
          Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
        #else
          if let argument { Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body() }
        #endif
        return nil
      }, job.toOpaque())
    guard code == 0 else {
      job.release()
      return nil
    }
  }

  /// Lets it end by itself: nobody will wait for it.
  package func detach() {
    #if canImport(Darwin)
      if let thread { pthread_detach(thread) }
    #else
      pthread_detach(thread)
    #endif
  }

  /// Waits until it is done.
  package func join() {
    #if canImport(Darwin)
      if let thread { pthread_join(thread, nil) }
    #else
      pthread_join(thread, nil)
    #endif
  }
}
