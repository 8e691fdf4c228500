// The calls of the C library that this one stands in for. Each goes straight to the system.
#ifdef __linux__
#define _GNU_SOURCE
#define _FORTIFY_SOURCE 0
#include "FaultShim.h"
#include "plan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Those that write. The variants named 64 are the same on a system of 64 bits.

ssize_t write(int descriptor, const void *bytes, size_t count) {
    struct iovec part = {(void *)bytes, count};
    return make_write("write", descriptor, &part, 1, -1);
}
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    struct iovec part = {(void *)bytes, count};
    return make_write("pwrite", descriptor, &part, 1, offset);
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    return pwrite(descriptor, bytes, count, offset);
}
ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    return make_write("writev", descriptor, parts, count, -1);
}
ssize_t pwritev(int descriptor, const struct iovec *parts, int count, off_t offset) {
    return make_write("pwritev", descriptor, parts, count, offset);
}
ssize_t pwritev64(int descriptor, const struct iovec *parts, int count, off64_t offset) {
    return pwritev(descriptor, parts, count, offset);
}
ssize_t sendfile(int to, int from, off_t *offset, size_t count) {
    struct call call = on_descriptor("sendfile", WRITES, to);
    return make(&call, SYS_sendfile, to, from, (long)offset, (long)count, 0);
}
ssize_t copy_file_range(int from, off64_t *start, int to, off64_t *end, size_t count, unsigned flags) {
    // The sixth argument is always 0.
    (void)flags;
    struct call call = on_descriptor("copy_file_range", WRITES, to);
    return make(&call, SYS_copy_file_range, from, (long)start, to, (long)end, (long)count);
}

// Those that see to it that what was written is on the disk.

int fsync(int descriptor) {
    struct call call = on_descriptor("fsync", SYNCS, descriptor);
    return (int)make(&call, SYS_fsync, descriptor, 0, 0, 0, 0);
}
int fdatasync(int descriptor) {
    struct call call = on_descriptor("fdatasync", SYNCS, descriptor);
    return (int)make(&call, SYS_fdatasync, descriptor, 0, 0, 0, 0);
}
int msync(void *start, size_t count, int flags) {
    // A map is not known by its file here; strace shows that nothing is written through one.
    struct call call = {.name = "msync", .kind = SYNCS};
    return (int)make(&call, SYS_msync, (long)start, (long)count, flags, 0, 0);
}

// Those that change the size of a file.

int ftruncate(int descriptor, off_t length) {
    struct call call = on_descriptor("ftruncate", WRITES, descriptor);
    call.byte_count = length;
    return (int)make(&call, SYS_ftruncate, descriptor, length, 0, 0, 0);
}
int ftruncate64(int descriptor, off64_t length) { return ftruncate(descriptor, length); }
int truncate(const char *path, off_t length) {
    struct call call = on_path("truncate", WRITES, AT_FDCWD, path);
    call.byte_count = length;
    return (int)make(&call, SYS_truncate, (long)path, length, 0, 0, 0);
}
int truncate64(const char *path, off64_t length) { return truncate(path, length); }
int fallocate(int descriptor, int mode, off_t offset, off_t length) {
    struct call call = on_descriptor("fallocate", WRITES, descriptor);
    call.offset = offset;
    call.byte_count = length;
    return (int)make(&call, SYS_fallocate, descriptor, mode, offset, length, 0);
}
int fallocate64(int descriptor, int mode, off64_t offset, off64_t length) {
    return fallocate(descriptor, mode, offset, length);
}
int posix_fallocate(int descriptor, off_t offset, off_t length) {
    return fallocate(descriptor, 0, offset, length) == 0 ? 0 : errno;
}
int posix_fallocate64(int descriptor, off64_t offset, off64_t length) {
    return posix_fallocate(descriptor, offset, length);
}

// Those that open. Only one that makes a file is a change; the others are counted because they too
// can fail.

static int open_in(const char *name, int folder, const char *path, int flags, mode_t mode) {
    int makes = flags & O_CREAT && faccessat(folder, path, F_OK, 0) != 0;
    struct call call = on_path(name, makes ? MAKES : OPENS, folder, path);
    call.writes_through = (flags & O_DSYNC) != 0;
    call.offset = flags & O_TRUNC ? 1 : 0;
    return (int)make(&call, SYS_openat, folder, (long)path, flags, mode, 0);
}

#define MODE_AFTER(flags)                                  \
    mode_t mode = 0;                                       \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                 \
        va_list rest;                                      \
        va_start(rest, flags);                             \
        mode = (mode_t)va_arg(rest, int);                  \
        va_end(rest);                                      \
    }

int open(const char *path, int flags, ...) {
    MODE_AFTER(flags)
    return open_in("open", AT_FDCWD, path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    MODE_AFTER(flags)
    return open_in("open", AT_FDCWD, path, flags, mode);
}
int openat(int folder, const char *path, int flags, ...) {
    MODE_AFTER(flags)
    return open_in("open", folder, path, flags, mode);
}
int openat64(int folder, const char *path, int flags, ...) {
    MODE_AFTER(flags)
    return open_in("open", folder, path, flags, mode);
}
int creat(const char *path, mode_t mode) {
    return open_in("open", AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

// Those that change folders.

int mkdirat(int folder, const char *path, mode_t mode) {
    struct call call = on_path("mkdir", MAKES, folder, path);
    return (int)make(&call, SYS_mkdirat, folder, (long)path, mode, 0, 0);
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
int unlinkat(int folder, const char *path, int flags) {
    struct call call = on_path(flags & AT_REMOVEDIR ? "rmdir" : "unlink", CHANGES, folder, path);
    return (int)make(&call, SYS_unlinkat, folder, (long)path, flags, 0, 0);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
    int result = unlink(path);
    return result != 0 && errno == EISDIR ? rmdir(path) : result;
}
int renameat2(int folder, const char *path, int other_folder, const char *other, unsigned flags) {
    struct call call = on_paths("rename", MAKES, folder, path, other_folder, other);
    return (int)make(&call, SYS_renameat2, folder, (long)path, other_folder, (long)other, flags);
}
int renameat(int folder, const char *path, int other_folder, const char *other) {
    return renameat2(folder, path, other_folder, other, 0);
}
int rename(const char *path, const char *other) {
    return renameat2(AT_FDCWD, path, AT_FDCWD, other, 0);
}
int linkat(int folder, const char *path, int other_folder, const char *other, int flags) {
    struct call call = on_paths("link", MAKES, folder, path, other_folder, other);
    return (int)make(&call, SYS_linkat, folder, (long)path, other_folder, (long)other, flags);
}
int link(const char *path, const char *other) { return linkat(AT_FDCWD, path, AT_FDCWD, other, 0); }
int symlinkat(const char *target, int folder, const char *path) {
    struct call call = on_path("symlink", MAKES, folder, path);
    return (int)make(&call, SYS_symlinkat, (long)target, folder, (long)path, 0, 0);
}
int symlink(const char *target, const char *path) { return symlinkat(target, AT_FDCWD, path); }

// Those that change what is said of a file.

int fchmodat(int folder, const char *path, mode_t mode, int flags) {
    // The system's own call takes no flags, and neither does anything here.
    (void)flags;
    struct call call = on_path("chmod", CHANGES, folder, path);
    return (int)make(&call, SYS_fchmodat, folder, (long)path, mode, 0, 0);
}
int chmod(const char *path, mode_t mode) { return fchmodat(AT_FDCWD, path, mode, 0); }
int fchmod(int descriptor, mode_t mode) {
    struct call call = on_descriptor("chmod", CHANGES, descriptor);
    return (int)make(&call, SYS_fchmod, descriptor, mode, 0, 0, 0);
}
int fchownat(int folder, const char *path, uid_t user, gid_t group, int flags) {
    struct call call = on_path("chown", CHANGES, folder, path);
    return (int)make(&call, SYS_fchownat, folder, (long)path, user, group, flags);
}
int chown(const char *path, uid_t user, gid_t group) {
    return fchownat(AT_FDCWD, path, user, group, 0);
}
int fchown(int descriptor, uid_t user, gid_t group) {
    struct call call = on_descriptor("chown", CHANGES, descriptor);
    return (int)make(&call, SYS_fchown, descriptor, user, group, 0, 0);
}
#endif
