#ifndef PAGE_CHECKSUM_H
#define PAGE_CHECKSUM_H

#include "CPageChecksums.h"

#include <stdint.h>

struct sqlite3_file;
struct sqlite3_vfs;

/// XXH64 of bytes.
uint64_t checksum_xxh64(const unsigned char *bytes, size_t length, uint64_t seed);

/// Writes the checksum of a page to `checksum`, which may be the end of the page.
void page_checksum_write(
    const unsigned char *page, size_t length, unsigned number, int keeps_change,
    unsigned char *checksum);

/// How many bytes a log that is open takes, besides what the VFS below takes for it.
extern const size_t marked_log_length;

/// Opens a log that gets marks.
int marked_log_open(
    struct sqlite3_vfs *below, const char *name, struct sqlite3_file *opened, int flags,
    int *granted);

/// Writes a mark to ``LOG_MARK_LENGTH`` bytes.
void log_mark_write(const struct log_mark *mark, unsigned char *bytes);

// What SQLite hands through to a VFS that it does not know; it uses numbers below 100 itself.
enum { control_set = 0x446F6C01, control_refused, control_find, control_renew };

struct search {
  void (*found)(void *context, unsigned number);
  void *context;
};

#endif
