// The text of a program, one operation a line:
//   func @name ARGUMENT-COUNT
//   %2 = add %0 %1
//   %3 = triton.call %2 "0.5 * x"
//   return %3
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program.h"

typedef struct parser_t {
  iree_program_t* program;
  int line;
  char* message;
  size_t capacity;
} parser_t;

static int fail(parser_t* parser, const char* what, const char* which) {
  snprintf(parser->message, parser->capacity, "line %d: %s \"%s\"", parser->line, what, which);
  return 1;
}

static int parse_value(parser_t* parser, const char* word, int* value) {
  char* end = NULL;
  long number = word[0] == '%' ? strtol(word + 1, &end, 10) : -1;
  if (number < 0 || !end || *end || number >= parser->program->value_count) {
    return fail(parser, "expected a value that is defined, found", word);
  }
  *value = (int)number;
  return 0;
}

// Cuts an attribute in quotes off the line.
static void take_attribute(char* line, char* attribute) {
  char* begin = strchr(line, '"');
  char* end = begin ? strchr(begin + 1, '"') : NULL;
  attribute[0] = 0;
  if (!end) return;
  snprintf(attribute, IREE_MAX_ATTRIBUTE, "%.*s", (int)(end - begin - 1), begin + 1);
  *begin = 0;
}

static int parse_operation(parser_t* parser, char* line) {
  iree_program_t* program = parser->program;
  if (program->op_count == IREE_MAX_OPS) return fail(parser, "too many operations at", line);
  iree_op_t op = {0};
  take_attribute(line, op.attribute);
  char* rest = NULL;
  char* result = strtok_r(line, " ", &rest);
  char* equals = strtok_r(NULL, " ", &rest);
  char* name = strtok_r(NULL, " ", &rest);
  if (!name || strcmp(equals, "=") != 0) return fail(parser, "expected %N = operation, found", line);
  const iree_op_entry_t* entry = iree_registry_find_op(name);
  if (!entry) return fail(parser, "unregistered operation", name);
  if (entry->definition.has_attribute && !op.attribute[0]) {
    return fail(parser, "expected an attribute of", name);
  }
  op.opcode = entry->opcode;
  snprintf(op.name, sizeof(op.name), "%s", name);
  for (char* word; (word = strtok_r(NULL, " ", &rest));) {
    if (op.operand_count == IREE_MAX_OPERANDS) return fail(parser, "too many operands of", name);
    if (parse_value(parser, word, &op.operands[op.operand_count++])) return 1;
  }
  if (op.operand_count != entry->definition.operand_count) {
    return fail(parser, "wrong number of operands of", name);
  }
  op.result = program->value_count++;
  int named = -1;
  if (parse_value(parser, result, &named) || named != op.result) {
    return fail(parser, "expected the next value, found", result);
  }
  program->ops[program->op_count++] = op;
  return 0;
}

static int parse_line(parser_t* parser, char* line) {
  iree_program_t* program = parser->program;
  char returned[IREE_MAX_NAME];
  if (sscanf(line, "func @%31s %d", program->name, &program->argument_count) == 2) {
    if (program->argument_count < 0 || program->argument_count > 16) {
      return fail(parser, "expected at most 16 arguments, found", line);
    }
    program->value_count = program->argument_count;
    return 0;
  }
  if (!program->name[0]) return fail(parser, "expected func @name COUNT, found", line);
  if (sscanf(line, "return %31s", returned) == 1) {
    return parse_value(parser, returned, &program->result);
  }
  return parse_operation(parser, line);
}

int iree_parse_program(const char* text, iree_program_t* program, char* message, size_t capacity) {
  parser_t parser = {program, 0, message, capacity};
  *program = (iree_program_t){.result = -1};
  char* copy = strdup(text);
  if (!copy) return fail(&parser, "no memory for", "the program");
  int failed = 0;
  char* rest = copy;
  for (char* line; !failed && (line = strsep(&rest, "\n"));) {
    ++parser.line;
    char* comment = strstr(line, "//");
    if (comment) *comment = 0;
    line += strspn(line, " \t");
    for (size_t size = strlen(line); size && strchr(" \t\r", line[size - 1]); line[--size] = 0) {
    }
    if (*line) failed = parse_line(&parser, line);
  }
  free(copy);
  if (!failed && program->result < 0) failed = fail(&parser, "expected a return in", program->name);
  return failed;
}
