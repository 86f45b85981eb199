#ifndef COUNTING_H
#define COUNTING_H
#include <stdint.h>

/// From now on the other functions count; until then they do nothing.
void counting_enable(void);
/// Begins to count allocations of this process, and, under callgrind, instructions.
void counting_begin(void);
/// Ends the counting.
void counting_end(void);
/// How many allocations were counted.
uint64_t counting_allocations(void);
/// How many bytes of the heap are in use, on whichever thread they were taken; 0 where the C library does not say.
uint64_t counting_bytes_in_use(void);

#endif
