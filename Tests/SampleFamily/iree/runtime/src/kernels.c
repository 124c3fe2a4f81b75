#include <math.h>
#include <stdlib.h>

#include "module.h"

// To eight bits with sign, in steps of 1/16, and back.
static float quantize(float value) {
  float scaled = roundf(value * 16.0f);
  signed char stored = (signed char)(scaled > 127.0f ? 127.0f : scaled < -128.0f ? -128.0f : scaled);
  return (float)stored / 16.0f;
}

void iree_kernel_run(const iree_instruction_t* instruction, float** values, size_t begin,
                     size_t end) {
  float* result = values[instruction->result];
  const float* a = values[instruction->operands[0]];
  const float* b = values[instruction->operands[1]];
  const float constant = strtof(instruction->attribute, NULL);
  for (size_t i = begin; i < end; ++i) {
    switch (instruction->opcode) {
      case IREE_OP_CONST:
        result[i] = constant;
        break;
      case IREE_OP_ADD:
        result[i] = a[i] + b[i];
        break;
      case IREE_OP_SUB:
        result[i] = a[i] - b[i];
        break;
      case IREE_OP_MUL:
        result[i] = a[i] * b[i];
        break;
      case IREE_OP_MAX:
        result[i] = a[i] > b[i] ? a[i] : b[i];
        break;
      case IREE_OP_QUANTIZE:
        result[i] = quantize(a[i]);
        break;
    }
  }
}
