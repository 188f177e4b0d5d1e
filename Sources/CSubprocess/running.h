// The programs that run, which both files of this target look at.
#ifndef C_SUBPROCESS_RUNNING_H
#define C_SUBPROCESS_RUNNING_H

#include <pthread.h>
#include <sys/types.h>

enum { SUBPROCESS_RUNNING_LIMIT = 512 };

/// Who looks at what follows holds this.
extern pthread_mutex_t subprocess_lock;
/// Whether what plugins leave alone becomes a child of this process.
extern int subprocess_adopts;

/// Notes that a program runs; the lock is held.
void subprocess_note(pid_t process);

/// Makes every descriptor from `first` on one that the next program does not get; between fork and exec.
void subprocess_keep_descriptors_from(int first);

/// Gives signals the meaning that programs expect; between fork and exec.
void subprocess_restore_signals(void);

/// Whether a process is a program that was started and not reaped.
int subprocess_runs(pid_t process);

/// Whether it is the only one.
int subprocess_is_alone(pid_t process);

#endif
