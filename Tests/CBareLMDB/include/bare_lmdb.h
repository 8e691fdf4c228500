#ifndef BARE_LMDB_H
#define BARE_LMDB_H

#include <stddef.h>
#include <stdint.h>

/// Appends `count` values of `size` bytes, `batch` of them a durable commit. 0, or LMDB's error.
int bare_lmdb_append(const char *path, size_t count, size_t size, size_t batch);

/// Reads every value once and adds up its first bytes. 0, or LMDB's error.
int bare_lmdb_scan(const char *path, uint64_t *sum);

#endif
