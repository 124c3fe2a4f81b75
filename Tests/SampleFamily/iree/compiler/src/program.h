// A program between parser and target back-ends.
#ifndef IREE_COMPILER_PROGRAM_H_
#define IREE_COMPILER_PROGRAM_H_

#include <stddef.h>
#include <stdint.h>

#include "iree/compiler/plugin_api.h"

#define IREE_MAX_OPS 256
#define IREE_MAX_OPERANDS 4
#define IREE_MAX_NAME 32
#define IREE_MAX_ATTRIBUTE 64

// Opcodes that every target and the runtime know; a custom call carries its symbol.
enum {
  IREE_OP_CONST = 1,
  IREE_OP_ADD = 2,
  IREE_OP_SUB = 3,
  IREE_OP_MUL = 4,
  IREE_OP_MAX = 5,
  IREE_OP_QUANTIZE = 6,
  IREE_OP_CALL = 64,
};

typedef struct iree_op_t {
  int opcode;
  int result;
  int operand_count;
  int operands[IREE_MAX_OPERANDS];
  char name[IREE_MAX_NAME];
  char attribute[IREE_MAX_ATTRIBUTE];
} iree_op_t;

typedef struct iree_program_t {
  char name[IREE_MAX_NAME];
  int argument_count;
  int value_count;
  int result;
  int op_count;
  iree_op_t ops[IREE_MAX_OPS];
} iree_program_t;

// Bytes that grow; `failed` stays set once memory ran out.
typedef struct iree_buffer_t {
  uint8_t* data;
  size_t size;
  size_t capacity;
  int failed;
} iree_buffer_t;

void iree_buffer_append(iree_buffer_t* buffer, const void* data, size_t size);
void iree_buffer_append_u32(iree_buffer_t* buffer, uint32_t value);
void iree_buffer_append_name(iree_buffer_t* buffer, const char* name, size_t width);

typedef struct iree_target_backend_t {
  const char* name;
  void (*translate)(const iree_program_t* program, iree_buffer_t* payload);
} iree_target_backend_t;

extern const iree_target_backend_t iree_target_vmvx;
extern const iree_target_backend_t iree_target_llvm_cpu;
extern const iree_target_backend_t iree_target_cuda;

typedef struct iree_op_entry_t {
  iree_op_definition_t definition;
  int opcode;
} iree_op_entry_t;

// Core operations and those of plugins.
const iree_op_entry_t* iree_registry_find_op(const char* name);
const iree_target_backend_t* iree_registry_find_target(const char* name);
void iree_registry_each_plugin(void (*callback)(const char* id, void* user), void* user);
void iree_registry_each_target(void (*callback)(const char* name, void* user), void* user);

// Returns 0, or writes into `message` what is wrong and where.
int iree_parse_program(const char* text, iree_program_t* program, char* message, size_t capacity);

#endif  // IREE_COMPILER_PROGRAM_H_
