/* xla.CompileOptionsProto, encoded by hand: the few fields that partitioning needs, without a protobuf library. */
#ifndef OPENXLA_OPTIMIZER_COMPILE_OPTIONS_H_
#define OPENXLA_OPTIMIZER_COMPILE_OPTIONS_H_

#include <stddef.h>
#include <stdint.h>

/* More than any encoding takes. */
enum { OPENXLA_COMPILE_OPTIONS_SIZE = 64 };

/* Writes the options that compile for `partitions` partitions and one replica; returns how many bytes. */
size_t openxla_compile_options(unsigned char out[OPENXLA_COMPILE_OPTIONS_SIZE], uint64_t partitions, int use_shardy);

#endif /* OPENXLA_OPTIMIZER_COMPILE_OPTIONS_H_ */
