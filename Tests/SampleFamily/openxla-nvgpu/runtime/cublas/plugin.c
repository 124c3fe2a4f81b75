#include <stdlib.h>

#include "iree/runtime/custom_call.h"

// Every element of the result is the dot product.
static int dot(const float* const* operands, const char* attribute, size_t length, float* result) {
  (void)attribute;
  float sum = 0.0f;
  for (size_t i = 0; i < length; ++i) sum += operands[0][i] * operands[1][i];
  for (size_t i = 0; i < length; ++i) result[i] = sum;
  return 0;
}

static int scal(const float* const* operands, const char* attribute, size_t length, float* result) {
  const float factor = strtof(attribute, NULL);
  for (size_t i = 0; i < length; ++i) result[i] = factor * operands[0][i];
  return 0;
}

static const iree_runtime_custom_call_t calls[] = {
    {"cublas.dot", 2, dot},
    {"cublas.scal", 1, scal},
};

static const iree_runtime_plugin_t plugin = {
    .abi = IREE_RUNTIME_PLUGIN_ABI,
    .id = "openxla-cublas",
    .call_count = sizeof(calls) / sizeof(calls[0]),
    .calls = calls,
};

IREE_RUNTIME_PLUGIN_EXPORTED const iree_runtime_plugin_t* iree_runtime_plugin_query(void) {
  return &plugin;
}
