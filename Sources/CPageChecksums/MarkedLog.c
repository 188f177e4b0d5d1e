#include "PageChecksum.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

// The write-ahead log as SQLite's own, with a mark behind the last frame of each commit once it is
// on the disk. (Layout of a log: "Database File Format" at sqlite.org, section 4.)
//
// A mark is written without waiting for the disk. What it says stays true until the log begins
// anew or its frames are written over, and before either it is taken away.

enum { header_length = 32, frame_header_length = 24 };

struct log_file {
  sqlite3_file base;
  sqlite3_file *real;
  /// Of the log, as its header has them.
  unsigned char salts[8];
  sqlite3_int64 page_length;
  /// The header of the frame that was written last, and where it is; 0 for none since the last
  /// waiting for the disk.
  unsigned char frame[frame_header_length];
  sqlite3_int64 frame_offset;
  /// Where the mark is; 0 for none.
  sqlite3_int64 marked_at;
};

static struct log_file *log_of(sqlite3_file *opened) { return (struct log_file *)opened; }

static sqlite3_file *real(sqlite3_file *opened) { return log_of(opened)->real; }

static sqlite3_int64 number(const unsigned char *bytes) {
  return (sqlite3_int64)bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
}

static int take_mark_away(struct log_file *log) {
  static const unsigned char nothing[LOG_MARK_LENGTH];
  if (log->marked_at == 0) return SQLITE_OK;
  int code = log->real->pMethods->xWrite(log->real, nothing, sizeof nothing, log->marked_at);
  if (code == SQLITE_OK) log->marked_at = 0;
  return code;
}

static int write_log(sqlite3_file *opened, const void *bytes, int amount, sqlite3_int64 offset) {
  struct log_file *log = log_of(opened);
  if (offset < log->marked_at) {
    int code = take_mark_away(log);
    if (code != SQLITE_OK) return code;
  }
  int code = log->real->pMethods->xWrite(log->real, bytes, amount, offset);
  if (code != SQLITE_OK) {
    log->frame_offset = 0;
    return code;
  }
  // From here on the mark's place has other bytes.
  if (offset == log->marked_at) log->marked_at = 0;
  if (offset == 0 && amount >= header_length) {
    memcpy(log->salts, (const unsigned char *)bytes + 16, sizeof log->salts);
    log->page_length = number((const unsigned char *)bytes + 8);
    log->frame_offset = 0;
  } else if (
      log->page_length > 0 && amount >= frame_header_length && offset >= header_length &&
      (offset - header_length) % (log->page_length + frame_header_length) == 0) {
    memcpy(log->frame, bytes, sizeof log->frame);
    log->frame_offset = offset;
  }
  return SQLITE_OK;
}

static void mark(struct log_file *log) {
  sqlite3_int64 length = log->page_length + frame_header_length;
  sqlite3_int64 end = log->frame_offset + length;
  struct log_mark mark = {
      .frames = (unsigned long long)((end - header_length) / length),
      .page_length = (unsigned long long)log->page_length,
  };
  memcpy(mark.salts, log->salts, sizeof mark.salts);
  memcpy(mark.checksum, log->frame + 16, sizeof mark.checksum);
  unsigned char bytes[LOG_MARK_LENGTH];
  log_mark_write(&mark, bytes);
  // Without it the log is as good as SQLite's: the commit stands.
  int reason = errno;
  if (log->real->pMethods->xWrite(log->real, bytes, sizeof bytes, end) == SQLITE_OK)
    log->marked_at = end;
  errno = reason;
}

static int sync_log(sqlite3_file *opened, int flags) {
  struct log_file *log = log_of(opened);
  int code = log->real->pMethods->xSync(log->real, flags);
  // A frame that ends a commit has the size of the database in it. Where waiting fails once, nobody
  // knows what a second success means.
  if (code == SQLITE_OK && log->frame_offset != 0 && number(log->frame + 4) != 0) mark(log);
  log->frame_offset = 0;
  return code;
}

static int truncate_log(sqlite3_file *opened, sqlite3_int64 length) {
  struct log_file *log = log_of(opened);
  if (length <= log->marked_at) log->marked_at = 0;
  log->frame_offset = 0;
  return log->real->pMethods->xTruncate(log->real, length);
}

static int close_log(sqlite3_file *opened) { return real(opened)->pMethods->xClose(real(opened)); }
static int read_log(sqlite3_file *opened, void *bytes, int amount, sqlite3_int64 offset) {
  return real(opened)->pMethods->xRead(real(opened), bytes, amount, offset);
}
static int log_size(sqlite3_file *opened, sqlite3_int64 *size) {
  return real(opened)->pMethods->xFileSize(real(opened), size);
}
static int lock_log(sqlite3_file *opened, int level) {
  return real(opened)->pMethods->xLock(real(opened), level);
}
static int unlock_log(sqlite3_file *opened, int level) {
  return real(opened)->pMethods->xUnlock(real(opened), level);
}
static int is_log_reserved(sqlite3_file *opened, int *result) {
  return real(opened)->pMethods->xCheckReservedLock(real(opened), result);
}
static int control_log(sqlite3_file *opened, int operation, void *argument) {
  return real(opened)->pMethods->xFileControl(real(opened), operation, argument);
}
static int log_sector_size(sqlite3_file *opened) {
  return real(opened)->pMethods->xSectorSize(real(opened));
}
static int log_characteristics(sqlite3_file *opened) {
  return real(opened)->pMethods->xDeviceCharacteristics(real(opened));
}

// Version 1: a log has no shared memory of its own and is not mapped.
static const sqlite3_io_methods methods = {
    1,        close_log,  read_log,        write_log,   truncate_log,    sync_log,
    log_size, lock_log,   unlock_log,      is_log_reserved, control_log, log_sector_size,
    log_characteristics,  NULL, NULL, NULL, NULL, NULL, NULL,
};

const size_t marked_log_length = sizeof(struct log_file);

int marked_log_open(
    sqlite3_vfs *below, const char *name, sqlite3_file *opened, int flags, int *granted) {
  struct log_file *log = log_of(opened);
  memset(log, 0, sizeof *log);
  log->real = (sqlite3_file *)&log[1];
  log->real->pMethods = NULL;
  int code = below->xOpen(below, name, log->real, flags, granted);
  // SQLite closes what has methods, also after a failure.
  if (log->real->pMethods) opened->pMethods = &methods;
  return code;
}
