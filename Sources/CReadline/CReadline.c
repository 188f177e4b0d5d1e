#include "CReadline.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

/* Interrupts */

static volatile sig_atomic_t interrupts_seen = 0;
static int interrupt_pipe[2] = {-1, -1};

static void on_interrupt(int signal) {
  (void)signal;
  int saved = errno;
  interrupts_seen = 1;
  /* A full pipe holds more than enough news already. */
  ssize_t ignored = write(interrupt_pipe[1], "!", 1);
  (void)ignored;
  errno = saved;
}

int line_interrupt_install(void) {
  if (interrupt_pipe[0] < 0) {
    if (pipe(interrupt_pipe) != 0) return errno;
    for (int i = 0; i < 2; i++) fcntl(interrupt_pipe[i], F_SETFD, FD_CLOEXEC);
    fcntl(interrupt_pipe[1], F_SETFL, O_NONBLOCK);
  }
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_interrupt;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  if (sigaction(SIGINT, &action, NULL) != 0) return errno;
  /* Who started the process may have blocked the signal for itself, and thereby for us. */
  sigset_t interrupt;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  return pthread_sigmask(SIG_UNBLOCK, &interrupt, NULL);
}

int line_interrupt_wait(void) {
  char byte;
  for (;;) {
    ssize_t count = read(interrupt_pipe[0], &byte, 1);
    if (count == 1) return 1;
    if (count < 0 && errno == EINTR) continue;
    return 0;
  }
}

/* Editing */

static int was_interrupted = 0;

/* Called some times a second while a key is waited for. Setting rl_done inside of readline's own
   signal hook would take effect only with the next key. */
static int look_for_interrupt(void) {
  if (interrupts_seen) {
    interrupts_seen = 0;
    was_interrupted = 1;
    rl_point = rl_end;
    rl_done = 1;
  }
  return 0;
}

/* Completion */

static line_completer *completer = NULL;
static char **found = NULL;
static int found_index = 0;
static int found_start = 0;
static char found_append = 0;

static void forget_found(void) {
  if (!found) return;
  for (char **each = found; *each; each++) free(*each);
  free(found);
  found = NULL;
}

/* Readline asks which characters end a word before it asks for completions: where the word begins is
   known only after looking at the line. */
static char *word_breaks(void) {
  static char blanks[] = " \t\n";
  static char all[] = " \t\n\"\\'`@$><=;|&{}()[]:.,+-*/%^!?#~";
  forget_found();
  found_start = rl_point;
  found_append = 0;
  if (completer) found = completer(rl_line_buffer, rl_point, &found_start, &found_append);
  int after_blank = found_start == 0 || strchr(blanks, rl_line_buffer[found_start - 1]) != NULL;
  return after_blank ? blanks : all;
}

static char *next_found(const char *text, int state) {
  (void)text;
  if (state == 0) found_index = 0;
  if (!found || !found[found_index]) return NULL;
  return strdup(found[found_index++]);
}

static char **complete(const char *text, int start, int end) {
  (void)end;
  /* Names of files are offered only where our own completer does so. */
  rl_attempted_completion_over = 1;
  rl_completion_append_character = found_append;
  if (start != found_start) return NULL;
  return rl_completion_matches(text, next_found);
}

void line_setup(const char *name, line_completer *new_completer) {
  completer = new_completer;
  rl_readline_name = strdup(name);
  rl_attempted_completion_function = complete;
  rl_completion_word_break_hook = word_breaks;
  rl_completer_quote_characters = "";
  rl_basic_quote_characters = "";
  rl_event_hook = look_for_interrupt;
  rl_set_keyboard_input_timeout(50000);
  rl_variable_bind("completion-ignore-case", "on");
  rl_variable_bind("enable-bracketed-paste", "on");
  rl_variable_bind("blink-matching-paren", "off");
  rl_sort_completion_matches = 0;
  /* A prompt is no part of an answer that goes to a file. */
  rl_outstream = isatty(STDOUT_FILENO) ? stdout : stderr;
  using_history();
  history_write_timestamps = 1;
  history_multiline_entries = 1;
  history_comment_char = '#';
}

char *line_read(const char *prompt, int *interrupted) {
  interrupts_seen = 0;
  was_interrupted = 0;
  char *line = readline(prompt);
  *interrupted = was_interrupted;
  forget_found();
  return line;
}

const char *line_version(void) { return rl_library_version; }

int line_is_gnu(void) { return rl_gnu_readline_p; }

/* History */

int line_history_load(const char *path, int limit) {
  int result = read_history(path);
  stifle_history(limit);
  return result;
}

int line_history_add(const char *entry, long long time, const char *path) {
  char stamp[32];
  snprintf(stamp, sizeof stamp, "#%lld", time);
  add_history(entry);
  add_history_time(stamp);
  return path ? append_history(1, path) : 0;
}
