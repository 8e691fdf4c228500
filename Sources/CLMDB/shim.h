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

// What the headers write as macros with casts or calls, which Swift does not import.

static inline int clmdb_errno(void) {
    return errno;
}

static inline int clmdb_open_for_reading(const char *path) {
    return open(path, O_RDONLY | O_CLOEXEC);
}

static inline int clmdb_is_folder(mode_t mode) {
    return S_ISDIR(mode);
}

// Whether the process may map so much more: maps it without access and gives it back.
static inline int clmdb_can_map(size_t byte_count) {
    void *trial = mmap(NULL, byte_count, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (trial == MAP_FAILED) {
        return 0;
    }
    munmap(trial, byte_count);
    return 1;
}

// pthread_t is an integer on Linux and a pointer on macOS; as an identity, a number serves both.
static inline uintptr_t clmdb_thread_identity(void) {
    return (uintptr_t)pthread_self();
}

#endif
