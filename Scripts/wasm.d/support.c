// What the Embedded Swift library asks of a system, where there is none.
#include <stddef.h>

unsigned long __stack_chk_guard = 0x1234567;
__attribute__((noreturn)) void __stack_chk_fail(void) { __builtin_trap(); }

// Only seeds the hashing of dictionaries; nothing secret hangs on it.
void arc4random_buf(void *memory, size_t count) {
  unsigned char *bytes = memory;
  for (size_t place = 0; place < count; place++) bytes[place] = (unsigned char)(place * 37 + 11);
}
