// LMDB's own header, and of the operating system only what the LMDB module asks about files.
#ifndef CLMDB_SHIM_H
#define CLMDB_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

// pthread_t is an integer on Linux and a pointer on macOS; as an identity, a number serves both.
static inline uintptr_t clmdb_thread_identity(void) {
    return (uintptr_t)pthread_self();
}

// Bare numbers for flags that the headers write as casts, which Swift does not import.
static inline int clmdb_open_for_reading(const char *path) {
    return open(path, O_RDONLY | O_CLOEXEC);
}

#endif
