#ifndef PLKK_SQLITE_GUARD_H
#define PLKK_SQLITE_GUARD_H

/// Forbids a connection whatever could spoil a file or be run by one: writing to the schema or to
/// shadow tables, functions and virtual tables named by the schema itself.
///
/// Swift cannot call `sqlite3_db_config`, as its arguments vary. Returns 0, or SQLite's code.
int plkk_sqlite_guard(void *connection);

#endif
