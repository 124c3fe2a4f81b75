#include <stdlib.h>
#include <string.h>

#include "module.h"

uint32_t iree_read_u32(iree_reader_t* reader) {
  if (reader->size < 4) {
    reader->failed = 1;
    return 0;
  }
  const uint8_t* bytes = reader->data;
  reader->data += 4;
  reader->size -= 4;
  return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

void iree_read_name(iree_reader_t* reader, char* name, size_t width) {
  if (reader->size < width) {
    reader->failed = 1;
    name[0] = 0;
    return;
  }
  memcpy(name, reader->data, width);
  reader->data += width;
  reader->size -= width;
  name[width - 1] = 0;
}

int iree_module_append(iree_runtime_module_t* module, const iree_instruction_t* instruction) {
  int is_bad = instruction->result >= module->value_count ||
               instruction->operand_count > IREE_MAX_OPERANDS;
  for (uint32_t i = 0; !is_bad && i < instruction->operand_count; ++i) {
    is_bad = instruction->operands[i] >= module->value_count;
  }
  if (is_bad) return iree_fail("instruction %u is out of bounds", module->instruction_count);
  if (instruction->opcode == IREE_OP_CALL) {
    const iree_runtime_custom_call_t* call = iree_find_custom_call(instruction->name);
    if (!call) return iree_fail("no plugin of the runtime has the call %s", instruction->name);
    if ((uint32_t)call->operand_count != instruction->operand_count) {
      return iree_fail("the call %s takes %d operands", instruction->name, call->operand_count);
    }
  }
  size_t size = (module->instruction_count + 1) * sizeof(*instruction);
  iree_instruction_t* grown = realloc(module->instructions, size);
  if (!grown) return iree_fail("out of memory");
  grown[module->instruction_count++] = *instruction;
  module->instructions = grown;
  return 0;
}

static int decode_llvm_cpu(iree_reader_t* payload, iree_runtime_module_t* module) {
  while (payload->size) {
    iree_instruction_t instruction = {.opcode = iree_read_u32(payload)};
    instruction.result = iree_read_u32(payload);
    instruction.operand_count = iree_read_u32(payload);
    for (int i = 0; i < IREE_MAX_OPERANDS; ++i) instruction.operands[i] = iree_read_u32(payload);
    iree_read_name(payload, instruction.name, IREE_MAX_NAME);
    iree_read_name(payload, instruction.attribute, IREE_MAX_ATTRIBUTE);
    if (payload->failed) return iree_fail("the module is cut off");
    if (iree_module_append(module, &instruction)) return 1;
  }
  return 0;
}

// The stack machine's code: operands are pushed, an operation takes them, STORE ends it.
static int decode_vmvx(iree_reader_t* payload, iree_runtime_module_t* module) {
  enum { PUSH = 1, STORE = 2, OPERATION = 3 };
  iree_instruction_t instruction = {0};
  uint32_t depth = 0;
  while (payload->size) {
    switch (iree_read_u32(payload)) {
      case PUSH:
        if (depth == IREE_MAX_OPERANDS) return iree_fail("the stack overflows");
        instruction.operands[depth++] = iree_read_u32(payload);
        break;
      case OPERATION:
        instruction.opcode = iree_read_u32(payload);
        instruction.operand_count = iree_read_u32(payload);
        iree_read_name(payload, instruction.name, IREE_MAX_NAME);
        iree_read_name(payload, instruction.attribute, IREE_MAX_ATTRIBUTE);
        if (instruction.operand_count != depth) return iree_fail("the stack is not even");
        break;
      case STORE:
        instruction.result = iree_read_u32(payload);
        if (payload->failed) return iree_fail("the module is cut off");
        if (iree_module_append(module, &instruction)) return 1;
        instruction = (iree_instruction_t){0};
        depth = 0;
        break;
      default:
        return iree_fail("unknown code of the stack machine");
    }
  }
  return 0;
}

int iree_decode(const char* target, iree_reader_t* payload, iree_runtime_module_t* module) {
  if (strcmp(target, "llvm-cpu") == 0) return decode_llvm_cpu(payload, module);
  if (strcmp(target, "vmvx") == 0) return decode_vmvx(payload, module);
  return iree_decode_cuda(payload, module);
}
