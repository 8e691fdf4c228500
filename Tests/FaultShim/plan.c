#ifdef __linux__
#define _GNU_SOURCE
#include "plan.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum action { NOTHING, BEFORE, AFTER, TORN, STOP, ONCE, ON, SHORT };

static struct {
    const char *folder;
    size_t folder_length;
    enum action action;
    long step;
    int error;
    long grain;
    int trace;
    int bytes;
} plan = {.trace = -1, .bytes = -1};

static atomic_long step_count;
static atomic_long written_count;

static long number_in(const char *name, long otherwise) {
    const char *text = getenv(name);
    return text ? atol(text) : otherwise;
}

static int file_named_by(const char *name) {
    const char *path = getenv(name);
    if (!path) return -1;
    int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC;
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0644);
}

__attribute__((constructor)) static void read_plan(void) {
    static const char *const actions[] = {"", "before", "after", "torn", "stop", "once", "on", "short"};
    const char *action = getenv("FAULT_ACTION");
    for (int i = 0; action && i < 8; i++) {
        if (strcmp(action, actions[i]) == 0) plan.action = (enum action)i;
    }
    plan.step = number_in("FAULT_STEP", 0);
    plan.error = (int)number_in("FAULT_ERROR", EIO);
    plan.grain = number_in("FAULT_GRAIN", 1);
    plan.trace = file_named_by("FAULT_TRACE");
    plan.bytes = file_named_by("FAULT_BYTES");
    plan.folder = getenv("FAULT_FOLDER");
    plan.folder_length = plan.folder ? strlen(plan.folder) : 0;
}

static int is_in_folder(const char *path) {
    if (!plan.folder_length || strncmp(path, plan.folder, plan.folder_length) != 0) return 0;
    char next = path[plan.folder_length];
    return next == 0 || next == '/' || next == ' ';
}

static void read_descriptor(int descriptor, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    long length = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    path[length > 0 ? length : 0] = 0;
}

static void make_absolute(int folder, const char *path, char *result) {
    if (path[0] == '/') {
        snprintf(result, PATH_MAX, "%s", path);
        return;
    }
    char start[PATH_MAX];
    if (folder == AT_FDCWD) {
        if (syscall(SYS_getcwd, start, sizeof start) < 0) start[0] = 0;
    } else {
        read_descriptor(folder, start);
    }
    // A path that is too long is cut, and the call itself will be refused by the system.
    size_t length = strnlen(start, PATH_MAX - 2);
    memcpy(result, start, length);
    result[length] = '/';
    snprintf(result + length + 1, PATH_MAX - length - 1, "%s", path);
}

struct call on_path(const char *name, enum kind kind, int folder, const char *path) {
    struct call call = {.name = name, .kind = kind};
    if (!plan.folder_length || !path) return call;
    make_absolute(folder, path, call.path);
    call.concerns_folder = is_in_folder(call.path);
    return call;
}

struct call on_paths(const char *name, enum kind kind, int folder, const char *path, int other_folder,
                     const char *other) {
    struct call call = on_path(name, kind, folder, path);
    if (!plan.folder_length || !other) return call;
    make_absolute(other_folder, other, call.other);
    call.concerns_folder |= is_in_folder(call.other);
    return call;
}

struct call on_descriptor(const char *name, enum kind kind, int descriptor) {
    struct call call = {.name = name, .kind = kind};
    if (!plan.folder_length || descriptor < 0) return call;
    int former = errno;
    read_descriptor(descriptor, call.path);
    call.concerns_folder = is_in_folder(call.path);
    if (call.concerns_folder) {
        call.writes_through = (syscall(SYS_fcntl, descriptor, F_GETFL) & O_DSYNC) != 0;
    }
    errno = former;
    return call;
}

static void record(struct call *call, long step, long result) {
    if (plan.trace < 0) return;
    int former = errno;
    long start = written_count;
    if (plan.bytes >= 0) {
        for (int i = 0; i < call->part_count; i++) {
            syscall(SYS_write, plan.bytes, call->parts[i].iov_base, call->parts[i].iov_len);
            written_count += (long)call->parts[i].iov_len;
        }
    }
    char line[2 * PATH_MAX + 128];
    int length = snprintf(line, sizeof line, "%ld\t%s\t%c%c\t%s\t%s\t%lld\t%lld\t%ld\t%ld\n", step,
                          call->name, "omwsc"[call->kind], call->writes_through ? 't' : '-',
                          call->path, call->other, call->offset, call->byte_count, result, start);
    syscall(SYS_write, plan.trace, line, length);
    errno = former;
}

static int can_fail(enum kind kind) {
    switch (plan.error) {
    case EMFILE: return kind == OPENS || kind == MAKES;
    case ENOSPC:
    case EDQUOT: return kind == MAKES || kind == WRITES || kind == SYNCS;
    case EROFS: return kind == MAKES || kind == WRITES || kind == CHANGES;
    default: return 1;
    }
}

static void end_process(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

// What is to become of a call, which is counted by this.
static enum action verdict(const struct call *call, long *step) {
    *step = ++step_count;
    if (plan.action == NOTHING || *step < plan.step || getenv("FAULT_HEALED")) return NOTHING;
    if (plan.action >= ONCE) {
        // A step that cannot fail so passes the fault on to none.
        if (!can_fail(call->kind)) return NOTHING;
        if (plan.action == ON) return ON;
        if (plan.action == SHORT && *step > plan.step) return ON;
    }
    return *step == plan.step ? plan.action : NOTHING;
}

long make(struct call *call, long number, long a, long b, long c, long d, long e) {
    if (!call->concerns_folder) return syscall(number, a, b, c, d, e);
    long step;
    enum action action = verdict(call, &step);
    if (action == BEFORE || action == TORN) end_process();
    if (action == STOP) syscall(SYS_kill, getpid(), SIGSTOP);
    if (action == ONCE || action == ON || action == SHORT) {
        errno = plan.error;
        return -1;
    }
    long result = syscall(number, a, b, c, d, e);
    record(call, step, result);
    if (action == AFTER) end_process();
    return result;
}

static ssize_t write_parts(int descriptor, const struct iovec *parts, int part_count, long long offset) {
    if (offset < 0) return syscall(SYS_writev, descriptor, parts, part_count);
    return syscall(SYS_pwritev, descriptor, parts, part_count, (long)offset, 0L);
}

static ssize_t write_half(int descriptor, const struct iovec *parts, int part_count, long long offset,
                          long long byte_count) {
    long long half = byte_count / 2;
    half -= half % (plan.grain > 0 ? plan.grain : 1);
    ssize_t done = 0;
    for (int i = 0; i < part_count && done < half; i++) {
        struct iovec part = parts[i];
        if ((long long)part.iov_len > half - done) part.iov_len = (size_t)(half - done);
        ssize_t result = write_parts(descriptor, &part, 1, offset < 0 ? offset : offset + done);
        if (result < 0) return result;
        done += result;
    }
    return done;
}

ssize_t make_write(const char *name, int descriptor, const struct iovec *parts, int part_count,
                   long long offset) {
    struct call call = on_descriptor(name, WRITES, descriptor);
    int is_said = descriptor == STDOUT_FILENO && plan.folder_length && !call.concerns_folder;
    if (!call.concerns_folder && !is_said) return write_parts(descriptor, parts, part_count, offset);
    call.parts = parts;
    call.part_count = part_count;
    for (int i = 0; i < part_count; i++) call.byte_count += (long long)parts[i].iov_len;
    if (is_said) {
        ssize_t result = write_parts(descriptor, parts, part_count, offset);
        call.name = "say";
        record(&call, 0, result);
        return result;
    }
    int former = errno;
    long flags = syscall(SYS_fcntl, descriptor, F_GETFL);
    call.offset = offset >= 0 ? offset : syscall(SYS_lseek, descriptor, 0L, flags & O_APPEND ? SEEK_END : SEEK_CUR);
    errno = former;
    long step;
    enum action action = verdict(&call, &step);
    if (action == BEFORE) end_process();
    if (action == STOP) syscall(SYS_kill, getpid(), SIGSTOP);
    if (action == ONCE || action == ON) {
        errno = plan.error;
        return -1;
    }
    if (action == TORN || action == SHORT) {
        ssize_t done = write_half(descriptor, parts, part_count, offset, call.byte_count);
        if (action == TORN) end_process();
        return done;
    }
    ssize_t result = write_parts(descriptor, parts, part_count, offset);
    record(&call, step, result);
    if (action == AFTER) end_process();
    return result;
}
#endif
