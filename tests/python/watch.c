/* Loaded into a process by test_startup.py: appends to the file that WATCH_LOG names a line
 * for every variable of the environment that is read, every file that is opened to write or made, and
 * every socket, by whatever library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int descriptor = -1;

__attribute__((constructor)) static void begin(void) {
    const char *path = REAL(getenv)("WATCH_LOG");
    if (path) descriptor = REAL(open)(path, O_WRONLY | O_APPEND | O_CLOEXEC);
}

static void tell(const char *what, const char *which) {
    char line[512];
    int length = snprintf(line, sizeof line, "%s %s\n", what, which);
    if (descriptor >= 0 && length > 0 && write(descriptor, line, (size_t)length) < 0) abort();
}

char *getenv(const char *name) {
    tell("getenv", name);
    return REAL(getenv)(name);
}

char *secure_getenv(const char *name) {
    tell("getenv", name);
    return REAL(secure_getenv)(name);
}

/* The mode of an open, which is there only where a file may be made. */
#define MODE(flags)                                  \
    mode_t mode = 0;                                 \
    if ((flags) & (O_CREAT | O_TMPFILE)) {           \
        va_list rest;                                \
        va_start(rest, flags);                       \
        mode = va_arg(rest, mode_t);                 \
        va_end(rest);                                \
    }                                                \
    if ((flags) & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) tell("write", path)

#define OPEN(name)                                   \
    int name(const char *path, int flags, ...) {     \
        MODE(flags);                                 \
        return REAL(name)(path, flags, mode);        \
    }

#define OPENAT(name)                                 \
    int name(int at, const char *path, int flags, ...) { \
        MODE(flags);                                 \
        return REAL(name)(at, path, flags, mode);    \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

int creat(const char *path, mode_t mode) {
    tell("write", path);
    return REAL(creat)(path, mode);
}

FILE *fopen(const char *path, const char *mode) {
    if (strpbrk(mode, "wa+")) tell("write", path);
    return REAL(fopen)(path, mode);
}

FILE *fopen64(const char *path, const char *mode) {
    if (strpbrk(mode, "wa+")) tell("write", path);
    return REAL(fopen64)(path, mode);
}

int mkdir(const char *path, mode_t mode) {
    tell("write", path);
    return REAL(mkdir)(path, mode);
}

int socket(int domain, int type, int protocol) {
    tell("socket", "");
    return REAL(socket)(domain, type, protocol);
}
