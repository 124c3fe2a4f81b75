#include <pthread.h>

#include "module.h"

typedef struct slice_t {
  const iree_instruction_t* instruction;
  float** values;
  size_t begin;
  size_t end;
} slice_t;

static void* run_slice(void* argument) {
  slice_t* slice = argument;
  iree_kernel_run(slice->instruction, slice->values, slice->begin, slice->end);
  return NULL;
}

// Half of the elements on a thread of its own.
static int run_on_threads(const iree_instruction_t* instruction, float** values, size_t length) {
  slice_t upper = {instruction, values, length / 2, length};
  pthread_t thread;
  if (pthread_create(&thread, NULL, run_slice, &upper) != 0) return iree_fail("no thread");
  iree_kernel_run(instruction, values, 0, length / 2);
  pthread_join(thread, NULL);
  return 0;
}

static int run_call(const iree_instruction_t* instruction, float** values, size_t length) {
  const iree_runtime_custom_call_t* call = iree_find_custom_call(instruction->name);
  const float* operands[IREE_MAX_OPERANDS];
  for (uint32_t i = 0; i < instruction->operand_count; ++i) {
    operands[i] = values[instruction->operands[i]];
  }
  if (call->run(operands, instruction->attribute, length, values[instruction->result]) != 0) {
    return iree_fail("the call %s failed", instruction->name);
  }
  return 0;
}

int iree_execute(const iree_runtime_module_t* module, float** values, size_t length) {
  for (uint32_t i = 0; i < module->instruction_count; ++i) {
    const iree_instruction_t* instruction = &module->instructions[i];
    int failed = 0;
    if (instruction->opcode == IREE_OP_CALL) {
      failed = run_call(instruction, values, length);
    } else if (module->on_threads) {
      failed = run_on_threads(instruction, values, length);
    } else {
      iree_kernel_run(instruction, values, 0, length);
    }
    if (failed) return failed;
  }
  return 0;
}
