#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// Has blocks of a megabyte and more given back to the system as soon as they are freed.
///
/// Otherwise glibc keeps ever larger ones for later, up to 32 MB each, and a rebuild holds twice what it uses.
static inline void cmemory_give_back_large_blocks(void) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}
