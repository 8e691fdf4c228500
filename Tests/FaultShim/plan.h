// What the calls of this library share: the plan, and one call under it.
#ifndef FAULT_PLAN_H
#define FAULT_PLAN_H

#include <limits.h>
#include <stddef.h>
#include <sys/types.h>
#include <sys/uio.h>

// What a call does, which decides what errors it can have.
enum kind { OPENS, MAKES, WRITES, SYNCS, CHANGES };

struct call {
    const char *name;
    enum kind kind;
    int concerns_folder;
    int writes_through;
    long long offset;
    long long byte_count;
    const struct iovec *parts;
    int part_count;
    char path[PATH_MAX];
    char other[PATH_MAX];
};

struct call on_path(const char *name, enum kind kind, int folder, const char *path);
struct call on_paths(const char *name, enum kind kind, int folder, const char *path, int other_folder,
                     const char *other);
struct call on_descriptor(const char *name, enum kind kind, int descriptor);

// Makes the system call, unless the plan says otherwise; sets errno.
long make(struct call *call, long number, long a, long b, long c, long d, long e);

// A write; `offset` is -1 for one at the position of the descriptor.
ssize_t make_write(const char *name, int descriptor, const struct iovec *parts, int part_count,
                   long long offset);

#endif
