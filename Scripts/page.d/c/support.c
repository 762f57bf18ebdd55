// What the Embedded Swift library and the C library ask of a system, where there is none.
#include <stddef.h>
#include <stdlib.h>

#include "Seeds.h"

unsigned long __stack_chk_guard = 0x1234567;
__attribute__((noreturn)) void __stack_chk_fail(void) { __builtin_trap(); }

// Only seeds the hashing of dictionaries; nothing secret hangs on it.
void arc4random_buf(void *memory, size_t count) {
  unsigned char *bytes = memory;
  for (size_t place = 0; place < count; place++) bytes[place] = (unsigned char)(place * 37 + 11);
}

// The C library can read numbers only together with files. There are none: each call is refused, so
// that the module asks nothing of anybody.
enum { bad_file = 8 };
int __imported_wasi_snapshot_preview1_fd_close(int file) { return bad_file; }
int __imported_wasi_snapshot_preview1_fd_read(int file, const void *parts, size_t count, size_t *done) { return bad_file; }
int __imported_wasi_snapshot_preview1_fd_write(int file, const void *parts, size_t count, size_t *done) { return bad_file; }
int __imported_wasi_snapshot_preview1_fd_seek(int file, long long offset, int from, long long *place) { return bad_file; }

const char *_swift_stdlib_strtod_clocale(const char *text, double *out) {
  char *end = 0;
  *out = strtod(text, &end);
  return end == text ? 0 : end;
}

// The product of two numbers of 128 bits, which compilers ask for and Debian's library has not.
void __multi3(unsigned long long *out, unsigned long long a, unsigned long long ahigh,
              unsigned long long b, unsigned long long bhigh) {
  unsigned long long low = 0xffffffffu, a0 = a & low, a1 = a >> 32, b0 = b & low, b1 = b >> 32;
  unsigned long long p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0, p11 = a1 * b1;
  unsigned long long middle = p10 + (p00 >> 32) + (p01 & low);
  out[0] = (middle << 32) | (p00 & low);
  out[1] = p11 + (middle >> 32) + (p01 >> 32) + a * bhigh + ahigh * b;
}

// The page loads the tables; none is embedded here.
#define TABLE(name)                                                                                \
  seeds_table seeds_##name(void) { return (seeds_table){(const unsigned char *)"", 0}; }

TABLE(facilities)
TABLE(other_hospitals)
TABLE(closed_facilities)
TABLE(retired_ids)
TABLE(provinces)
TABLE(regencies)
TABLE(districts)
TABLE(villages)
TABLE(regency_borders)
TABLE(district_borders)
TABLE(towns)
TABLE(aliases)
TABLE(published)
TABLE(published_coverage)
