// llvm-cpu: three-address code, one record of fixed size an operation.
#include "program.h"

static void translate(const iree_program_t* program, iree_buffer_t* payload) {
  for (int i = 0; i < program->op_count; ++i) {
    const iree_op_t* op = &program->ops[i];
    iree_buffer_append_u32(payload, op->opcode);
    iree_buffer_append_u32(payload, op->result);
    iree_buffer_append_u32(payload, op->operand_count);
    for (int j = 0; j < IREE_MAX_OPERANDS; ++j) {
      iree_buffer_append_u32(payload, op->operands[j]);
    }
    iree_buffer_append_name(payload, op->name, IREE_MAX_NAME);
    iree_buffer_append_name(payload, op->attribute, IREE_MAX_ATTRIBUTE);
  }
}

const iree_target_backend_t iree_target_llvm_cpu = {"llvm-cpu", translate};
