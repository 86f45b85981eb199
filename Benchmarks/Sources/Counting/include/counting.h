#ifndef COUNTING_H
#define COUNTING_H
#include <stdint.h>

/// Begins to count allocations of this process, and, under callgrind, instructions.
void counting_begin(void);
/// Ends the counting; the number of allocations since it began. Under callgrind, its counts up to here are dumped.
uint64_t counting_end(void);

#endif
