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

// Gives a lock file, made if it is missing, its size and its place on the disk; 0 or an errno.
// LMDB extends it without either and writes to it through a map, which on a full disk is SIGBUS.
static inline int clmdb_reserve(const char *path, off_t byte_count) {
#ifdef __linux__
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0) {
        return 0; // LMDB will say why.
    }
    struct stat status;
    int result = 0;
    if (fstat(file, &status) == 0 && status.st_size < byte_count) {
        result = posix_fallocate(file, 0, byte_count);
    }
    close(file);
    return result == EOPNOTSUPP || result == EINVAL ? 0 : result;
#else
    (void)path;
    (void)byte_count;
    return 0;
#endif
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
