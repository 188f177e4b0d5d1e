#ifndef C_PAGE_CHECKSUMS_H
#define C_PAGE_CHECKSUMS_H

#include <stddef.h>

/// A connection of SQLite's, as its own header declares it.
typedef struct sqlite3 sqlite3;

// Checksums of the pages of an SQLite database, in the bytes that SQLite leaves free at the end of
// each page when it is asked to (byte 20 of the header says how many).
//
// The checksum of a page is XXH64 of all that stands before it, with the number of the page as its
// seed, little-endian. The first page is the one that every program writes when it changes a file,
// so that its eight bytes say more: the low half of SQLite's change counter (2 bytes, as in the
// header), the low half of the XXH64 of those two bytes with seed 1 (2 bytes), and the low half of
// the XXH64 of all before with seed 1 (4 bytes).

/// How many bytes at the end of a page its checksum takes.
#define PAGE_CHECKSUM_LENGTH 8

/// What a page looks like.
enum page_state {
  /// It is as it was written.
  page_intact = 0,
  /// A first page that another SQLite program has written, as its change counter shows.
  page_changed_elsewhere = 1,
  /// It is not as it was written.
  page_damaged = 2,
};

/// What the page with the given number, counted from 1, looks like.
enum page_state page_checksum_state(const void *page, size_t length, unsigned number);

/// How many bytes a mark in a log takes.
#define LOG_MARK_LENGTH 48

/// What is written behind the last frame of a commit once that is on the disk, where the next frame
/// begins: how far the log has been acknowledged. SQLite takes it for the end of the log.
///
/// Forty-eight bytes: "DolenLog"; the number of frames, the length of a page (8 bytes each,
/// little-endian); the salts of the log and the checksum of the last frame, as these have them
/// (8 each); XXH64 of all that (8, little-endian).
struct log_mark {
  unsigned long long frames, page_length;
  unsigned char salts[8], checksum[8];
};

/// Whether there is a mark in the ``LOG_MARK_LENGTH`` bytes at `bytes`, and what it says.
int log_mark_read(const void *bytes, struct log_mark *mark);

/// The name of the VFS below, which is registered by the first call; NULL where that fails.
const char *page_checksum_vfs(void);

/// How an open database of that VFS treats its pages. Until it is told, it is SQLite's own VFS.
struct page_checksum_policy {
  /// The length of a page; 0 where pages have no checksums.
  int page_length;
  /// Whether a damaged page is refused when it is read, with SQLITE_IOERR_DATA.
  int verifies;
  /// Whether the first page goes on to say that another program has changed the file.
  int keeps_change;
};

/// Gives the main database of a connection its policy; an SQLite result code.
int page_checksum_set(sqlite3 *connection, struct page_checksum_policy policy);

/// The number of the damaged page that was refused last, 0 where none was.
unsigned page_checksum_refused(sqlite3 *connection);

/// Looks at every page in the file, and calls `found` with the number of each that is damaged.
int page_checksum_find(
    sqlite3 *connection, void (*found)(void *context, unsigned number), void *context);

/// Gives every page in the file a checksum of what it holds now, the first page last. The caller
/// has the file to itself, and has looked whether what it holds can be trusted.
int page_checksum_renew(sqlite3 *connection);

/// How many bytes at the end of each page the next VACUUM, or a new database, leaves free; -1 for
/// as many as now. Returns how many were asked for until then or are there, -1 where that fails.
int page_reserved_bytes(sqlite3 *connection, int count);

/// Whether the log stays when the connection gives it up, emptied, for the caller to remove.
int write_ahead_log_stays(sqlite3 *connection, int stays);

#endif
