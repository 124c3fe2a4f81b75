#include "compile_options.h"

#include <string.h>

/* Field numbers: https://github.com/openxla/xla/blob/main/xla/pjrt/proto/compile_options.proto */
enum {
  EXECUTABLE_BUILD_OPTIONS = 3, /* of CompileOptionsProto */
  DEVICE_ORDINAL = 1,           /* of ExecutableBuildOptionsProto */
  NUM_REPLICAS = 4,
  NUM_PARTITIONS = 5,
  USE_SPMD_PARTITIONING = 6,
  USE_SHARDY_PARTITIONER = 19
};

/* Wire types: https://protobuf.dev/programming-guides/encoding/ */
enum { VARINT = 0, LENGTH_DELIMITED = 2 };

static size_t varint(unsigned char *out, uint64_t value) {
  size_t size = 0;
  for (; value > 127; value >>= 7) out[size++] = (unsigned char)(value | 128);
  out[size++] = (unsigned char)value;
  return size;
}

static size_t number(unsigned char *out, unsigned field, uint64_t value) {
  size_t size = varint(out, field << 3 | VARINT);
  return size + varint(out + size, value);
}

size_t openxla_compile_options(unsigned char out[OPENXLA_COMPILE_OPTIONS_SIZE], uint64_t partitions, int use_shardy) {
  unsigned char build[OPENXLA_COMPILE_OPTIONS_SIZE];
  /* Any device: -1. Negative numbers take ten bytes. */
  size_t size = number(build, DEVICE_ORDINAL, UINT64_MAX);
  size += number(build + size, NUM_REPLICAS, 1);
  size += number(build + size, NUM_PARTITIONS, partitions);
  size += number(build + size, USE_SPMD_PARTITIONING, 1);
  size += number(build + size, USE_SHARDY_PARTITIONER, use_shardy != 0);
  size_t start = varint(out, EXECUTABLE_BUILD_OPTIONS << 3 | LENGTH_DELIMITED);
  start += varint(out + start, size);
  memcpy(out + start, build, size);
  return start + size;
}
