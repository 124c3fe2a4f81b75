#include <math.h>

#include "iree/runtime/custom_call.h"

static int relu(const float* const* operands, const char* attribute, size_t length, float* result) {
  (void)attribute;
  for (size_t i = 0; i < length; ++i) result[i] = operands[0][i] > 0.0f ? operands[0][i] : 0.0f;
  return 0;
}

static int softmax(const float* const* operands, const char* attribute, size_t length,
                   float* result) {
  (void)attribute;
  if (length == 0) return 0;
  float greatest = operands[0][0];
  for (size_t i = 1; i < length; ++i) greatest = fmaxf(greatest, operands[0][i]);
  float sum = 0.0f;
  for (size_t i = 0; i < length; ++i) sum += result[i] = expf(operands[0][i] - greatest);
  for (size_t i = 0; i < length; ++i) result[i] /= sum;
  return 0;
}

static const iree_runtime_custom_call_t calls[] = {
    {"cudnn.relu", 1, relu},
    {"cudnn.softmax", 1, softmax},
};

static const iree_runtime_plugin_t plugin = {
    .abi = IREE_RUNTIME_PLUGIN_ABI,
    .id = "openxla-cudnn",
    .call_count = sizeof(calls) / sizeof(calls[0]),
    .calls = calls,
};

IREE_RUNTIME_PLUGIN_EXPORTED const iree_runtime_plugin_t* iree_runtime_plugin_query(void) {
  return &plugin;
}
