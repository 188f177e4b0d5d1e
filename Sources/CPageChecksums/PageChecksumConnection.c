#include "PageChecksum.h"

#include <sqlite3.h>

// What a connection asks of its file.

int page_checksum_set(sqlite3 *connection, struct page_checksum_policy policy) {
  return sqlite3_file_control(connection, "main", control_set, &policy);
}

unsigned page_checksum_refused(sqlite3 *connection) {
  unsigned number = 0;
  int code = sqlite3_file_control(connection, "main", control_refused, &number);
  return code == SQLITE_OK ? number : 0;
}

int page_checksum_find(
    sqlite3 *connection, void (*found)(void *context, unsigned number), void *context) {
  struct search search = {found, context};
  return sqlite3_file_control(connection, "main", control_find, &search);
}

int page_checksum_renew(sqlite3 *connection) {
  int sync = SQLITE_SYNC_FULL;
  return sqlite3_file_control(connection, "main", control_renew, &sync);
}

int page_reserved_bytes(sqlite3 *connection, int count) {
  int code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_RESERVE_BYTES, &count);
  return code == SQLITE_OK ? count : -1;
}

int write_ahead_log_stays(sqlite3 *connection, int stays) {
  return sqlite3_file_control(connection, "main", SQLITE_FCNTL_PERSIST_WAL, &stays);
}
