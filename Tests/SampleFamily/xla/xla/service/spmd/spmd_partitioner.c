// `%3 = shard %2` names %2 again: it goes, later values are numbered anew.
#include "xla/service/spmd/spmd_partitioner.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_VALUES 512

typedef struct rewriter_t {
  int renamed[MAX_VALUES];
  int known;
  int next;
  char* output;
  size_t capacity;
  size_t size;
} rewriter_t;

static int emit(rewriter_t* rewriter, const char* text, size_t size) {
  if (rewriter->size + size + 1 > rewriter->capacity) return 1;
  memcpy(rewriter->output + rewriter->size, text, size);
  rewriter->size += size;
  rewriter->output[rewriter->size] = 0;
  return 0;
}

// Copies a line, every value by its new number; text in quotes stays as it is.
static int emit_line(rewriter_t* rewriter, const char* line) {
  int is_quoted = 0;
  while (*line) {
    if (*line == '"') is_quoted = !is_quoted;
    if (*line != '%' || is_quoted || !isdigit((unsigned char)line[1])) {
      if (emit(rewriter, line++, 1)) return 1;
      continue;
    }
    char* end = NULL;
    long value = strtol(line + 1, &end, 10);
    if (value >= rewriter->known) return 1;
    char renamed[16];
    int size = snprintf(renamed, sizeof(renamed), "%%%d", rewriter->renamed[value]);
    if (emit(rewriter, renamed, (size_t)size)) return 1;
    line = end;
  }
  return emit(rewriter, "\n", 1);
}

static int rewrite_line(rewriter_t* rewriter, const char* line) {
  int count, result, operand;
  line += strspn(line, " \t");
  if (sscanf(line, "func @%*s %d", &count) == 1) {
    if (count < 0 || count > 16) return 1;
    for (int i = 0; i < count; ++i) rewriter->renamed[i] = i;
    rewriter->known = rewriter->next = count;
  } else if (sscanf(line, "%%%d = shard %%%d", &result, &operand) == 2) {
    if (result != rewriter->known || result >= MAX_VALUES || operand < 0 || operand >= result) return 1;
    rewriter->renamed[rewriter->known++] = rewriter->renamed[operand];
    return 0;
  } else if (sscanf(line, "%%%d =", &result) == 1) {
    if (result != rewriter->known || result >= MAX_VALUES) return 1;
    rewriter->renamed[rewriter->known++] = rewriter->next++;
  }
  return emit_line(rewriter, line);
}

int xla_spmd_partition(const char* program, int partitions, char* output, size_t capacity) {
  rewriter_t rewriter = {.output = output, .capacity = capacity};
  char* copy = strdup(program);
  if (!copy || partitions < 1 || capacity == 0) {
    free(copy);
    return 1;
  }
  int failed = 0;
  char* rest = copy;
  for (char* line; !failed && (line = strsep(&rest, "\n"));) failed = rewrite_line(&rewriter, line);
  free(copy);
  return failed;
}
