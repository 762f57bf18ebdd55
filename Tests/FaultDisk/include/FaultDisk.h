#ifndef PLKK_FAULT_DISK_H
#define PLKK_FAULT_DISK_H

#include <stdint.h>

/// A disk under SQLite that fails when it is told to, and forgets what was not synced.
///
/// It stands before the real file system for all databases of the process, and touches only those whose
/// path begins with the watched one. Everything may be called from any thread.

/// Puts the disk in its place; once for a process. Returns SQLite's code.
int fault_disk_install(void);

/// Watches the files whose path begins with `prefix`, alone; NULL for none. Counts from 0 again.
void fault_disk_watch(const char *prefix);

/// How many calls there were to watched files.
int64_t fault_disk_calls(void);

/// Lets the call of this number fail with a code of SQLite (once, and where `lasting`, all after it);
/// a failing write writes half of its bytes. 0 for none.
void fault_disk_fail(int64_t call, int code, int lasting);

/// Ends the power: from now on nothing reaches watched files, though it seems to.
void fault_disk_stop(void);

/// Brings the files into a state that a power cut may leave, and the power back: of what was written since
/// each file's last sync, any part may be there, be missing, or be torn at 512 bytes. The same seed gives
/// the same state.
void fault_disk_crash(uint64_t seed);

#endif
