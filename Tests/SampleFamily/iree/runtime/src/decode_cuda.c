// The driver of the made-up device: assembles a kernel's text. Its arithmetic is the processor's.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "module.h"

static int assemble(char* line, iree_runtime_module_t* module) {
  iree_instruction_t instruction = {0};
  int used = 0;
  if (sscanf(line, "%u %31s r%u%n", &instruction.opcode, instruction.name, &instruction.result,
             &used) != 3) {
    return iree_fail("cannot assemble %.100s", line);
  }
  char* rest = line + used;
  unsigned operand;
  while (sscanf(rest, " r%u%n", &operand, &used) == 1) {
    if (instruction.operand_count == IREE_MAX_OPERANDS) return iree_fail("too many registers");
    instruction.operands[instruction.operand_count++] = operand;
    rest += used;
  }
  sscanf(rest, " \"%63[^\"]\"", instruction.attribute);
  return iree_module_append(module, &instruction);
}

int iree_decode_cuda(iree_reader_t* payload, iree_runtime_module_t* module) {
  char* text = strndup((const char*)payload->data, payload->size);
  if (!text) return iree_fail("out of memory");
  char* rest = text;
  char* header = strsep(&rest, "\n");
  int failed = strcmp(header, ".version 7.0") != 0 ? iree_fail("unknown kernel: %.50s", header) : 0;
  for (char* line; !failed && (line = strsep(&rest, "\n"));) {
    if (*line) failed = assemble(line, module);
  }
  free(text);
  return failed;
}
