#include "PageChecksum.h"

#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

// A VFS above SQLite's own. It gives pages their checksums where they go into the database file, be
// it from a checkpoint, in rollback mode, from a journal or from VACUUM, and looks at them where
// they come out of it. The log and the journals are SQLite's own files: their checksums are made
// before a page gets here, and would not fit a page that was changed on the way.
//
// SQLite's `cksumvfs.c` was the model. Other than that, this one writes nothing into a page that
// SQLite still holds, is told by its caller which files have checksums, knows pages apart by their
// numbers, and takes no page of zeros for a sound one.

struct file {
  sqlite3_file base;
  sqlite3_file *real;
  struct page_checksum_policy policy;
  /// Room for a page.
  unsigned char *page;
  /// How long the file is at least.
  sqlite3_int64 known_end;
  unsigned refused;
};

static struct file *file(sqlite3_file *opened) { return (struct file *)opened; }

static sqlite3_file *real(sqlite3_file *opened) { return file(opened)->real; }

/// The page that holds SQLite's lock bytes; it is never written.
static unsigned lock_page(const struct file *one) {
  return (unsigned)(0x40000000 / one->policy.page_length) + 1;
}

// MARK: Reading

static int check_page(struct file *one, const void *page, unsigned number) {
  if (!one->policy.verifies) return SQLITE_OK;
  if (page_checksum_state(page, (size_t)one->policy.page_length, number) == page_intact)
    return SQLITE_OK;
  one->refused = number;
  sqlite3_log(SQLITE_IOERR_DATA, "page %u is not as it was written", number);
  return SQLITE_IOERR_DATA;
}

static int read_file(sqlite3_file *opened, void *bytes, int amount, sqlite3_int64 offset) {
  struct file *one = file(opened);
  int length = one->policy.page_length;
  // Of the first page, SQLite reads the header alone before it knows how long pages are, and
  // before it has taken over a journal; the page as a whole is read after that.
  if (length == 0 || (offset < 100 && offset + amount <= 100))
    return one->real->pMethods->xRead(one->real, bytes, amount, offset);
  if (amount == length && offset % length == 0) {
    int code = one->real->pMethods->xRead(one->real, bytes, amount, offset);
    return code != SQLITE_OK ? code : check_page(one, bytes, (unsigned)(offset / length) + 1);
  }
  // A part of a page, or of several: newer versions read long texts past the cache.
  while (amount > 0) {
    sqlite3_int64 start = offset - offset % length;
    int skipped = (int)(offset - start);
    int part = length - skipped < amount ? length - skipped : amount;
    int code = one->real->pMethods->xRead(one->real, one->page, length, start);
    if (code == SQLITE_OK) code = check_page(one, one->page, (unsigned)(start / length) + 1);
    if (code == SQLITE_IOERR_SHORT_READ) memset(bytes, 0, (size_t)amount);
    if (code != SQLITE_OK) return code;
    memcpy(bytes, one->page + skipped, (size_t)part);
    bytes = (char *)bytes + part;
    amount -= part;
    offset += part;
  }
  return SQLITE_OK;
}

// MARK: Writing

static int write_page(struct file *one, const void *bytes, sqlite3_int64 offset) {
  int length = one->policy.page_length;
  if (bytes) {
    memcpy(one->page, bytes, (size_t)length);
  } else {
    memset(one->page, 0, (size_t)length);
  }
  page_checksum_write(
      one->page, (size_t)length, (unsigned)(offset / length) + 1, one->policy.keeps_change,
      one->page + length - PAGE_CHECKSUM_LENGTH);
  int code = one->real->pMethods->xWrite(one->real, one->page, length, offset);
  if (code == SQLITE_OK && one->known_end < offset + length) one->known_end = offset + length;
  return code;
}

/// Pages that were used and given up within a transaction are never written, and would be found as
/// a hole of zeros without checksums.
static int fill_up_to(struct file *one, sqlite3_int64 offset) {
  int length = one->policy.page_length;
  if (offset <= one->known_end) return SQLITE_OK;
  sqlite3_int64 end;
  int code = one->real->pMethods->xFileSize(one->real, &end);
  if (code != SQLITE_OK) return code;
  one->known_end = end;
  for (sqlite3_int64 place = end - end % length; place < offset && code == SQLITE_OK;
       place += length)
    code = write_page(one, NULL, place);
  return code;
}

static int write_file(sqlite3_file *opened, const void *bytes, int amount, sqlite3_int64 offset) {
  struct file *one = file(opened);
  int length = one->policy.page_length;
  if (length == 0) return one->real->pMethods->xWrite(one->real, bytes, amount, offset);
  // SQLite writes whole pages only; of anything else it would not be known which page it changes.
  if (amount != length || offset % length != 0) return SQLITE_IOERR_WRITE;
  int code = fill_up_to(one, offset);
  return code != SQLITE_OK ? code : write_page(one, bytes, offset);
}

static int truncate_file(sqlite3_file *opened, sqlite3_int64 length) {
  file(opened)->known_end = -1;
  return real(opened)->pMethods->xTruncate(real(opened), length);
}

// MARK: The whole file

static int page_count(struct file *one, unsigned *count) {
  sqlite3_int64 end;
  unsigned char header[100];
  int code = one->real->pMethods->xFileSize(one->real, &end);
  if (code != SQLITE_OK) return code;
  *count = (unsigned)(end / one->policy.page_length);
  if (*count == 0) return SQLITE_OK;
  code = one->real->pMethods->xRead(one->real, header, sizeof header, 0);
  // Where the header knows how many pages there are, what lies behind them is of no meaning.
  if (code == SQLITE_OK && memcmp(header + 24, header + 92, 4) == 0) {
    unsigned used = (unsigned)header[28] << 24 | (unsigned)header[29] << 16 |
                    (unsigned)header[30] << 8 | (unsigned)header[31];
    if (used > 0 && used < *count) *count = used;
  }
  return code;
}

static int find_damage(struct file *one, const struct search *search) {
  int length = one->policy.page_length;
  unsigned count = 0;
  if (length == 0) return SQLITE_OK;
  int code = page_count(one, &count);
  for (unsigned number = 1; number <= count && code == SQLITE_OK; number++) {
    if (number == lock_page(one)) continue;
    code = one->real->pMethods->xRead(
        one->real, one->page, length, (sqlite3_int64)(number - 1) * length);
    if (code == SQLITE_OK &&
        page_checksum_state(one->page, (size_t)length, number) == page_damaged)
      search->found(search->context, number);
  }
  return code;
}

static int renew_page(struct file *one, unsigned number) {
  int length = one->policy.page_length;
  sqlite3_int64 start = (sqlite3_int64)(number - 1) * length;
  int code = one->real->pMethods->xRead(one->real, one->page, length, start);
  if (code != SQLITE_OK) return code;
  unsigned char checksum[PAGE_CHECKSUM_LENGTH];
  page_checksum_write(one->page, (size_t)length, number, 0, checksum);
  if (memcmp(one->page + length - sizeof checksum, checksum, sizeof checksum) == 0)
    return SQLITE_OK;
  return one->real->pMethods->xWrite(
      one->real, checksum, sizeof checksum, start + length - (int)sizeof checksum);
}

static int renew(struct file *one, int sync) {
  unsigned count = 0;
  int code = page_count(one, &count);
  for (unsigned number = 2; number <= count && code == SQLITE_OK; number++)
    if (number != lock_page(one)) code = renew_page(one, number);
  // The first page says that the others are in order only when they are.
  if (code == SQLITE_OK) code = one->real->pMethods->xSync(one->real, sync);
  if (code == SQLITE_OK && count > 0) code = renew_page(one, 1);
  if (code == SQLITE_OK) code = one->real->pMethods->xSync(one->real, sync);
  if (code == SQLITE_OK) one->policy.keeps_change = 0;
  return code;
}

// MARK: What SQLite asks a file

static int set_policy(struct file *one, const struct page_checksum_policy *policy) {
  int length = policy->page_length;
  if (length != 0 && (length < 512 || length > 65536)) return SQLITE_MISUSE;
  if (length != one->policy.page_length) {
    free(one->page);
    one->page = length == 0 ? NULL : malloc((size_t)length);
    one->policy.page_length = 0;
    if (length != 0 && !one->page) return SQLITE_NOMEM;
  }
  one->policy = *policy;
  return SQLITE_OK;
}

static int control(sqlite3_file *opened, int operation, void *argument) {
  struct file *one = file(opened);
  switch (operation) {
    case control_set: return set_policy(one, argument);
    case control_refused: *(unsigned *)argument = one->refused; return SQLITE_OK;
    case control_find: return find_damage(one, argument);
    case control_renew:
      return one->policy.page_length == 0 ? SQLITE_MISUSE : renew(one, *(int *)argument);
    // Room that is made in advance would be pages of zeros.
    case SQLITE_FCNTL_SIZE_HINT:
    case SQLITE_FCNTL_CHUNK_SIZE:
      if (one->policy.page_length != 0) return SQLITE_OK;
      break;
    // Pages that are mapped into memory are not read through here.
    case SQLITE_FCNTL_MMAP_SIZE: *(sqlite3_int64 *)argument = 0; return SQLITE_OK;
    default: break;
  }
  return one->real->pMethods->xFileControl(one->real, operation, argument);
}

static int close_file(sqlite3_file *opened) {
  free(file(opened)->page);
  file(opened)->page = NULL;
  return real(opened)->pMethods->xClose(real(opened));
}

static int sync_file(sqlite3_file *opened, int flags) {
  return real(opened)->pMethods->xSync(real(opened), flags);
}
static int file_size(sqlite3_file *opened, sqlite3_int64 *size) {
  return real(opened)->pMethods->xFileSize(real(opened), size);
}
static int lock(sqlite3_file *opened, int level) {
  // Before a lock was taken, another process may have cut the file.
  file(opened)->known_end = -1;
  return real(opened)->pMethods->xLock(real(opened), level);
}
static int unlock(sqlite3_file *opened, int level) {
  return real(opened)->pMethods->xUnlock(real(opened), level);
}
static int is_reserved(sqlite3_file *opened, int *result) {
  return real(opened)->pMethods->xCheckReservedLock(real(opened), result);
}
static int sector_size(sqlite3_file *opened) {
  return real(opened)->pMethods->xSectorSize(real(opened));
}
static int characteristics(sqlite3_file *opened) {
  // Writing several pages as one goes round xWrite's order, and 0x8000 (SUBPAGE_READ, from 3.48)
  // invites to read parts of pages.
  return real(opened)->pMethods->xDeviceCharacteristics(real(opened)) &
         ~(SQLITE_IOCAP_BATCH_ATOMIC | 0x8000);
}
static int shm_map(sqlite3_file *opened, int page, int size, int extend, void volatile **out) {
  return real(opened)->pMethods->xShmMap(real(opened), page, size, extend, out);
}
static int shm_lock(sqlite3_file *opened, int offset, int count, int flags) {
  return real(opened)->pMethods->xShmLock(real(opened), offset, count, flags);
}
static void shm_barrier(sqlite3_file *opened) {
  real(opened)->pMethods->xShmBarrier(real(opened));
}
static int shm_unmap(sqlite3_file *opened, int removes) {
  return real(opened)->pMethods->xShmUnmap(real(opened), removes);
}

// Version 2 has no calls that map pages into memory.
static const sqlite3_io_methods methods = {
    2,           close_file, read_file,   write_file, truncate_file,   sync_file, file_size,
    lock,        unlock,     is_reserved, control,    sector_size,     characteristics,
    shm_map,     shm_lock,   shm_barrier, shm_unmap,  NULL,            NULL,
};

// The same for a file below that has no shared memory.
static const sqlite3_io_methods methods_without_memory = {
    1,    close_file, read_file,   write_file, truncate_file, sync_file, file_size,
    lock, unlock,     is_reserved, control,    sector_size,   characteristics,
    NULL, NULL,       NULL,        NULL,       NULL,          NULL,
};

// MARK: What SQLite asks a VFS

static sqlite3_vfs *below(sqlite3_vfs *vfs) { return vfs->pAppData; }

/// Opens a log to be written, or not at all: one that could be opened for reading only would make
/// the connection a reader for good, whatever the reason was.
static int open_log(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *opened, int flags, int *out_flags) {
  int granted = flags;
  int code = marked_log_open(below(vfs), name, opened, flags, &granted);
  if (out_flags) *out_flags = granted;
  if (code != SQLITE_OK || !(flags & SQLITE_OPEN_READWRITE) || (granted & SQLITE_OPEN_READWRITE))
    return code;
  int reason = errno;
  opened->pMethods->xClose(opened);
  opened->pMethods = NULL;
  errno = reason;
  return SQLITE_CANTOPEN;
}

static int open_file(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *opened, int flags, int *out_flags) {
  if (flags & SQLITE_OPEN_WAL) return open_log(vfs, name, opened, flags, out_flags);
  if (!(flags & SQLITE_OPEN_MAIN_DB))
    return below(vfs)->xOpen(below(vfs), name, opened, flags, out_flags);
  struct file *one = file(opened);
  memset(one, 0, sizeof *one);
  one->known_end = -1;
  one->real = (sqlite3_file *)&one[1];
  one->real->pMethods = NULL;
  int code = below(vfs)->xOpen(below(vfs), name, one->real, flags, out_flags);
  // SQLite closes what has methods, also after a failure.
  if (one->real->pMethods)
    opened->pMethods = one->real->pMethods->iVersion >= 2 && one->real->pMethods->xShmMap
                           ? &methods
                           : &methods_without_memory;
  return code;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int syncs_folder) {
  return below(vfs)->xDelete(below(vfs), name, syncs_folder);
}
static int access_file(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
  return below(vfs)->xAccess(below(vfs), name, flags, result);
}
static int full_path(sqlite3_vfs *vfs, const char *name, int room, char *out) {
  return below(vfs)->xFullPathname(below(vfs), name, room, out);
}
static int randomness(sqlite3_vfs *vfs, int count, char *out) {
  return below(vfs)->xRandomness(below(vfs), count, out);
}
static int sleep_for(sqlite3_vfs *vfs, int microseconds) {
  return below(vfs)->xSleep(below(vfs), microseconds);
}
static int current_time(sqlite3_vfs *vfs, double *time) {
  return below(vfs)->xCurrentTime(below(vfs), time);
}
static int last_error(sqlite3_vfs *vfs, int count, char *out) {
  return below(vfs)->xGetLastError(below(vfs), count, out);
}
static int current_time_64(sqlite3_vfs *vfs, sqlite3_int64 *time) {
  return below(vfs)->xCurrentTimeInt64(below(vfs), time);
}

static sqlite3_vfs checked_vfs;
static int registration = SQLITE_ERROR;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void register_vfs(void) {
  if (sqlite3_initialize() != SQLITE_OK) return;
  sqlite3_vfs *system = sqlite3_vfs_find(NULL);
  if (!system || system->iVersion < 2) return;
  size_t own = sizeof(struct file) > marked_log_length ? sizeof(struct file) : marked_log_length;
  // Extensions of SQLite are not loaded through here: the four calls for that stay empty.
  checked_vfs = (sqlite3_vfs){
      .iVersion = 2,
      .szOsFile = (int)own + system->szOsFile,
      .mxPathname = system->mxPathname,
      .zName = "dolen-page-checksums",
      .pAppData = system,
      .xOpen = open_file,
      .xDelete = delete_file,
      .xAccess = access_file,
      .xFullPathname = full_path,
      .xRandomness = randomness,
      .xSleep = sleep_for,
      .xCurrentTime = current_time,
      .xGetLastError = last_error,
      .xCurrentTimeInt64 = current_time_64,
  };
  registration = sqlite3_vfs_register(&checked_vfs, 0);
}

const char *page_checksum_vfs(void) {
  return pthread_once(&once, register_vfs) == 0 && registration == SQLITE_OK ? checked_vfs.zName
                                                                           : NULL;
}
