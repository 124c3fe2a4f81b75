// A loaded module: what every target's code becomes.
#ifndef IREE_RUNTIME_MODULE_H_
#define IREE_RUNTIME_MODULE_H_

#include <stdint.h>

#include "iree/runtime/api.h"
#include "iree/runtime/custom_call.h"

#define IREE_MAX_OPERANDS 4
#define IREE_MAX_NAME 32
#define IREE_MAX_ATTRIBUTE 64
#define IREE_MAX_VALUES 512

enum {
  IREE_OP_CONST = 1,
  IREE_OP_ADD = 2,
  IREE_OP_SUB = 3,
  IREE_OP_MUL = 4,
  IREE_OP_MAX = 5,
  IREE_OP_QUANTIZE = 6,
  IREE_OP_CALL = 64,
};

typedef struct iree_instruction_t {
  uint32_t opcode;
  uint32_t result;
  uint32_t operand_count;
  uint32_t operands[IREE_MAX_OPERANDS];
  char name[IREE_MAX_NAME];
  char attribute[IREE_MAX_ATTRIBUTE];
} iree_instruction_t;

struct iree_runtime_module_t {
  int on_threads;
  uint32_t argument_count;
  uint32_t value_count;
  uint32_t result;
  uint32_t instruction_count;
  iree_instruction_t* instructions;
};

typedef struct iree_reader_t {
  const uint8_t* data;
  size_t size;
  int failed;
} iree_reader_t;

uint32_t iree_read_u32(iree_reader_t* reader);
void iree_read_name(iree_reader_t* reader, char* name, size_t width);

int iree_fail(const char* format, ...) __attribute__((format(printf, 1, 2)));

// Appends one instruction; 0 when it was valid.
int iree_module_append(iree_runtime_module_t* module, const iree_instruction_t* instruction);
int iree_decode(const char* target, iree_reader_t* payload, iree_runtime_module_t* module);
int iree_decode_cuda(iree_reader_t* payload, iree_runtime_module_t* module);

const iree_runtime_custom_call_t* iree_find_custom_call(const char* symbol);
int iree_execute(const iree_runtime_module_t* module, float** values, size_t length);

// One kernel over the elements [begin, end).
void iree_kernel_run(const iree_instruction_t* instruction, float** values, size_t begin,
                     size_t end);

#endif  // IREE_RUNTIME_MODULE_H_
