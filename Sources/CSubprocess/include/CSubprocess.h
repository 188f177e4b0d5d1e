#ifndef C_SUBPROCESS_H
#define C_SUBPROCESS_H

#include <sys/types.h>

/// What failed on the way to a running program.
enum subprocess_stage {
  SUBPROCESS_STAGE_FORK = 1,
  SUBPROCESS_STAGE_FOLDER = 2,
  SUBPROCESS_STAGE_LIMITS = 3,
  SUBPROCESS_STAGE_STREAMS = 4,
  SUBPROCESS_STAGE_PROGRAM = 5,
};

/// Starts `program` in `folder`, as the leader of a process group of its own, with the three
/// descriptors as its standard streams and no other descriptor of ours.
///
/// Signals are as in a new process. `memory` bounds its private memory in bytes; 0 does not. It leaves
/// no core file, and on Linux it is killed with the thread that started it.
///
/// Returns 0, or the error number, with what failed in `stage`.
int subprocess_start(const char *program, char *const arguments[], char *const environment[],
                 const char *folder, int input, int output, int errors,
                 unsigned long long memory, pid_t *process, int *stage);

/// Whether the child has ended, which stays to be reaped: 1, 0, or -1 where it is no child of ours.
int subprocess_has_ended(pid_t process);

/// Says that a program that was started has been reaped.
void subprocess_forget(pid_t process);

/// Makes this process the parent of what plugins start and leave alone, however it left them, so that it is
/// found when they end. For programs that have no other children than plugins: any other would be taken
/// for one of theirs. Only on Linux.
void subprocess_adopt_orphans(void);

enum { SUBPROCESS_STRAYS_LIMIT = 256 };

/// Processes that descend from a plugin, each with the time of its start, which tells it from a later one
/// of its number.
struct subprocess_strays {
  int count;
  pid_t ids[SUBPROCESS_STRAYS_LIMIT];
  unsigned long long starts[SUBPROCESS_STRAYS_LIMIT];
};

/// Notes who descends from `leader` now: once it has ended nobody knows. Only on Linux.
void subprocess_note_descendants(pid_t leader, struct subprocess_strays *strays);

/// Kills what `leader`, which is not reaped yet, has started, though it left its process group: who was
/// noted, who has the variable `mark` ("NAME=value") in its environment, and who descends from one of
/// them; where orphans are adopted and no other program runs, all of these as well. Returns how many there were. On Linux, where /proc is there; elsewhere it does nothing.
int subprocess_kill_strays(pid_t leader, const char *mark, const struct subprocess_strays *noted);

/// Opens a pipe whose ends no program inherits: 0, or the error number.
int subprocess_pipe(int ends[2]);

/// Lets a pipe hold a megabyte, where the system can, so that both sides work longer at a stretch.
void subprocess_widen(int pipe);

/// Starts `command` by the system's shell, in our process group and on our terminal, so that a pager or an
/// editor can be used; reads `input` where that is a descriptor, our own standard input where it is -1.
///
/// Signals are as in a new process; it is no plugin, and nobody takes it for one. Returns 0, or the error
/// number.
int shell_start(const char *command, int input, pid_t *process);

/// Waits for a command to end: its exit code, or 128 and the number of the signal that ended it.
int shell_wait(pid_t process);

#endif
