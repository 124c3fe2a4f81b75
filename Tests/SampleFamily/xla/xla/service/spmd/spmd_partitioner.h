// Removes the annotations of a program that say how it is split over devices.
#ifndef XLA_SERVICE_SPMD_SPMD_PARTITIONER_H_
#define XLA_SERVICE_SPMD_SPMD_PARTITIONER_H_

#include <stddef.h>

// Rewrites the program's text for one device of `partitions`. Returns 0, or 1 when `output` is too small
// or the program is not understood.
int xla_spmd_partition(const char* program, int partitions, char* output, size_t capacity);

#endif  // XLA_SERVICE_SPMD_SPMD_PARTITIONER_H_
