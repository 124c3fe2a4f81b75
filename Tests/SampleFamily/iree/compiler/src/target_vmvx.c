// VMVX: code for a stack machine. PUSH value, …, operation, STORE value.
#include "program.h"

enum { VMVX_PUSH = 1, VMVX_STORE = 2, VMVX_OPERATION = 3 };

static void translate(const iree_program_t* program, iree_buffer_t* payload) {
  for (int i = 0; i < program->op_count; ++i) {
    const iree_op_t* op = &program->ops[i];
    for (int j = 0; j < op->operand_count; ++j) {
      iree_buffer_append_u32(payload, VMVX_PUSH);
      iree_buffer_append_u32(payload, op->operands[j]);
    }
    iree_buffer_append_u32(payload, VMVX_OPERATION);
    iree_buffer_append_u32(payload, op->opcode);
    iree_buffer_append_u32(payload, op->operand_count);
    iree_buffer_append_name(payload, op->name, IREE_MAX_NAME);
    iree_buffer_append_name(payload, op->attribute, IREE_MAX_ATTRIBUTE);
    iree_buffer_append_u32(payload, VMVX_STORE);
    iree_buffer_append_u32(payload, op->result);
  }
}

const iree_target_backend_t iree_target_vmvx = {"vmvx", translate};
