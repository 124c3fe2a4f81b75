// cuda: the text of a kernel, which the driver assembles when it loads the module.
#include <stdio.h>
#include <string.h>

#include "program.h"

static void append_text(iree_buffer_t* payload, const char* text) {
  iree_buffer_append(payload, text, strlen(text));
}

static void translate(const iree_program_t* program, iree_buffer_t* payload) {
  char line[256];
  append_text(payload, ".version 7.0\n");
  for (int i = 0; i < program->op_count; ++i) {
    const iree_op_t* op = &program->ops[i];
    snprintf(line, sizeof(line), "%d %s r%d", op->opcode, op->name, op->result);
    append_text(payload, line);
    for (int j = 0; j < op->operand_count; ++j) {
      snprintf(line, sizeof(line), " r%d", op->operands[j]);
      append_text(payload, line);
    }
    snprintf(line, sizeof(line), " \"%s\"\n", op->attribute);
    append_text(payload, line);
  }
}

const iree_target_backend_t iree_target_cuda = {"cuda", translate};
