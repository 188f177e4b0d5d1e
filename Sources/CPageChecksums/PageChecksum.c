#include "PageChecksum.h"

#include <stdint.h>
#include <string.h>

// XXH64 (Collet, xxHash fast digest algorithm, version 0.1.1).

static const uint64_t prime1 = 0x9E3779B185EBCA87u, prime2 = 0xC2B2AE3D27D4EB4Fu,
                      prime3 = 0x165667B19E3779F9u, prime4 = 0x85EBCA77C2B2AE63u,
                      prime5 = 0x27D4EB2F165667C5u;

static inline uint64_t rotated(uint64_t value, int bits) {
  return value << bits | value >> (64 - bits);
}

static inline uint64_t word(const unsigned char *bytes) {
  uint64_t value;
  memcpy(&value, bytes, sizeof value);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  value = __builtin_bswap64(value);
#endif
  return value;
}

static inline uint64_t rounded(uint64_t lane, uint64_t input) {
  return rotated(lane + input * prime2, 31) * prime1;
}

uint64_t checksum_xxh64(const unsigned char *bytes, size_t length, uint64_t seed) {
  const unsigned char *end = bytes + length;
  uint64_t sum;
  if (length >= 32) {
    uint64_t a = seed + prime1 + prime2, b = seed + prime2, c = seed, d = seed - prime1;
    for (; end - bytes >= 32; bytes += 32) {
      a = rounded(a, word(bytes));
      b = rounded(b, word(bytes + 8));
      c = rounded(c, word(bytes + 16));
      d = rounded(d, word(bytes + 24));
    }
    sum = rotated(a, 1) + rotated(b, 7) + rotated(c, 12) + rotated(d, 18);
    const uint64_t lanes[] = {a, b, c, d};
    for (int i = 0; i < 4; i++) sum = (sum ^ rounded(0, lanes[i])) * prime1 + prime4;
  } else {
    sum = seed + prime5;
  }
  sum += length;
  for (; end - bytes >= 8; bytes += 8)
    sum = rotated(sum ^ rounded(0, word(bytes)), 27) * prime1 + prime4;
  if (end - bytes >= 4) {
    uint64_t half = (uint64_t)bytes[0] | (uint64_t)bytes[1] << 8 | (uint64_t)bytes[2] << 16 |
                    (uint64_t)bytes[3] << 24;
    sum = rotated(sum ^ (half * prime1), 23) * prime2 + prime3;
    bytes += 4;
  }
  for (; bytes < end; bytes++) sum = rotated(sum ^ (*bytes * prime5), 11) * prime1;
  sum = (sum ^ (sum >> 33)) * prime2;
  sum = (sum ^ (sum >> 29)) * prime3;
  return sum ^ (sum >> 32);
}

static void put(unsigned char *place, uint64_t value, int count) {
  for (int i = 0; i < count; i++) place[i] = (unsigned char)(value >> (8 * i));
}

// Where SQLite keeps its change counter, and where it repeats it (big-endian, four bytes each).
enum { counter_offset = 24, valid_for_offset = 92 };

void page_checksum_write(
    const unsigned char *page, size_t length, unsigned number, int keeps_change,
    unsigned char *checksum) {
  if (number != 1) {
    put(checksum, checksum_xxh64(page, length - PAGE_CHECKSUM_LENGTH, number), 8);
    return;
  }
  checksum[0] = page[counter_offset + 2];
  // A counter that is not the file's is what another program leaves.
  checksum[1] = page[counter_offset + 3] ^ (keeps_change ? 1 : 0);
  put(checksum + 2, checksum_xxh64(checksum, 2, 1), 2);
  uint64_t sum = checksum_xxh64(page, length - PAGE_CHECKSUM_LENGTH, 1);
  put(checksum + 4, keeps_change ? ~sum : sum, 4);
}

enum page_state page_checksum_state(const void *bytes, size_t length, unsigned number) {
  const unsigned char *page = bytes;
  if (length < 512) return page_damaged;
  const unsigned char *found = page + length - PAGE_CHECKSUM_LENGTH;
  unsigned char expected[PAGE_CHECKSUM_LENGTH];
  page_checksum_write(page, length, number, 0, expected);
  if (memcmp(found, expected, sizeof expected) == 0) return page_intact;
  if (number != 1) return page_damaged;
  // Another program changes the counter in both places and leaves these bytes as they were, or
  // makes the page anew and leaves them empty.
  if (memcmp(page + counter_offset, page + valid_for_offset, 4) != 0) return page_damaged;
  static const unsigned char empty[PAGE_CHECKSUM_LENGTH];
  if (memcmp(found, empty, sizeof empty) == 0) return page_changed_elsewhere;
  unsigned char proof[2];
  put(proof, checksum_xxh64(found, 2, 1), 2);
  int is_counter = memcmp(found + 2, proof, 2) == 0;
  return is_counter && memcmp(found, expected, 2) != 0 ? page_changed_elsewhere : page_damaged;
}
