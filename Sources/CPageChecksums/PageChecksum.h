#ifndef PAGE_CHECKSUM_H
#define PAGE_CHECKSUM_H

#include "CPageChecksums.h"

/// Writes the checksum of a page to `checksum`, which may be the end of the page.
void page_checksum_write(
    const unsigned char *page, size_t length, unsigned number, int keeps_change,
    unsigned char *checksum);

// What SQLite hands through to a VFS that it does not know; it uses numbers below 100 itself.
enum { control_set = 0x446F6C01, control_refused, control_find, control_renew };

struct search {
  void (*found)(void *context, unsigned number);
  void *context;
};

#endif
