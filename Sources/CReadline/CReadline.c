#include "CReadline.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
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

int signal_is_ignored(int number) {
  struct sigaction action;
  return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static struct termios terminal_before;
static int has_terminal = 0;
static volatile sig_atomic_t is_editing = 0;

void line_keep_terminal(void) { has_terminal = tcgetattr(STDIN_FILENO, &terminal_before) == 0; }

void line_restore_terminal(void) {
  if (has_terminal && is_editing) tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
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

/* Completion

   Who owns what: the completer hands over an array with its strings, which `found` owns until the next
   word or the end of the line. Readline gets copies, one for each call of `next_found`, and frees them
   itself. It lends its own list to `show_matches`, which keeps nothing of it. */

static line_completer *completer = NULL;
static line_lister *lister = NULL;
static char **found = NULL;
static int found_index = 0;
static int found_start = 0;
static char found_append = 0;

static void free_strings(char **strings) {
  if (!strings) return;
  for (char **each = strings; *each; each++) free(*each);
  free(strings);
}

static void forget_found(void) {
  free_strings(found);
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
  if (found_start < 0 || found_start > rl_point) {
    /* The word begins on a line that readline does not have any more. */
    forget_found();
    found_start = rl_point;
  }
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

/* The list of matches

   Readline's own list asks for a key at "Display all 101 possibilities?" and at "--More--". An
   interrupt there makes it free the list and then go on with it where the handler of the signal
   returns, as ours must. This list waits for keys by itself, while readline's handler does no more
   than note the signal. */

/* Waits for a key. Returns 0 for an interrupt or the end of the input. */
static int wait_for_key(void) {
  for (;;) {
    if (rl_pending_signal() != 0 || interrupts_seen) return 0;
    struct pollfd input = {fileno(rl_instream), POLLIN, 0};
    int ready = poll(&input, 1, 50);
    if (ready < 0 && errno != EINTR) return 0;
    if (ready <= 0) continue;
    unsigned char key;
    ssize_t count = read(input.fd, &key, 1);
    if (count == 1) return key == 3 || key == 0 ? 0 : key;
    if (count == 0 || errno != EINTR) return 0;
  }
}

static void show(const char *text) { fputs(text, rl_outstream); }

/* Asks whether to go on at the foot of a full screen. Returns how many lines more may be shown. */
static int ask_for_more(int height) {
  show("--More--");
  fflush(rl_outstream);
  int result = -1;
  while (result < 0) {
    switch (wait_for_key()) {
      case ' ': case 'y': case 'Y': result = height; break;
      case '\r': case '\n': result = 1; break;
      case 0: case 'n': case 'N': case 'q': case 'Q': case 0x7F: case 7: case 27: result = 0; break;
      default: break;
    }
  }
  show("\r        \r");
  return result;
}

static int confirms(int count) {
  fprintf(rl_outstream, "\nDisplay all %d possibilities? (y or n)", count);
  fflush(rl_outstream);
  for (;;) {
    switch (wait_for_key()) {
      case 'y': case 'Y': case ' ': return 1;
      case 0: case 'n': case 'N': case 'q': case 0x7F: case 7: case 27: return 0;
      default: break;
    }
  }
}

/* Shows the `count` matches that follow the first entry, which is what they have in common. */
static void show_matches(char **matches, int count, int longest) {
  (void)longest;
  int height, width;
  rl_get_screen_size(&height, &width);
  char **lines = NULL;
  int asks = rl_completion_query_items > 0 && count >= rl_completion_query_items;
  if (lister && (!asks || confirms(count))) lines = lister(matches + 1, count, width);
  show("\n");
  const char *pages = rl_variable_value("page-completions");
  int room = pages && strcmp(pages, "on") == 0 && height > 2 ? height - 1 : -1;
  for (char **line = lines; line && *line; line++) {
    if (room == 0 && (room = ask_for_more(height - 1)) == 0) break;
    if (room > 0) room--;
    show(*line);
    show("\n");
    if (rl_pending_signal() != 0 || interrupts_seen) break;
  }
  free_strings(lines);
  /* The prompt and the line stand anew below the list. */
  rl_forced_update_display();
}

void line_setup(const char *name, line_completer *new_completer, line_lister *new_lister) {
  completer = new_completer;
  lister = new_lister;
  /* Readline keeps the pointer for as long as the process lives. */
  static char *kept_name = NULL;
  free(kept_name);
  kept_name = strdup(name);
  rl_readline_name = kept_name ? kept_name : "";
  rl_attempted_completion_function = complete;
  rl_completion_display_matches_hook = show_matches;
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
  is_editing = 1;
  char *line = readline(prompt);
  is_editing = 0;
  /* Keys that were typed ahead may have ended the line before the interrupt was looked for. */
  if (interrupts_seen) {
    interrupts_seen = 0;
    was_interrupted = 1;
  }
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
