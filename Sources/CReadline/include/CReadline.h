#ifndef CREADLINE_H
#define CREADLINE_H

/*
 The terminal's line editor and the interrupt key, as the few calls that the executable needs.

 Readline is driven through C globals, which Swift 6 refuses to touch from several threads; they stay
 behind these functions. All of them but line_interrupt_wait are for one thread.
*/

/* Finds the ways to go on with the word at the byte `cursor` of `line`. Sets `start` to where the word
   begins and `append` to the character that follows a single match, or 0. Returns a NULL-terminated
   array of strings, both allocated with malloc, or NULL. */
typedef char **line_completer(const char *line, int cursor, int *start, char *append);

/* Lays `count` words out in lines of at most `width` columns. The words are lent. Returns a
   NULL-terminated array of strings, both allocated with malloc, or NULL. */
typedef char **line_lister(char *const *words, int count, int width);

/* Prepares the editor; `name`, which is copied, is what ~/.inputrc may ask for in `$if name`.

   Neither callback may call readline, nor may readline leave one by a jump: what interrupts the editor
   is a flag that is looked at between two keys. */
void line_setup(const char *name, line_completer *completer, line_lister *lister);

/* Reads one line, or several that were pasted at once. The result is to be freed; it is NULL at the
   end of input. `interrupted` tells whether Ctrl-C threw the line away. */
char *line_read(const char *prompt, int *interrupted);

/* The version of the library, such as "8.2". */
const char *line_version(void);

/* Whether it is GNU readline rather than a library that resembles it. */
int line_is_gnu(void);

/* Reads the history at `path` and keeps at most `limit` entries. Returns 0 or an error number. */
int line_history_load(const char *path, int limit);

/* Adds an entry, of several lines perhaps, with the time in seconds since 1970; appends it to the file
   at `path` unless that is NULL. Returns 0 or an error number. */
int line_history_add(const char *entry, long long time, const char *path);

/* Whether the process ignores a signal. */
int signal_is_ignored(int number);

/* Remembers how the terminal is, before anybody edits lines on it. */
void line_keep_terminal(void);

/* Makes the terminal as it was, before the process ends without an end of the line that is edited. */
void line_restore_terminal(void);

/* From now on SIGINT does not end the process but is counted. Returns 0 or an error number. */
int line_interrupt_install(void);

/* Waits for the next SIGINT. Returns 0 where waiting is not possible. */
int line_interrupt_wait(void);

#endif
