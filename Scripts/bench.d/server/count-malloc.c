// Counts the calls of malloc, calloc, realloc and their aligned kin of a process, when preloaded.
//
// The count stands in the first 8 bytes of the file that MALLOC_COUNT names, to be read at any time.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

extern void* __libc_malloc(size_t);
extern void* __libc_calloc(size_t, size_t);
extern void* __libc_realloc(void*, size_t);
extern void* __libc_memalign(size_t, size_t);

static _Atomic uint64_t before;
static _Atomic uint64_t* count = &before;

__attribute__((constructor)) static void start(void) {
  const char* path = getenv("MALLOC_COUNT");
  int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
  if (file < 0) return;
  void* memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (memory != MAP_FAILED) count = memory;
}

static void more(void) { atomic_fetch_add_explicit(count, 1, memory_order_relaxed); }

void* malloc(size_t size) { more(); return __libc_malloc(size); }
void* calloc(size_t number, size_t size) { more(); return __libc_calloc(number, size); }
void* realloc(void* old, size_t size) { more(); return __libc_realloc(old, size); }
void* memalign(size_t alignment, size_t size) { more(); return __libc_memalign(alignment, size); }
void* aligned_alloc(size_t alignment, size_t size) { more(); return __libc_memalign(alignment, size); }
int posix_memalign(void** out, size_t alignment, size_t size) {
  more();
  *out = __libc_memalign(alignment, size);
  return *out ? 0 : 12;
}
