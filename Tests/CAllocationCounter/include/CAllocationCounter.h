#ifndef C_ALLOCATION_COUNTER_H
#define C_ALLOCATION_COUNTER_H

#include <stdint.h>

/// How often the calling thread has asked for memory since it began, or -1 where that cannot be
/// counted (outside of glibc, and under a sanitizer, which has an allocator of its own).
int64_t allocation_count(void);

/// The processor time that the calling thread has used, in nanoseconds.
int64_t thread_nanoseconds(void);

#endif
