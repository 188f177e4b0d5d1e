// close_range, pipe2 and prctl are extensions of Linux.
#define _GNU_SOURCE
#include "CSubprocess.h"
#include "running.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

// The programs that run. Who looks for orphans holds the lock, so that it takes no new one for an orphan.
pthread_mutex_t subprocess_lock = PTHREAD_MUTEX_INITIALIZER;
static pid_t running[SUBPROCESS_RUNNING_LIMIT];
static int running_count;
// Where more programs run than are held, nobody knows who is an orphan.
static int is_overfull;
int subprocess_adopts;

int subprocess_runs(pid_t process) {
  for (int i = 0; i < running_count; i++) {
    if (running[i] == process) return 1;
  }
  return 0;
}

int subprocess_is_alone(pid_t process) {
  return !is_overfull && running_count == 1 && running[0] == process;
}

void subprocess_note(pid_t process) {
  if (running_count < SUBPROCESS_RUNNING_LIMIT) {
    running[running_count++] = process;
  } else {
    is_overfull = 1;
  }
}

void subprocess_forget(pid_t process) {
  pthread_mutex_lock(&subprocess_lock);
  for (int i = 0; i < running_count; i++) {
    if (running[i] != process) continue;
    running[i] = running[--running_count];
    break;
  }
  pthread_mutex_unlock(&subprocess_lock);
}

void subprocess_adopt_orphans(void) {
#if defined(__linux__) && defined(PR_SET_CHILD_SUBREAPER)
  subprocess_adopts = prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0;
#endif
}

struct failure {
  int stage;
  int code;
};

// Between fork and exec only calls that are safe in a signal handler may be made: another thread may
// have held any lock.
static _Noreturn void fail(int report, int stage) {
  struct failure failure = {stage, errno};
  ssize_t written = write(report, &failure, sizeof failure);
  (void)written;
  _exit(127);
}

static int bound(int resource, rlim_t limit) {
  struct rlimit old;
  if (getrlimit(resource, &old) != 0) return -1;
  if (old.rlim_max != RLIM_INFINITY && old.rlim_max < limit) limit = old.rlim_max;
  struct rlimit new = {limit, limit};
  return setrlimit(resource, &new);
}

void subprocess_keep_descriptors_from(int first) {
#if defined(__linux__) && defined(SYS_close_range)
  // CLOSE_RANGE_CLOEXEC; kernels before 5.11 do not know it.
  if (syscall(SYS_close_range, (unsigned)first, ~0U, 4U) == 0) return;
#endif
  long last = sysconf(_SC_OPEN_MAX);
  if (last < 0 || last > 65536) last = 65536;
  for (int descriptor = first; descriptor < last; descriptor++) {
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  }
}

void subprocess_restore_signals(void) {
  struct sigaction standard;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static _Noreturn void become(const char *program, char *const arguments[],
                             char *const environment[], const char *folder, int streams[3],
                             unsigned long long memory, pid_t parent, int report) {
  if (setpgid(0, 0) != 0) fail(report, SUBPROCESS_STAGE_FORK);
#if defined(__linux__)
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
#else
  (void)parent;
#endif
  if (chdir(folder) != 0) fail(report, SUBPROCESS_STAGE_FOLDER);
  if (bound(RLIMIT_CORE, 0) != 0) fail(report, SUBPROCESS_STAGE_LIMITS);
  if (memory > 0) {
#if defined(__linux__)
    // What is reserved and not used does not count, as it would in RLIMIT_AS: runtimes reserve much.
    if (bound(RLIMIT_DATA, (rlim_t)memory) != 0) fail(report, SUBPROCESS_STAGE_LIMITS);
#else
    if (bound(RLIMIT_AS, (rlim_t)memory) != 0) fail(report, SUBPROCESS_STAGE_LIMITS);
#endif
  }
  // Out of the way first: any of them may have a number that another is to get.
  for (int i = 0; i < 3; i++) {
    streams[i] = fcntl(streams[i], F_DUPFD_CLOEXEC, 3);
    if (streams[i] < 0) fail(report, SUBPROCESS_STAGE_STREAMS);
  }
  if (report < 3) {
    report = fcntl(report, F_DUPFD_CLOEXEC, 3);
    if (report < 0) _exit(127);
  }
  for (int i = 0; i < 3; i++) {
    if (dup2(streams[i], i) < 0) fail(report, SUBPROCESS_STAGE_STREAMS);
  }
  subprocess_keep_descriptors_from(3);
  subprocess_restore_signals();
  execve(program, arguments, environment);
  fail(report, SUBPROCESS_STAGE_PROGRAM);
}

int subprocess_pipe(int ends[2]) {
#if defined(__linux__)
  return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno;
#else
  if (pipe(ends) != 0) return errno;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

void subprocess_widen(int pipe) {
#if defined(F_SETPIPE_SZ)
  // Where the system has no room for it, the pipe stays as it is.
  fcntl(pipe, F_SETPIPE_SZ, 1 << 20);
#else
  (void)pipe;
#endif
}

int subprocess_start(const char *program, char *const arguments[], char *const environment[],
                 const char *folder, int input, int output, int errors,
                 unsigned long long memory, pid_t *process, int *stage) {
  int report[2];
  *stage = SUBPROCESS_STAGE_FORK;
  int code = subprocess_pipe(report);
  if (code != 0) return code;
  // No handler of ours may run in the child.
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  pid_t parent = getpid();
  pthread_mutex_lock(&subprocess_lock);
  pid_t child = fork();
  if (child == 0) {
    int streams[3] = {input, output, errors};
    become(program, arguments, environment, folder, streams, memory, parent, report[1]);
  }
  code = errno;
  if (child > 0) subprocess_note(child);
  pthread_mutex_unlock(&subprocess_lock);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  close(report[1]);
  if (child < 0) {
    close(report[0]);
    return code;
  }
  setpgid(child, child);
  struct failure failure;
  ssize_t count;
  do {
    count = read(report[0], &failure, sizeof failure);
  } while (count < 0 && errno == EINTR);
  close(report[0]);
  if (count == (ssize_t)sizeof failure) {
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
    subprocess_forget(child);
    *stage = failure.stage;
    return failure.code != 0 ? failure.code : EINVAL;
  }
  *process = child;
  return 0;
}

int subprocess_has_ended(pid_t process) {
  siginfo_t info;
  info.si_pid = 0;
  int result;
  do {
    result = waitid(P_PID, (id_t)process, &info, WEXITED | WNOHANG | WNOWAIT);
  } while (result < 0 && errno == EINTR);
  if (result != 0) return -1;
  return info.si_pid == process;
}
