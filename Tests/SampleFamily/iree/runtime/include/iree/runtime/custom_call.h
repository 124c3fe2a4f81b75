// What a library of custom calls exports: iree_runtime_plugin_query.
#ifndef IREE_RUNTIME_CUSTOM_CALL_H_
#define IREE_RUNTIME_CUSTOM_CALL_H_

#include <stddef.h>
#include <stdint.h>

#define IREE_RUNTIME_PLUGIN_ABI 3

typedef struct iree_runtime_custom_call_t {
  const char* symbol;
  int operand_count;
  // Returns 0 when `result` is filled.
  int (*run)(const float* const* operands, const char* attribute, size_t length, float* result);
} iree_runtime_custom_call_t;

typedef struct iree_runtime_plugin_t {
  uint32_t abi;
  const char* id;
  size_t call_count;
  const iree_runtime_custom_call_t* calls;
} iree_runtime_plugin_t;

typedef const iree_runtime_plugin_t* (*iree_runtime_plugin_query_fn_t)(void);

#define IREE_RUNTIME_PLUGIN_EXPORTED __attribute__((visibility("default")))

#endif  // IREE_RUNTIME_CUSTOM_CALL_H_
