#include "PageChecksum.h"

#include <stdint.h>
#include <string.h>

// Where a log has a mark, and what it says, is told in the header.

static const char magic[8] = {'D', 'o', 'l', 'e', 'n', 'L', 'o', 'g'};

static void put(unsigned char *place, uint64_t value) {
  for (int i = 0; i < 8; i++) place[i] = (unsigned char)(value >> (8 * i));
}

static uint64_t get(const unsigned char *place) {
  uint64_t value = 0;
  for (int i = 0; i < 8; i++) value |= (uint64_t)place[i] << (8 * i);
  return value;
}

void log_mark_write(const struct log_mark *mark, unsigned char *bytes) {
  memcpy(bytes, magic, sizeof magic);
  put(bytes + 8, mark->frames);
  put(bytes + 16, mark->page_length);
  memcpy(bytes + 24, mark->salts, sizeof mark->salts);
  memcpy(bytes + 32, mark->checksum, sizeof mark->checksum);
  put(bytes + 40, checksum_xxh64(bytes, 40, 0));
}

int log_mark_read(const void *found, struct log_mark *mark) {
  const unsigned char *bytes = found;
  if (memcmp(bytes, magic, sizeof magic) != 0 || get(bytes + 40) != checksum_xxh64(bytes, 40, 0)) return 0;
  mark->frames = get(bytes + 8);
  mark->page_length = get(bytes + 16);
  memcpy(mark->salts, bytes + 24, sizeof mark->salts);
  memcpy(mark->checksum, bytes + 32, sizeof mark->checksum);
  return 1;
}
