#ifndef BARE_LMDB_H
#define BARE_LMDB_H

#include <stddef.h>
#include <stdint.h>

/// Appends `count` values of `size` bytes, `batch` of them a durable commit. 0, or LMDB's error.
int bare_lmdb_append(const char *path, size_t count, size_t size, size_t batch);

/// Reads every value once and adds up its first bytes. 0, or LMDB's error.
int bare_lmdb_scan(const char *path, uint64_t *sum);

/// Reads `gets` values of `count`, drawn at random, in one transaction. 0, or LMDB's error.
int bare_lmdb_get(const char *path, size_t count, size_t gets, uint64_t *sum);

/// Writes `count` times `size` bytes, each flushed to the disk. 0, or the system's error.
int bare_flush(const char *path, size_t count, size_t size);

/// Runs a program to its end, with its output thrown away. Its exit code, or -1.
int bare_run(char *const arguments[]);

#endif
