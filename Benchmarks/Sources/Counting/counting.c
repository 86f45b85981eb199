#include "counting.h"
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#if defined(__APPLE__)
#include <malloc/malloc.h>
#else
#include <malloc.h>
#endif

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_START_INSTRUMENTATION
#define CALLGRIND_STOP_INSTRUMENTATION
#endif

static bool is_enabled;
static atomic_bool is_counting;
static atomic_uint_fast64_t allocations;

void counting_enable(void) { is_enabled = true; }

void counting_begin(void) {
    if (!is_enabled) return;
    atomic_store(&is_counting, true);
    // Collecting would be toggled for this thread alone; instrumenting is for all.
    CALLGRIND_START_INSTRUMENTATION;
}

void counting_end(void) {
    if (!is_enabled) return;
    CALLGRIND_STOP_INSTRUMENTATION;
    atomic_store(&is_counting, false);
}

uint64_t counting_allocations(void) { return atomic_load(&allocations); }

uint64_t counting_bytes_in_use(void) {
#if defined(__GLIBC__)
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
#elif defined(__APPLE__)
    malloc_statistics_t statistics;
    malloc_zone_statistics(NULL, &statistics);
    return statistics.size_in_use;
#else
    return 0;
#endif
}

#if defined(__GLIBC__)
// The linker prefers these to the ones of the C library, which remain under their other names.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static inline void count(void) {
    if (atomic_load_explicit(&is_counting, memory_order_relaxed)) atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
}

void *malloc(size_t size) {
    count();
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    count();
    return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size) {
    count();
    return __libc_realloc(old, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
    count();
    void *memory = __libc_memalign(alignment, size);
    *result = memory;
    return memory ? 0 : 12;
}

void *aligned_alloc(size_t alignment, size_t size) {
    count();
    return __libc_memalign(alignment, size);
}
#endif
