// The call that tells a thread's stack is an extension of glibc and musl.
#define _GNU_SOURCE
#include "CThreadStack.h"

#include <pthread.h>
#include <stdint.h>

// Asked once a thread: for the first thread of a process, glibc reads the map of its memory.
static _Thread_local uintptr_t lowest_address = 0;

static uintptr_t lowest_address_of_thread(void) {
#if defined(__APPLE__)
  pthread_t thread = pthread_self();
  return (uintptr_t)pthread_get_stackaddr_np(thread) - pthread_get_stacksize_np(thread);
#else
  pthread_attr_t attributes;
  void *address = NULL;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
  if (pthread_attr_getstack(&attributes, &address, &size) != 0) address = NULL;
  pthread_attr_destroy(&attributes);
  return (uintptr_t)address;
#endif
}

size_t thread_stack_left(void) {
  char marker;
  uintptr_t here = (uintptr_t)&marker;
  if (lowest_address == 0) lowest_address = lowest_address_of_thread();
  if (lowest_address == 0 || here <= lowest_address) return SIZE_MAX;
  return here - lowest_address;
}
