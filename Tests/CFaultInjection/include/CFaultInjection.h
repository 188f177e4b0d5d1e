#ifndef DOLEN_FAULT_INJECTION_H
#define DOLEN_FAULT_INJECTION_H

#include <sys/types.h>

// Faults in the system calls that change files, for tests.
//
// The functions of the C library that write, sync, shorten, rename or remove files stand here
// again, so that everything in a program that links this target, SQLite included, calls these. While
// armed, each call that concerns a file below one folder is counted, and the call of a given number
// goes wrong in a given way. Not armed, they do what they always do.

/// How a call goes wrong.
enum fault_mode {
  /// Calls are counted; none goes wrong.
  fault_none = 0,
  /// The process is killed before the call.
  fault_kill = 1,
  /// Half of a write is done, then the process is killed.
  fault_tear = 2,
  /// The call fails with EIO.
  fault_eio = 3,
  /// The call fails with ENOSPC, where it is one that needs room.
  fault_enospc = 4,
  /// Half of a write is done, and the call says so.
  fault_short = 5,
  /// The power fails: the process is killed, and of what was written to a file since it was last
  /// synced, some is there and some is not.
  fault_power = 6,
};

/// Begins to count calls on files below `folder`, an absolute path.
///
/// `number` is that of the call that goes wrong, from 1; with `lasting` all later ones do, too.
/// `seed` decides what a power failure leaves.
void fault_arm(const char *folder, int mode, long number, int lasting, unsigned long seed);

/// Ends the counting and returns how many calls there were.
long fault_disarm(void);

/// fork(), which Swift does not offer: the caller has one thread only.
pid_t fault_fork(void);

#endif
