#include "FaultDisk.h"

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// One write or truncation since the last sync, with what it replaced.
typedef struct Change {
  sqlite3_int64 offset;
  sqlite3_int64 size_before;
  int count;  // bytes written; -1 for a truncation to `offset`
  int before_count;
  unsigned char *before;
  unsigned char *after;
  struct Change *older;
} Change;

typedef struct Record {
  char *path;
  Change *newest;
  struct Record *next;
} Record;

typedef struct File {
  sqlite3_file base;
  Record *record;  // NULL for a file that is not watched
  sqlite3_file *real;
} File;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_vfs *under;
static char *watched;
static Record *records;
static int64_t calls, fail_at;
static int fail_code, fail_lasting, stopped;

static void forget(Record *record) {
  while (record->newest) {
    Change *change = record->newest;
    record->newest = change->older;
    free(change->before);
    free(change->after);
    free(change);
  }
}

// Counts a call to a watched file; the code that it has to fail with, or 0.
static int counted(Record *record) {
  if (!record) return SQLITE_OK;
  pthread_mutex_lock(&lock);
  calls++;
  int fails = fail_at && (calls == fail_at || (fail_lasting && calls > fail_at));
  int code = fails ? fail_code : SQLITE_OK;
  pthread_mutex_unlock(&lock);
  return code;
}

static int is_stopped(Record *record) {
  if (!record) return 0;
  pthread_mutex_lock(&lock);
  int answer = stopped;
  pthread_mutex_unlock(&lock);
  return answer;
}

static void note(File *file, const void *bytes, int count, sqlite3_int64 offset) {
  Change *change = calloc(1, sizeof(Change));
  if (!change) return;
  change->offset = offset;
  change->count = count;
  file->real->pMethods->xFileSize(file->real, &change->size_before);
  sqlite3_int64 end = count < 0 ? change->size_before : offset + count;
  if (end > change->size_before) end = change->size_before;
  if (end > offset) {
    change->before_count = (int)(end - offset);
    change->before = malloc((size_t)change->before_count);
    if (change->before)
      file->real->pMethods->xRead(file->real, change->before, change->before_count, offset);
  }
  if (count > 0) {
    change->after = malloc((size_t)count);
    if (change->after) memcpy(change->after, bytes, (size_t)count);
  }
  pthread_mutex_lock(&lock);
  change->older = file->record->newest;
  file->record->newest = change;
  pthread_mutex_unlock(&lock);
}

static int file_close(sqlite3_file *base) {
  File *file = (File *)base;
  return file->real->pMethods ? file->real->pMethods->xClose(file->real) : SQLITE_OK;
}

static int file_read(sqlite3_file *base, void *bytes, int count, sqlite3_int64 offset) {
  File *file = (File *)base;
  int code = counted(file->record);
  if (code == SQLITE_FULL) code = SQLITE_OK;  // reading fills nothing
  if (code) return SQLITE_IOERR_READ;
  return file->real->pMethods->xRead(file->real, bytes, count, offset);
}

static int file_write(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 offset) {
  File *file = (File *)base;
  if (is_stopped(file->record)) return SQLITE_OK;
  int code = counted(file->record);
  int written = code ? count / 2 : count;
  if (file->record) note(file, bytes, written, offset);
  int real = file->real->pMethods->xWrite(file->real, bytes, written, offset);
  if (code) return code == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  return real;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size) {
  File *file = (File *)base;
  if (is_stopped(file->record)) return SQLITE_OK;
  if (counted(file->record)) return SQLITE_IOERR_TRUNCATE;
  if (file->record) note(file, NULL, -1, size);
  return file->real->pMethods->xTruncate(file->real, size);
}

static int file_sync(sqlite3_file *base, int flags) {
  File *file = (File *)base;
  if (is_stopped(file->record)) return SQLITE_OK;
  if (counted(file->record)) return SQLITE_IOERR_FSYNC;
  if (!file->record) return file->real->pMethods->xSync(file->real, flags);
  // What is written is on this disk now; the real one need not be waited for.
  pthread_mutex_lock(&lock);
  forget(file->record);
  pthread_mutex_unlock(&lock);
  return SQLITE_OK;
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size) {
  File *file = (File *)base;
  return file->real->pMethods->xFileSize(file->real, size);
}
static int file_lock(sqlite3_file *base, int kind) {
  File *file = (File *)base;
  return file->real->pMethods->xLock(file->real, kind);
}
static int file_unlock(sqlite3_file *base, int kind) {
  File *file = (File *)base;
  return file->real->pMethods->xUnlock(file->real, kind);
}
static int file_reserved(sqlite3_file *base, int *answer) {
  File *file = (File *)base;
  return file->real->pMethods->xCheckReservedLock(file->real, answer);
}
static int file_control(sqlite3_file *base, int what, void *argument) {
  File *file = (File *)base;
  return file->real->pMethods->xFileControl(file->real, what, argument);
}
static int file_sector(sqlite3_file *base) {
  File *file = (File *)base;
  return file->real->pMethods->xSectorSize(file->real);
}
static int file_traits(sqlite3_file *base) {
  File *file = (File *)base;
  // Nothing may be promised: not even that a write of one sector is whole.
  return file->record ? 0 : file->real->pMethods->xDeviceCharacteristics(file->real);
}
static int file_map(sqlite3_file *base, int region, int size, int extend, void volatile **memory) {
  File *file = (File *)base;
  return file->real->pMethods->xShmMap(file->real, region, size, extend, memory);
}
static int file_shared_lock(sqlite3_file *base, int offset, int count, int flags) {
  File *file = (File *)base;
  return file->real->pMethods->xShmLock(file->real, offset, count, flags);
}
static void file_barrier(sqlite3_file *base) {
  File *file = (File *)base;
  file->real->pMethods->xShmBarrier(file->real);
}
static int file_unmap(sqlite3_file *base, int remove) {
  File *file = (File *)base;
  return file->real->pMethods->xShmUnmap(file->real, remove);
}

static const sqlite3_io_methods methods = {
  2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock,
  file_unlock, file_reserved, file_control, file_sector, file_traits, file_map,
  file_shared_lock, file_barrier, file_unmap, NULL, NULL,
};

// The record of a path, made where it is watched.
static Record *recorded(const char *path) {
  if (!path) return NULL;
  pthread_mutex_lock(&lock);
  Record *found = NULL;
  if (watched && strncmp(path, watched, strlen(watched)) == 0) {
    for (found = records; found && strcmp(found->path, path) != 0;) found = found->next;
    if (!found && (found = calloc(1, sizeof(Record)))) {
      found->path = strdup(path);
      found->next = records;
      records = found;
    }
  }
  pthread_mutex_unlock(&lock);
  return found;
}

static int disk_open(
  sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *base, int flags, int *out) {
  (void)vfs;
  File *file = (File *)base;
  file->base.pMethods = NULL;
  file->real = (sqlite3_file *)(file + 1);
  file->record = recorded(path);
  int fault = counted(file->record);
  if (fault && fault != SQLITE_FULL) return SQLITE_CANTOPEN;  // a name takes no room
  int code = under->xOpen(under, path, file->real, flags, out);
  if (file->real->pMethods) file->base.pMethods = &methods;
  return code;
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int sync) {
  (void)vfs;
  Record *record = recorded(path);
  if (is_stopped(record)) return SQLITE_OK;
  int fault = counted(record);
  if (fault && fault != SQLITE_FULL) return SQLITE_IOERR_DELETE;
  if (record) {
    pthread_mutex_lock(&lock);
    forget(record);
    pthread_mutex_unlock(&lock);
  }
  return under->xDelete(under, path, sync);
}

int fault_disk_install(void) {
  static sqlite3_vfs disk;
  pthread_mutex_lock(&lock);
  int code = SQLITE_OK;
  if (!under) {
    under = sqlite3_vfs_find(NULL);
    disk = *under;
    disk.szOsFile = (int)sizeof(File) + under->szOsFile;
    disk.zName = "fault-disk";
    disk.pNext = NULL;
    disk.xOpen = disk_open;
    disk.xDelete = disk_delete;
    code = sqlite3_vfs_register(&disk, 1);
  }
  pthread_mutex_unlock(&lock);
  return code;
}

void fault_disk_watch(const char *prefix) {
  pthread_mutex_lock(&lock);
  free(watched);
  watched = prefix ? strdup(prefix) : NULL;
  for (Record *record = records; record; record = record->next) forget(record);
  calls = 0;
  fail_at = 0;
  stopped = 0;
  pthread_mutex_unlock(&lock);
}

int64_t fault_disk_calls(void) {
  pthread_mutex_lock(&lock);
  int64_t answer = calls;
  pthread_mutex_unlock(&lock);
  return answer;
}

void fault_disk_fail(int64_t call, int code, int lasting) {
  pthread_mutex_lock(&lock);
  calls = 0;
  fail_at = call;
  fail_code = code;
  fail_lasting = lasting;
  pthread_mutex_unlock(&lock);
}

void fault_disk_stop(void) {
  pthread_mutex_lock(&lock);
  stopped = 1;
  pthread_mutex_unlock(&lock);
}

static uint64_t drawn(uint64_t *state) {
  uint64_t z = (*state += 0x9E3779B97F4A7C15);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

// Takes all changes back, oldest last, then does some of them again, oldest first.
static void replay(int file, Change *change, uint64_t *state) {
  if (!change) return;
  if (change->before_count > 0 && change->before)
    (void)!pwrite(file, change->before, (size_t)change->before_count, change->offset);
  (void)!ftruncate(file, change->size_before);
  replay(file, change->older, state);
  uint64_t fate = drawn(state) % 8;
  if (change->count < 0) {
    if (fate < 4) (void)!ftruncate(file, change->offset);
    return;
  }
  if (fate < 3 || !change->after) return;
  int whole = fate < 6;
  for (int start = 0; start < change->count;) {
    sqlite3_int64 place = change->offset + start;
    int part = 512 - (int)(place % 512);
    if (part > change->count - start) part = change->count - start;
    if (whole || drawn(state) % 2)
      (void)!pwrite(file, change->after + start, (size_t)part, place);
    start += part;
  }
}

void fault_disk_crash(uint64_t seed) {
  pthread_mutex_lock(&lock);
  uint64_t state = seed;
  for (Record *record = records; record; record = record->next) {
    if (!record->newest) continue;
    int file = open(record->path, O_RDWR | O_CLOEXEC);
    if (file >= 0) {
      replay(file, record->newest, &state);
      close(file);
    }
    forget(record);
  }
  stopped = 0;
  fail_at = 0;
  pthread_mutex_unlock(&lock);
}
