// What the user asks for by a command line of the shell: a pager, an editor, a pipe.
#define _GNU_SOURCE
#include "CSubprocess.h"
#include "running.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

// Between fork and exec only calls that are safe in a signal handler may be made.
static _Noreturn void become_shell(const char *command, int input) {
  if (input >= 0 && dup2(input, STDIN_FILENO) < 0) _exit(126);
  subprocess_keep_descriptors_from(3);
  subprocess_restore_signals();
  execl("/bin/sh", "sh", "-c", command, (char *)NULL);
  _exit(127);
}

int shell_start(const char *command, int input, pid_t *process) {
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  pthread_mutex_lock(&subprocess_lock);
  pid_t child = fork();
  if (child == 0) become_shell(command, input);
  int code = errno;
  if (child > 0) subprocess_note(child);
  pthread_mutex_unlock(&subprocess_lock);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  if (child < 0) return code;
  *process = child;
  return 0;
}

int shell_wait(pid_t process) {
  int status;
  pid_t ended;
  do {
    ended = waitpid(process, &status, 0);
  } while (ended < 0 && errno == EINTR);
  subprocess_forget(process);
  if (ended < 0) return 127;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
