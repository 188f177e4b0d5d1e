#ifndef DOLEN_CSQLITE_SHIM_H
#define DOLEN_CSQLITE_SHIM_H

#include <sqlite3.h>

// Swift cannot call C functions with variable arguments, so each form in use has a plain one here.

// Switches a boolean setting of a connection on or off; the settings are SQLITE_DBCONFIG_….
static inline int csqlite_db_config_flag(sqlite3 *connection, int setting, int on) {
  return sqlite3_db_config(connection, setting, on, (int *)0);
}

#endif
