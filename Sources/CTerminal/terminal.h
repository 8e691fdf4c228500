#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <sys/ioctl.h>

/// The columns of the terminal behind a file descriptor, or 0 when there is none.
static inline int cterminal_columns(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

#endif
