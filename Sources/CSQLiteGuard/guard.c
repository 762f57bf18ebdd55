#include "CSQLiteGuard.h"

#include <sqlite3.h>

int plkk_sqlite_guard(void *connection) {
  sqlite3 *db = connection;
  int code = sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
  if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
  return code;
}
