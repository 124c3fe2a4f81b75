#include "api.h"

#include <stdlib.h>
#include <string.h>

#include "xla/service/spmd/spmd_partitioner.h"

int openxlaPartitionerGetAPIVersion(void) { return 1; }

char* openxlaPartitionerRun(const char* program, int partitions) {
  size_t capacity = 2 * strlen(program) + 256;
  char* output = calloc(1, capacity);
  if (output && xla_spmd_partition(program, partitions, output, capacity) != 0) {
    free(output);
    return NULL;
  }
  return output;
}

void openxlaPartitionerFree(char* program) { free(program); }
