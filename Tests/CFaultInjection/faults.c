#define _GNU_SOURCE
#include "CFaultInjection.h"

#if defined(__linux__)

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MOST_FILES 4096

static char folder[PATH_MAX];
static size_t folder_length;
static int mode;
static long count, number;
static int lasting;
static unsigned long randomness;
static int is_armed;

/// The paths of the open files below the folder, by descriptor; files are opened on several threads.
static char *_Atomic paths[MOST_FILES];

/// What a write that is not synced yet has replaced.
struct unsynced {
  struct unsynced *older;
  char *path;
  off_t offset;
  off_t size_before;
  size_t length;
  unsigned char bytes[];
};
static struct unsynced *newest;

static int in_folder(const char *path) {
  return path && strncmp(path, folder, folder_length) == 0 && path[folder_length] == '/';
}

static const char *path_of(int descriptor) {
  return descriptor >= 0 && descriptor < MOST_FILES ? paths[descriptor] : NULL;
}

// MARK: Unsynced writes

static void forget(const char *path, const char *renamed) {
  for (struct unsynced **place = &newest; *place;) {
    struct unsynced *one = *place;
    if (strcmp(one->path, path) != 0) {
      place = &one->older;
    } else if (renamed) {
      free(one->path);
      one->path = strdup(renamed);
      place = &one->older;
    } else {
      *place = one->older;
      free(one->path);
      free(one);
    }
  }
}

static void remember(int descriptor, off_t offset, size_t length) {
  struct stat status;
  if (mode != fault_power || fstat(descriptor, &status) != 0) return;
  struct unsynced *one = calloc(1, sizeof *one + length);
  if (!one) return;
  one->path = strdup(path_of(descriptor));
  one->offset = offset;
  one->size_before = status.st_size;
  ssize_t got = length ? syscall(SYS_pread64, descriptor, one->bytes, length, offset) : 0;
  one->length = got > 0 ? (size_t)got : 0;
  one->older = newest;
  newest = one;
}

/// Takes back what was never synced: all of it, or a part, as the seed says.
static void lose_unsynced(void) {
  int all = randomness % 3 == 0;
  for (struct unsynced *one = newest; one; one = one->older) {
    randomness = randomness * 6364136223846793005UL + 1442695040888963407UL;
    if (!all && (randomness >> 33) % 2) continue;
    int descriptor = syscall(SYS_openat, AT_FDCWD, one->path, O_RDWR | O_CLOEXEC, 0);
    if (descriptor < 0) continue;
    if (one->length) syscall(SYS_pwrite64, descriptor, one->bytes, one->length, one->offset);
    if (all) syscall(SYS_ftruncate, descriptor, one->size_before);
    syscall(SYS_close, descriptor);
  }
}

// MARK: Deciding

static void die(void) {
  if (mode == fault_power) lose_unsynced();
  syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
  for (;;) pause();
}

/// Counts a call; returns the mode where it is one that goes wrong.
static int counted(void) {
  if (!is_armed) return fault_none;
  count++;
  if (!number || count < number || (count > number && !lasting)) return fault_none;
  if (mode == fault_kill || mode == fault_power) die();
  return mode;
}

/// The error number of a call that goes wrong, or 0.
static int failing(int needs_room) {
  int fault = counted();
  if (fault == fault_eio) return EIO;
  if (fault == fault_enospc && needs_room) return ENOSPC;
  // Only a write can be torn.
  if (fault == fault_tear) die();
  return 0;
}

#define FAIL_WHERE(test, needs_room)            \
  do {                                          \
    if (is_armed && (test)) {                   \
      int error = failing(needs_room);          \
      if (error) {                              \
        errno = error;                          \
        return -1;                              \
      }                                         \
    }                                           \
  } while (0)

void fault_arm(const char *path, int new_mode, long at, int is_lasting, unsigned long seed) {
  strncpy(folder, path, sizeof folder - 1);
  folder_length = strlen(folder);
  mode = new_mode;
  number = at;
  lasting = is_lasting;
  randomness = seed * 2862933555777941757UL + 3037000493UL;
  count = 0;
  is_armed = 1;
}

long fault_disarm(void) {
  is_armed = 0;
  while (newest) forget(newest->path, NULL);
  return count;
}

pid_t fault_fork(void) { return fork(); }

// MARK: The calls

static int opened(int at, const char *path, int flags, mode_t permissions) {
  if (is_armed && (flags & O_CREAT) && in_folder(path)) {
    int error = failing(1);
    if (error) {
      errno = error;
      return -1;
    }
  }
  int descriptor = syscall(SYS_openat, at, path, flags, permissions);
  if (descriptor >= 0 && descriptor < MOST_FILES) {
    // A folder is never written to; it is synced, which counts.
    int counts = folder_length && (in_folder(path) || strcmp(path, folder) == 0);
    free(atomic_exchange(&paths[descriptor], counts ? strdup(path) : NULL));
  }
  return descriptor;
}

#define OPEN_ARGUMENTS                          \
  mode_t permissions = 0;                       \
  if (flags & (O_CREAT | __O_TMPFILE)) {        \
    va_list arguments;                          \
    va_start(arguments, flags);                 \
    permissions = va_arg(arguments, mode_t);    \
    va_end(arguments);                          \
  }

int open(const char *path, int flags, ...) {
  OPEN_ARGUMENTS
  return opened(AT_FDCWD, path, flags, permissions);
}

int open64(const char *path, int flags, ...) {
  OPEN_ARGUMENTS
  return opened(AT_FDCWD, path, flags, permissions);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset) {
  if (is_armed && path_of(descriptor)) {
    remember(descriptor, offset, length);
    switch (counted()) {
      case fault_eio: errno = EIO; return -1;
      case fault_enospc: errno = ENOSPC; return -1;
      case fault_short:
        return syscall(SYS_pwrite64, descriptor, bytes, length > 1 ? length / 2 : length, offset);
      case fault_tear:
        syscall(SYS_pwrite64, descriptor, bytes, length / 2, offset);
        die();
    }
  }
  return syscall(SYS_pwrite64, descriptor, bytes, length, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
  return pwrite64(descriptor, bytes, length, offset);
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
  if (is_armed && path_of(descriptor)) {
    remember(descriptor, syscall(SYS_lseek, descriptor, 0, SEEK_CUR), length);
    switch (counted()) {
      case fault_eio: errno = EIO; return -1;
      case fault_enospc: errno = ENOSPC; return -1;
      case fault_short:
        return syscall(SYS_write, descriptor, bytes, length > 1 ? length / 2 : length);
      case fault_tear:
        syscall(SYS_write, descriptor, bytes, length / 2);
        die();
    }
  }
  return syscall(SYS_write, descriptor, bytes, length);
}

int fsync(int descriptor) {
  FAIL_WHERE(path_of(descriptor), 0);
  int result = syscall(SYS_fsync, descriptor);
  if (result == 0 && is_armed && path_of(descriptor)) forget(path_of(descriptor), NULL);
  return result;
}

int fdatasync(int descriptor) {
  FAIL_WHERE(path_of(descriptor), 0);
  int result = syscall(SYS_fdatasync, descriptor);
  if (result == 0 && is_armed && path_of(descriptor)) forget(path_of(descriptor), NULL);
  return result;
}

int ftruncate64(int descriptor, off64_t length) {
  if (is_armed && path_of(descriptor)) {
    struct stat status;
    if (fstat(descriptor, &status) == 0 && status.st_size > length)
      remember(descriptor, length, status.st_size - length);
  }
  FAIL_WHERE(path_of(descriptor), 0);
  return syscall(SYS_ftruncate, descriptor, length);
}

int ftruncate(int descriptor, off_t length) { return ftruncate64(descriptor, length); }

int fallocate64(int descriptor, int how, off64_t offset, off64_t length) {
  FAIL_WHERE(path_of(descriptor), 1);
  return syscall(SYS_fallocate, descriptor, how, offset, length);
}

int fallocate(int descriptor, int how, off_t offset, off_t length) {
  return fallocate64(descriptor, how, offset, length);
}

int close(int descriptor) {
  if (path_of(descriptor)) {
    free(atomic_exchange(&paths[descriptor], NULL));
  }
  return syscall(SYS_close, descriptor);
}

int unlink(const char *path) {
  FAIL_WHERE(in_folder(path), 0);
  if (is_armed && in_folder(path)) forget(path, NULL);
  return syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int rename(const char *from, const char *to) {
  FAIL_WHERE(in_folder(to), 1);
  if (is_armed && in_folder(to)) {
    forget(to, NULL);
    forget(from, to);
  }
  return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int link(const char *from, const char *to) {
  FAIL_WHERE(in_folder(to), 1);
  return syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

#else

// The calls are those of Linux; elsewhere nothing is counted and nothing goes wrong.
void fault_arm(const char *folder, int mode, long number, int lasting, unsigned long seed) {}
long fault_disarm(void) { return 0; }
pid_t fault_fork(void) { return -1; }

#endif
