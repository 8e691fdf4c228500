// LMDB's own header, and of the operating system only what the LMDB module asks about files.
#ifndef CLMDB_SHIM_H
#define CLMDB_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/falloc.h>
#include <sys/sysmacros.h>
// Declared by <fcntl.h> only with _GNU_SOURCE, which a module cannot set for another.
extern int fallocate(int descriptor, int mode, off_t offset, off_t byte_count);
#endif

#include "damage.h"

// What the headers write as macros with casts or calls, which Swift does not import.

static inline int clmdb_errno(void) {
    return errno;
}

static inline int clmdb_open_for_reading(const char *path) {
    return open(path, O_RDONLY | O_CLOEXEC);
}

static inline int clmdb_open_for_locking(const char *path) {
    return open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
}

// Takes the lock of an open file if nobody has it. Returns 0, or an errno value.
static inline int clmdb_try_lock(int descriptor) {
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
}

static inline void clmdb_unlock(int descriptor) {
    flock(descriptor, LOCK_UN);
}

static inline int clmdb_duplicate(int descriptor) {
    return fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
}

static inline int clmdb_is_folder(mode_t mode) {
    return S_ISDIR(mode);
}

// Gives a file, made if missing, blocks for so many bytes without changing its size. Returns 0 or
// an errno value; 0 too where the file system cannot do it.
static inline int clmdb_allocate(const char *path, off_t byte_count) {
    int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) {
        return errno;
    }
    struct stat status;
    int result = fstat(descriptor, &status);
    if (result == 0 && (off_t)status.st_blocks * 512 < byte_count) {
#ifdef __APPLE__
        fstore_t store = {F_ALLOCATEALL, F_PEOFPOSMODE, 0, byte_count, 0};
        result = fcntl(descriptor, F_PREALLOCATE, &store);
#else
        result = fallocate(descriptor, FALLOC_FL_KEEP_SIZE, 0, byte_count);
#endif
    }
    int code = result == 0 || errno != ENOSPC ? 0 : ENOSPC;
    close(descriptor);
    return code;
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
