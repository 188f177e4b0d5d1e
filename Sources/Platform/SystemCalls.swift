import Synchronization

// Calls whose names methods of ours have as well, where the method would hide the call.

/// `open(2)`, begun again where a signal interrupts it.
func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  while true {
    let descriptor = open(path, flags, mode)
    if descriptor >= 0 || errno != EINTR { return descriptor }
  }
}

/// `link(2)`.
func linkFile(_ path: String, _ new: String) -> Int32 { link(path, new) }

/// `rename(2)`.
func renameFile(_ path: String, _ new: String) -> Int32 { rename(path, new) }

/// `read(2)`, begun again where a signal interrupts it: how many bytes came, 0 at the end, -1 where
/// `errno` has the reason.
package func readBytes(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
  while true {
    let count = read(descriptor, buffer.baseAddress, buffer.count)
    if count >= 0 || errno != EINTR { return count }
  }
}

/// `write(2)` until all of `bytes` are out: 0, or the error number.
package func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
  withoutBrokenPipeSignal {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = write(descriptor, part.baseAddress, part.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}

/// `write(2)`, once: how many bytes were taken, or -1 where `errno` has the reason.
package func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  var count = 0
  let code = withoutBrokenPipeSignal {
    count = write(descriptor, bytes.baseAddress, bytes.count)
    return count < 0 ? errno : 0
  }
  // What was done about the signal may have left another.
  if count < 0 { errno = code }
  return count
}

/// Lets every write of the process to a pipe that nobody reads fail with `EPIPE` and do no more: for
/// programs, whose business the signal is. Where nothing was said, each write sees to it by itself, which
/// takes three calls more.
package func ignoreBrokenPipes() {
  signal(SIGPIPE, SIG_IGN)
  ignoresBrokenPipes.store(true, ordering: .relaxed)
}

private let ignoresBrokenPipes = Atomic(false)

/// Lets writing to a pipe that nobody reads fail with `EPIPE` and do no more, on systems where that is said
/// of a pipe when it is made; on Linux, where it is not, each write sees to it.
package func ignoreBrokenPipe(_ descriptor: Int32) {
  #if !os(Linux)
    _ = fcntl(descriptor, F_SETNOSIGPIPE, 1)
  #endif
}

/// What `body` returns, whose writes to a pipe that nobody reads fail with `EPIPE` and do not end the
/// process: what a program does about `SIGPIPE` is for itself to say, not for a library.
private func withoutBrokenPipeSignal(_ body: () -> Int32) -> Int32 {
  #if os(Linux)
    if ignoresBrokenPipes.load(ordering: .relaxed) { return body() }
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    var pending = sigset_t()
    sigpending(&pending)
    let wasPending = sigismember(&pending, SIGPIPE) == 1
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    let code = body()
    if code == EPIPE, !wasPending {
      var atOnce = timespec()
      while sigtimedwait(&signals, nil, &atOnce) == -1, errno == EINTR {}
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    return code
  #else
    return body()
  #endif
}
