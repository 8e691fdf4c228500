// What a process says when a page of a file that it has mapped cannot be read.
//
// A bad block of the disk, a file that has lost its end and a page number that damage has changed
// all show as a signal. The handler asks the system whether the address lies in the map of a file
// that is registered here, or the code that faulted in the library of LMDB, and if so writes a
// sentence and ends the process. Any other fault goes on to whoever handled it before.
//
// LMDB follows what a page says, to no address at all when a bit calls an entry one of several
// values in a table that has but one for each key. Which file it was at is not known then.
//
// All that the handler calls may be called by one: open, read, write, sigaction, raise, _exit. It
// asks for the alternate stack, for it also stands in the way of a stack overflow, whose handler
// needs one; it makes none, because a fault in a map leaves the stack that there is in order.
#ifndef CLMDB_DAMAGE_H
#define CLMDB_DAMAGE_H

enum { clmdb_file_count_max = 128, clmdb_path_size = 1024 };

struct clmdb_file {
    // 0: free, 1: being filled, 2: in use. Only the handler reads it without having set it.
    int state;
    dev_t device;
    ino_t inode;
    char path[clmdb_path_size];
    char mapped_path[clmdb_path_size];
};

struct clmdb_guard {
    int is_installed;
    char program[64];
    struct sigaction previous_bus;
    struct sigaction previous_segv;
    struct clmdb_file files[clmdb_file_count_max];
};

// Weak, so that the objects which include this header share one; with a value, so that they have it.
__attribute__((weak, visibility("hidden"))) struct clmdb_guard clmdb_guard = {0};

// Notes that a file is mapped. Returns its place in the register, or -1 when there is none left.
static inline int clmdb_register(const char *path, dev_t device, ino_t inode) {
    for (int index = 0; index < clmdb_file_count_max; index++) {
        struct clmdb_file *file = &clmdb_guard.files[index];
        int expected = 0;
        if (!__atomic_compare_exchange_n(
                &file->state, &expected, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
            continue;
        }
        file->device = device;
        file->inode = inode;
        strncpy(file->path, path, clmdb_path_size - 1);
        file->path[clmdb_path_size - 1] = 0;
        char *resolved = realpath(path, NULL);
        strncpy(file->mapped_path, resolved ? resolved : path, clmdb_path_size - 1);
        file->mapped_path[clmdb_path_size - 1] = 0;
        free(resolved);
        __atomic_store_n(&file->state, 2, __ATOMIC_RELEASE);
        return index;
    }
    return -1;
}

static inline void clmdb_unregister(int index) {
    if (index >= 0) {
        __atomic_store_n(&clmdb_guard.files[index].state, 0, __ATOMIC_RELEASE);
    }
}

// Adds a text to a sentence that has room for it.
static inline size_t clmdb_add(char *sentence, size_t count, const char *text) {
    size_t more = strlen(text);
    memcpy(sentence + count, text, more);
    return count + more;
}

// Says it in one write, so that it stays one sentence where others write too.
__attribute__((noreturn)) static inline void clmdb_end_of_damage(const char *path) {
    const char *program = clmdb_guard.program;
    char sentence[2 * sizeof clmdb_guard.program + clmdb_path_size + 128];
    size_t count = clmdb_add(sentence, 0, program);
    count = clmdb_add(sentence, count, ": ");
    count = clmdb_add(sentence, count, path);
    count = clmdb_add(sentence, count, " is damaged or cannot be read; `");
    count = clmdb_add(sentence, count, program);
    count = clmdb_add(sentence, count, " verify` names the place; restore a backup\n");
    ssize_t ignored = write(STDERR_FILENO, sentence, count);
    (void)ignored;
    _exit(1);
}

// The path of the registered file that is mapped as `path`, or with that device and inode.
static inline const char *clmdb_registered(const char *path, dev_t device, ino_t inode) {
    for (int index = 0; index < clmdb_file_count_max; index++) {
        struct clmdb_file *file = &clmdb_guard.files[index];
        if (__atomic_load_n(&file->state, __ATOMIC_ACQUIRE) != 2) {
            continue;
        }
        // Some file systems name another device here than to stat; some paths are written with
        // escapes, or changed since.
        if ((file->device == device && file->inode == inode)
            || strcmp(file->mapped_path, path) == 0) {
            return file->path;
        }
    }
    return NULL;
}

#ifdef __linux__

struct clmdb_text {
    int descriptor;
    ssize_t count;
    ssize_t next;
    char part[256];
};

// The next character of a file, or -1 at its end.
static inline int clmdb_next(struct clmdb_text *text) {
    if (text->next == text->count) {
        text->next = 0;
        do {
            text->count = read(text->descriptor, text->part, sizeof text->part);
        } while (text->count < 0 && errno == EINTR);
        if (text->count <= 0) {
            text->count = 0;
            return -1;
        }
    }
    return (unsigned char)text->part[text->next++];
}

// Reads a number and the character after it.
static inline uint64_t clmdb_number(struct clmdb_text *text, unsigned base) {
    uint64_t number = 0;
    for (;;) {
        int character = clmdb_next(text);
        unsigned digit = character >= '0' && character <= '9' ? (unsigned)(character - '0')
            : character >= 'a' && character <= 'f'            ? (unsigned)(character - 'a' + 10)
                                                              : 16;
        if (digit >= base) {
            return number;
        }
        number = number * base + digit;
    }
}

struct clmdb_mapping {
    dev_t device;
    ino_t inode;
    char path[clmdb_path_size];
};

// Finds what is mapped where the address lies. A line of the list is:
// start-end rights offset major:minor inode path
static inline int clmdb_find_mapping(uintptr_t address, struct clmdb_mapping *mapping) {
    struct clmdb_text text = {.descriptor = open("/proc/self/maps", O_RDONLY | O_CLOEXEC)};
    if (text.descriptor < 0) {
        return 0;
    }
    int is_found = 0;
    for (int character = 0; character >= 0;) {
        uint64_t start = clmdb_number(&text, 16);
        uint64_t end = clmdb_number(&text, 16);
        if (end == 0) {
            break;
        }
        if (address < start || address >= end) {
            do {
                character = clmdb_next(&text);
            } while (character >= 0 && character != '\n');
            continue;
        }
        do {
            character = clmdb_next(&text);
        } while (character >= 0 && character != ' ');
        clmdb_number(&text, 16);
        unsigned device_major = (unsigned)clmdb_number(&text, 16);
        unsigned device_minor = (unsigned)clmdb_number(&text, 16);
        mapping->device = makedev(device_major, device_minor);
        mapping->inode = (ino_t)clmdb_number(&text, 10);
        size_t count = 0;
        while ((character = clmdb_next(&text)) >= 0 && character != '\n') {
            if ((count > 0 || character != ' ') && count < sizeof mapping->path - 1) {
                mapping->path[count++] = (char)character;
            }
        }
        mapping->path[count] = 0;
        is_found = 1;
        break;
    }
    close(text.descriptor);
    return is_found;
}

// Where the code was that faulted; 0 when it is not known how this machine tells.
static inline uintptr_t clmdb_faulting_code(const ucontext_t *context) {
#if defined(__x86_64__)
    return (uintptr_t)context->uc_mcontext.gregs[16];
#elif defined(__aarch64__)
    return (uintptr_t)context->uc_mcontext.pc;
#else
    (void)context;
    return 0;
#endif
}

// Whether an address is in the library of LMDB, which must not be part of the program itself.
static inline int clmdb_is_in_library(uintptr_t address) {
    struct clmdb_mapping code, library, program;
    return clmdb_find_mapping(address, &code)
        && clmdb_find_mapping((uintptr_t)&mdb_cursor_get, &library)
        && clmdb_find_mapping((uintptr_t)&clmdb_find_mapping, &program)
        && code.inode == library.inode && code.device == library.device
        && (code.inode != program.inode || code.device != program.device);
}

// What to call the file that is to blame for a fault, or NULL when none is.
static inline const char *clmdb_file_to_blame(const siginfo_t *information, const void *context) {
    struct clmdb_mapping mapping;
    if (clmdb_find_mapping((uintptr_t)information->si_addr, &mapping)) {
        const char *path = clmdb_registered(mapping.path, mapping.device, mapping.inode);
        if (path) {
            return path;
        }
    }
    return clmdb_is_in_library(clmdb_faulting_code(context)) ? "a data file" : NULL;
}

#else

// Elsewhere no list of maps can be read by a handler, so every fault goes on.
static inline const char *clmdb_file_to_blame(const siginfo_t *information, const void *context) {
    (void)information;
    (void)context;
    return NULL;
}

#endif

static inline void clmdb_on_fault(int number, siginfo_t *information, void *context) {
    int error = errno;
    // What another process sent has no address.
    int is_fault = information->si_code > 0;
    const char *path = is_fault ? clmdb_file_to_blame(information, context) : NULL;
    if (path) {
        clmdb_end_of_damage(path);
    }
    const struct sigaction *previous =
        number == SIGBUS ? &clmdb_guard.previous_bus : &clmdb_guard.previous_segv;
    errno = error;
    if (previous->sa_flags & SA_SIGINFO) {
        previous->sa_sigaction(number, information, context);
    } else if (previous->sa_handler != SIG_DFL && previous->sa_handler != SIG_IGN) {
        previous->sa_handler(number);
    } else {
        // Back where it came from, a fault happens again, and then to the previous action.
        sigaction(number, previous, NULL);
        if (!is_fault) {
            raise(number);
        }
    }
}

// LMDB's own checks end in abort(), unless this ends the process before.
static inline void clmdb_on_assertion(MDB_env *environment, const char *message) {
    (void)message;
    const char *path = NULL;
    if (__atomic_load_n(&clmdb_guard.is_installed, __ATOMIC_ACQUIRE) == 1
        && mdb_env_get_path(environment, &path) == MDB_SUCCESS && path) {
        char shown[clmdb_path_size] = {0};
        strncpy(shown, path, sizeof shown - 1);
        clmdb_end_of_damage(shown);
    }
}

static inline int clmdb_handle_assertions(MDB_env *environment) {
    return mdb_env_set_assert(environment, clmdb_on_assertion);
}

// Installs the handler of a signal in front of the one that there is. It blocks the same signals:
// Swift's prints a backtrace with the help of a process that must be able to take faults.
static inline void clmdb_guard_signal(int number, struct sigaction *previous) {
    sigaction(number, NULL, previous);
    struct sigaction action = *previous;
    action.sa_sigaction = clmdb_on_fault;
    action.sa_flags |= SA_SIGINFO | SA_ONSTACK;
    sigaction(number, &action, NULL);
}

// Installs the handler for faults, the first time that it is called.
static inline void clmdb_install_guard(const char *program) {
    int expected = 0;
    if (!__atomic_compare_exchange_n(&clmdb_guard.is_installed, &expected, 2, 0,
            __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
        return;
    }
    // A file that may grow no more is an error of the write then, which has its sentence.
    signal(SIGXFSZ, SIG_IGN);
    strncpy(clmdb_guard.program, program, sizeof clmdb_guard.program - 1);
    clmdb_guard_signal(SIGBUS, &clmdb_guard.previous_bus);
    clmdb_guard_signal(SIGSEGV, &clmdb_guard.previous_segv);
    __atomic_store_n(&clmdb_guard.is_installed, 1, __ATOMIC_RELEASE);
}

#endif
