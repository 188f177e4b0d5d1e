import CReadline
import Platform

/// What the signals do that ask a process to end, `SIGTERM` and `SIGHUP`: it ends of the signal, as whoever
/// sent it expects, and leaves nothing behind.
///
/// They are blocked in all threads and waited for by one, which may do what no signal handler may: end
/// plugins, remove files under construction. The graph needs nothing of it: its file survives more than
/// that.
enum Terminations {
  /// Begins to listen; before any other thread is there.
  static func watch() {
    var signals = sigset_t()
    sigemptyset(&signals)
    var isAny = false
    for number in [SIGTERM, SIGHUP] where !isIgnored(number) {
      sigaddset(&signals, number)
      isAny = true
    }
    guard isAny, pthread_sigmask(SIG_BLOCK, &signals, nil) == 0 else { return }
    line_keep_terminal()
    let waited = signals
    let thread = SystemThread {
      var waited = waited
      var number: Int32 = 0
      while sigwait(&waited, &number) != 0 {}
      end(by: number)
    }
    if let thread {
      thread.detach()
    } else {
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
  }

  /// Ends the process after all that it would leave behind; with an exit code, where no signal is given.
  static func end(by number: Int32? = nil, code: Int32 = 1) {
    Leftovers.clear {
      line_restore_terminal()
      guard let number else { _exit(code) }
      signal(number, SIG_DFL)
      var only = sigset_t()
      sigemptyset(&only)
      sigaddset(&only, number)
      pthread_sigmask(SIG_UNBLOCK, &only, nil)
      kill(getpid(), number)
      _exit(128 + number)
    }
  }

  /// Whether whoever has started the process wants it to outlive the signal, as `nohup` does.
  private static func isIgnored(_ number: Int32) -> Bool {
    signal_is_ignored(number) != 0
  }
}
