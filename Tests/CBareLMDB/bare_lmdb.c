#include "bare_lmdb.h"

#include <lmdb.h>
#include <string.h>

// The fastest that LMDB itself goes with these bytes: the yardstick of the benchmarks.

static int open_env(const char *path, MDB_env **env) {
    int result = mdb_env_create(env);
    if (result == 0) result = mdb_env_set_mapsize(*env, (size_t)1 << 36);
    if (result == 0) result = mdb_env_open(*env, path, MDB_NOSUBDIR | MDB_NOTLS, 0644);
    return result;
}

int bare_lmdb_append(const char *path, size_t count, size_t size, size_t batch) {
    MDB_env *env;
    MDB_txn *txn = NULL;
    MDB_dbi dbi = 0;
    int result = open_env(path, &env);
    for (size_t at = 0; result == 0 && at < count; at++) {
        if (txn == NULL) {
            result = mdb_txn_begin(env, NULL, 0, &txn);
            if (result == 0) result = mdb_dbi_open(txn, NULL, 0, &dbi);
            if (result != 0) break;
        }
        unsigned char bytes[8];
        for (int index = 0; index < 8; index++) bytes[index] = (unsigned char)(at >> (56 - 8 * index));
        MDB_val key = {8, bytes};
        MDB_val value = {size, NULL};
        result = mdb_put(txn, dbi, &key, &value, MDB_APPEND | MDB_RESERVE);
        if (result == 0) memset(value.mv_data, (int)(at & 0xFF), size);
        if (result == 0 && ((at + 1) % batch == 0 || at + 1 == count)) {
            result = mdb_txn_commit(txn);
            txn = NULL;
        }
    }
    if (txn != NULL) mdb_txn_abort(txn);
    mdb_env_close(env);
    return result;
}

int bare_lmdb_scan(const char *path, uint64_t *sum) {
    MDB_env *env;
    MDB_txn *txn = NULL;
    MDB_dbi dbi;
    MDB_cursor *cursor = NULL;
    MDB_val key, value;
    int result = open_env(path, &env);
    if (result == 0) result = mdb_txn_begin(env, NULL, MDB_RDONLY, &txn);
    if (result == 0) result = mdb_dbi_open(txn, NULL, 0, &dbi);
    if (result == 0) result = mdb_cursor_open(txn, dbi, &cursor);
    while (result == 0 && (result = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0) {
        *sum += *(unsigned char *)value.mv_data;
    }
    if (cursor != NULL) mdb_cursor_close(cursor);
    if (txn != NULL) mdb_txn_abort(txn);
    mdb_env_close(env);
    return result == MDB_NOTFOUND ? 0 : result;
}
