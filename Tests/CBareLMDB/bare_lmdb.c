#include "bare_lmdb.h"

#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

// The fastest that LMDB itself goes with these bytes, and the system below it: the yardstick of the
// benchmarks.

static int open_env(const char *path, MDB_env **env) {
    int result = mdb_env_create(env);
    if (result == 0) result = mdb_env_set_mapsize(*env, (size_t)1 << 36);
    if (result == 0) result = mdb_env_open(*env, path, MDB_NOSUBDIR | MDB_NOTLS, 0644);
    return result;
}

static MDB_val key_of(size_t number, unsigned char bytes[8]) {
    for (int index = 0; index < 8; index++) bytes[index] = (unsigned char)(number >> (56 - 8 * index));
    return (MDB_val){8, bytes};
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
        MDB_val key = key_of(at, bytes);
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

int bare_lmdb_get(const char *path, size_t count, size_t gets, uint64_t *sum) {
    MDB_env *env;
    MDB_txn *txn = NULL;
    MDB_dbi dbi;
    uint64_t draw = 20250215;
    int result = open_env(path, &env);
    if (result == 0) result = mdb_txn_begin(env, NULL, MDB_RDONLY, &txn);
    if (result == 0) result = mdb_dbi_open(txn, NULL, 0, &dbi);
    for (size_t done = 0; result == 0 && done < gets; done++) {
        draw = draw * 6364136223846793005u + 1442695040888963407u;
        unsigned char bytes[8];
        MDB_val key = key_of((draw >> 32) % count, bytes), value;
        result = mdb_get(txn, dbi, &key, &value);
        if (result == 0) *sum += *(unsigned char *)value.mv_data;
    }
    if (txn != NULL) mdb_txn_abort(txn);
    mdb_env_close(env);
    return result;
}

int bare_flush(const char *path, size_t count, size_t size) {
    char bytes[4096];
    memset(bytes, 1, sizeof bytes);
    if (size > sizeof bytes) return EINVAL;
    int file = open(path, O_CREAT | O_WRONLY, 0644);
    if (file < 0) return errno;
    int result = 0;
    for (size_t at = 0; result == 0 && at < count; at++) {
        if (pwrite(file, bytes, size, (off_t)(at * size)) != (ssize_t)size) result = EIO;
#ifdef __APPLE__
        if (result == 0 && fcntl(file, F_FULLFSYNC) != 0) result = errno;
#else
        if (result == 0 && fdatasync(file) != 0) result = errno;
#endif
    }
    close(file);
    return result;
}

int bare_run(char *const arguments[]) {
    extern char **environ;
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status = -1;
    if (posix_spawn_file_actions_init(&actions) != 0) return -1;
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    int result = posix_spawnp(&child, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (result != 0 || waitpid(child, &status, 0) != child) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
