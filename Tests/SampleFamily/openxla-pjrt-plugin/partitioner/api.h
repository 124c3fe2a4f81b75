// The optimizer as a library that is loaded by dlopen.
#ifndef OPENXLA_PARTITIONER_API_H_
#define OPENXLA_PARTITIONER_API_H_

#define OPENXLA_PARTITIONER_EXPORTED __attribute__((visibility("default")))

OPENXLA_PARTITIONER_EXPORTED int openxlaPartitionerGetAPIVersion(void);
// The program's text for one device of `partitions`, to be freed by openxlaPartitionerFree; NULL when it is
// not understood.
OPENXLA_PARTITIONER_EXPORTED char* openxlaPartitionerRun(const char* program, int partitions);
OPENXLA_PARTITIONER_EXPORTED void openxlaPartitionerFree(char* program);

#endif  // OPENXLA_PARTITIONER_API_H_
