#ifndef C_THREAD_STACK_H
#define C_THREAD_STACK_H

#include <stddef.h>

/// How many bytes of the calling thread's stack are left, or SIZE_MAX where the system does not say.
size_t thread_stack_left(void);

#endif
