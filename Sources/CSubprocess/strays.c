// Processes that a plugin has started and that left its process group, found in /proc.
#define _GNU_SOURCE
#include "CSubprocess.h"
#include "running.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/syscall.h>

// What /proc/PID/stat says of a process.
struct seen {
  pid_t id;
  pid_t parent;
  unsigned long long start;
  char state;
  char is_ours;
};

static int look(pid_t id, struct seen *seen) {
  char path[48], text[1024];
  snprintf(path, sizeof path, "/proc/%ld/stat", (long)id);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return -1;
  text[count] = 0;
  // The name stands in parentheses, and may have any of them in it.
  char *rest = strrchr(text, ')');
  long parent;
  if (rest == NULL || sscanf(rest + 1, " %c %ld", &seen->state, &parent) != 2) return -1;
  // The start is field 22; the state is field 3.
  rest++;
  for (int field = 2; field < 21 && rest != NULL; field++) rest = strchr(rest + 1, ' ');
  if (rest == NULL || sscanf(rest, " %llu", &seen->start) != 1) return -1;
  seen->id = id;
  seen->parent = (pid_t)parent;
  seen->is_ours = 0;
  return 0;
}

// Whether the environment that the program was started with holds `mark` as one of its variables.
static int has_mark(pid_t id, const char *mark) {
  char path[48];
  snprintf(path, sizeof path, "/proc/%ld/environ", (long)id);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  size_t length = strlen(mark) + 1, held = 0;
  char buffer[1 << 14];
  int found = 0, at_start = 1;
  for (;;) {
    ssize_t count = read(file, buffer + held, sizeof buffer - held);
    if (count <= 0) break;
    held += (size_t)count;
    for (size_t place = 0; place + length <= held && !found; place++) {
      int begins = place == 0 ? at_start : buffer[place - 1] == 0;
      if (begins && memcmp(buffer + place, mark, length) == 0) found = 1;
    }
    if (found) break;
    // The end may be the beginning of the mark, behind the byte before it.
    if (held > length) {
      memmove(buffer, buffer + held - length, length);
      held = length;
      at_start = 0;
    }
  }
  close(file);
  return found;
}

static struct seen *all(size_t *number) {
  DIR *folder = opendir("/proc");
  *number = 0;
  if (folder == NULL) return NULL;
  struct seen *list = NULL;
  size_t count = 0, room = 0;
  struct dirent *entry;
  uid_t user = geteuid();
  while ((entry = readdir(folder)) != NULL) {
    if (!isdigit((unsigned char)entry->d_name[0])) continue;
    struct stat info;
    if (fstatat(dirfd(folder), entry->d_name, &info, 0) != 0 || info.st_uid != user) continue;
    if (count == room) {
      size_t wider = room == 0 ? 256 : room * 2;
      struct seen *grown = realloc(list, wider * sizeof *list);
      if (grown == NULL) break;
      list = grown;
      room = wider;
    }
    if (look((pid_t)atol(entry->d_name), &list[count]) == 0) count++;
  }
  closedir(folder);
  *number = count;
  return list;
}

// Marks who descends from one that is marked.
static void spread(struct seen *list, size_t count) {
  int changed = 1;
  while (changed) {
    changed = 0;
    for (size_t i = 0; i < count; i++) {
      if (list[i].is_ours) continue;
      for (size_t j = 0; j < count; j++) {
        if (list[j].is_ours && list[j].id == list[i].parent) {
          list[i].is_ours = 1;
          changed = 1;
          break;
        }
      }
    }
  }
}

static void end_process(const struct seen *seen) {
#if defined(SYS_pidfd_open) && defined(SYS_pidfd_send_signal)
  // A number may have passed to another process since; a descriptor does not.
  int handle = (int)syscall(SYS_pidfd_open, seen->id, 0);
  if (handle >= 0) {
    struct seen now;
    if (look(seen->id, &now) == 0 && now.start == seen->start) {
      syscall(SYS_pidfd_send_signal, handle, SIGKILL, NULL, 0);
    }
    close(handle);
    return;
  }
  if (errno == ESRCH) return;
#endif
  struct seen now;
  if (look(seen->id, &now) == 0 && now.start == seen->start) kill(seen->id, SIGKILL);
}

void subprocess_note_descendants(pid_t leader, struct subprocess_strays *strays) {
  strays->count = 0;
  size_t count;
  struct seen *list = all(&count);
  for (size_t i = 0; i < count; i++) list[i].is_ours = list[i].id == leader;
  spread(list, count);
  for (size_t i = 0; i < count && strays->count < SUBPROCESS_STRAYS_LIMIT; i++) {
    if (!list[i].is_ours || list[i].id == leader) continue;
    strays->ids[strays->count] = list[i].id;
    strays->starts[strays->count] = list[i].start;
    strays->count++;
  }
  free(list);
}

// Whether a process was left alone by a plugin, and so became our child. The lock is held.
static int is_orphan(const struct seen *seen, pid_t leader) {
  return subprocess_adopts && seen->parent == getpid() && seen->id != leader && !subprocess_runs(seen->id);
}

// Reaps orphans that have ended, which nobody else does.
static void reap_orphans(pid_t leader) {
  if (!subprocess_adopts) return;
  pthread_mutex_lock(&subprocess_lock);
  size_t count;
  struct seen *list = all(&count);
  for (size_t i = 0; i < count; i++) {
    if (is_orphan(&list[i], leader)) waitpid(list[i].id, NULL, WNOHANG);
  }
  free(list);
  pthread_mutex_unlock(&subprocess_lock);
}

int subprocess_kill_strays(pid_t leader, const char *mark, const struct subprocess_strays *noted) {
  struct seen first;
  unsigned long long begun = look(leader, &first) == 0 ? first.start : 0;
  pid_t self = getpid();
  int killed = 0;
  // One that is looked at may start another meanwhile, which the next look finds.
  for (int pass = 0; pass < 64; pass++) {
    pthread_mutex_lock(&subprocess_lock);
    int takes_orphans = subprocess_is_alone(leader);
    size_t count;
    struct seen *list = all(&count);
    for (size_t i = 0; i < count; i++) {
      struct seen *seen = &list[i];
      if (takes_orphans && is_orphan(seen, leader)) {
        seen->is_ours = 1;
        continue;
      }
      if (seen->id == self || seen->start < begun) continue;
      if (seen->id == leader) {
        seen->is_ours = 1;
        continue;
      }
      for (int j = 0; j < noted->count && !seen->is_ours; j++) {
        seen->is_ours = noted->ids[j] == seen->id && noted->starts[j] == seen->start;
      }
      if (!seen->is_ours && seen->state != 'Z') seen->is_ours = (char)has_mark(seen->id, mark);
    }
    spread(list, count);
    int here = 0;
    for (size_t i = 0; i < count; i++) {
      if (!list[i].is_ours || list[i].id == leader || list[i].id == self) continue;
      if (list[i].state == 'Z' || list[i].state == 'X') continue;
      end_process(&list[i]);
      here++;
    }
    free(list);
    pthread_mutex_unlock(&subprocess_lock);
    killed += here;
    if (here == 0) break;
    usleep(1000);
    reap_orphans(leader);
  }
  reap_orphans(leader);
  return killed;
}

#else

void subprocess_note_descendants(pid_t leader, struct subprocess_strays *strays) {
  (void)leader;
  strays->count = 0;
}

int subprocess_kill_strays(pid_t leader, const char *mark, const struct subprocess_strays *noted) {
  (void)leader;
  (void)mark;
  (void)noted;
  return 0;
}

#endif
