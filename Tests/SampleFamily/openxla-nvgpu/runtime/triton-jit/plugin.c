// Compiles a kernel's text, an expression in x with + and * such as "0.5 * x + 1", and runs it.
#include <stdlib.h>
#include <string.h>

#include "iree/runtime/custom_call.h"

#define MAX_TERMS 8
#define MAX_POWER 8

typedef struct kernel_t {
  int term_count;
  struct {
    float factor;
    int power;
  } terms[MAX_TERMS];
} kernel_t;

static const char* skip_spaces(const char* text) { return text + strspn(text, " "); }

// TERM := FACTOR { * FACTOR }, FACTOR := x | NUMBER. Answers where the term ends, NULL on a mistake.
static const char* compile_term(const char* text, kernel_t* kernel) {
  if (kernel->term_count == MAX_TERMS) return NULL;
  kernel->terms[kernel->term_count].factor = 1.0f;
  kernel->terms[kernel->term_count].power = 0;
  for (text = skip_spaces(text);; text = skip_spaces(text + 1)) {
    char* end = NULL;
    if (*text == 'x') {
      if (++kernel->terms[kernel->term_count].power > MAX_POWER) return NULL;
      ++text;
    } else {
      kernel->terms[kernel->term_count].factor *= strtof(text, &end);
      if (end == text) return NULL;
      text = end;
    }
    text = skip_spaces(text);
    if (*text != '*') break;
  }
  ++kernel->term_count;
  return text;
}

static int compile(const char* text, kernel_t* kernel) {
  *kernel = (kernel_t){0};
  while ((text = compile_term(text, kernel))) {
    if (*text == 0) return 0;
    if (*text++ != '+') return 1;
  }
  return 1;
}

static int call(const float* const* operands, const char* attribute, size_t length, float* result) {
  kernel_t kernel;
  if (compile(attribute, &kernel)) return 1;
  for (size_t i = 0; i < length; ++i) {
    result[i] = 0.0f;
    for (int j = 0; j < kernel.term_count; ++j) {
      float term = kernel.terms[j].factor;
      for (int k = 0; k < kernel.terms[j].power; ++k) term *= operands[0][i];
      result[i] += term;
    }
  }
  return 0;
}

static const iree_runtime_custom_call_t calls[] = {{"triton.call", 1, call}};

static const iree_runtime_plugin_t plugin = {
    .abi = IREE_RUNTIME_PLUGIN_ABI,
    .id = "openxla-triton",
    .call_count = sizeof(calls) / sizeof(calls[0]),
    .calls = calls,
};

IREE_RUNTIME_PLUGIN_EXPORTED const iree_runtime_plugin_t* iree_runtime_plugin_query(void) {
  return &plugin;
}
