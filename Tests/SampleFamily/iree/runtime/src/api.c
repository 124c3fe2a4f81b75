#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bytecode_format.h"
#include "module.h"

static _Thread_local char last_error[256];

int iree_fail(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(last_error, sizeof(last_error), format, arguments);
  va_end(arguments);
  return 1;
}

const char* iree_runtime_last_error(void) { return last_error; }

const char* iree_runtime_revision(void) {
#ifdef IREE_RELEASE_REVISION
  return IREE_RELEASE_REVISION;
#else
  return "";
#endif
}

// A device runs the code of one target or two.
static int runs_on(const char* device, const char* target) {
  int is_cuda = strcmp(target, "cuda") == 0;
  if (strcmp(device, "cuda") == 0) return is_cuda;
  return !is_cuda && (strcmp(device, "local-sync") == 0 || strcmp(device, "local-task") == 0);
}

static int read_module(iree_reader_t* reader, const char* device, iree_runtime_module_t* module) {
  char magic[8] = {0}, target[IREE_MAX_NAME], name[IREE_MAX_NAME];
  iree_read_name(reader, magic, sizeof(magic));
  if (reader->failed || memcmp(magic, IREE_VM_BYTECODE_MAGIC, sizeof(magic)) != 0) {
    return iree_fail("this is no compiled module");
  }
  uint32_t version = iree_read_u32(reader);
  if (version != IREE_VM_BYTECODE_VERSION) {
    return iree_fail("bytecode version mismatch; expected %d but the module has %u",
                     IREE_VM_BYTECODE_VERSION, version);
  }
  iree_read_name(reader, target, sizeof(target));
  iree_read_name(reader, name, sizeof(name));
  module->argument_count = iree_read_u32(reader);
  module->value_count = iree_read_u32(reader);
  module->result = iree_read_u32(reader);
  if (iree_read_u32(reader) != reader->size || reader->failed) {
    return iree_fail("the module is cut off");
  }
  if (!runs_on(device, target)) {
    return iree_fail("device %s does not run code for %s", device, target);
  }
  if (module->value_count > IREE_MAX_VALUES || module->result >= module->value_count ||
      module->argument_count > module->value_count) {
    return iree_fail("the module's values are out of bounds");
  }
  module->on_threads = strcmp(device, "local-task") == 0;
  return iree_decode(target, reader, module);
}

iree_runtime_module_t* iree_runtime_module_load(const void* data, size_t size,
                                                const char* device) {
  iree_reader_t reader = {data, size, 0};
  iree_runtime_module_t* module = calloc(1, sizeof(*module));
  if (!module) {
    iree_fail("out of memory");
    return NULL;
  }
  if (read_module(&reader, device, module)) {
    iree_runtime_module_destroy(module);
    return NULL;
  }
  return module;
}

int iree_runtime_module_argument_count(const iree_runtime_module_t* module) {
  return (int)module->argument_count;
}

void iree_runtime_module_destroy(iree_runtime_module_t* module) {
  free(module->instructions);
  free(module);
}

int iree_runtime_module_invoke(const iree_runtime_module_t* module, const float* const* arguments,
                               size_t length, float* result) {
  float* values[IREE_MAX_VALUES];
  float* block = calloc((size_t)module->value_count * length + 1, sizeof(float));
  if (!block) return iree_fail("out of memory");
  for (uint32_t i = 0; i < module->value_count; ++i) values[i] = block + i * length;
  for (uint32_t i = 0; i < module->argument_count; ++i) {
    memcpy(values[i], arguments[i], length * sizeof(float));
  }
  int failed = iree_execute(module, values, length);
  if (!failed) memcpy(result, values[module->result], length * sizeof(float));
  free(block);
  return failed;
}
